package dev.dragoncode.emulators.engine.kubernetes;

import dev.dragoncode.emulators.engine.Neighbour;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.ContainerBackend;
import dev.dragoncode.emulators.model.Placeholders;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** Turns a start request into the resources that serve it in the project's namespace. */
final class PodRecipe {

  /** What all resources of ours carry. */
  static final Map<String, String> OURS = Map.of("app.kubernetes.io/managed-by", "dragoncode");

  static final String NAME = "app.kubernetes.io/name";

  /** What a resource is for: the record of an instance, its settings, its files. */
  static final String PART = "app.kubernetes.io/component";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int LONGEST_PROJECT_NAME = 30;
  private static final String FILES = "files";

  private final StartRequest request;
  private final ContainerBackend backend;
  private final String image;
  private final Placeholders placeholders;
  private final Optional<ProjectFileMap> files;

  /**
   * @param image as the cluster pulls it
   */
  PodRecipe(StartRequest request, ContainerBackend backend, String image) {
    this.request = request;
    this.backend = backend;
    this.image = image;
    this.placeholders = placeholders(request);
    this.files =
        ProjectFileMap.read(
            request.spec(),
            request.owner().project(),
            backend.mounts().stream()
                .map(mount ->
                    new EmulatorSpec.Mount(
                        placeholders.fill(mount.source()), placeholders.fill(mount.target())))
                .toList());
  }

  /** In the cluster, others are reached by the services of their names. */
  private static Placeholders placeholders(StartRequest request) {
    Placeholders values =
        Placeholders.of(request.spec(), LOOPBACK, request.ports(), request.parameters())
            .withClientPorts(request.clientPorts())
            .with("project", request.owner().project().toString());
    for (Neighbour neighbour : request.neighbours()) {
      values = neighbour.direct(values, neighbour.spec().id());
    }
    return values;
  }

  /** {@code dragoncode-<project>-<hash of its path>}. */
  static String namespace(Path project) {
    String word =
        String.valueOf(project.getFileName())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String shortened =
        word.length() > LONGEST_PROJECT_NAME ? word.substring(0, LONGEST_PROJECT_NAME) : word;
    CRC32 hash = new CRC32();
    hash.update(project.toString().getBytes(StandardCharsets.UTF_8));
    return "dragoncode-%s-%08x"
        .formatted(shortened.isEmpty() ? "project" : shortened, hash.getValue())
        .replace("--", "-");
  }

  String namespace() {
    return namespace(request.owner().project());
  }

  Namespace projectNamespace() {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(namespace())
        .withLabels(OURS)
        .endMetadata()
        .build();
  }

  /** Port names, and where the emulator listens in its pod. */
  Map<String, Integer> targets() {
    return InstanceRecord.targets(request.spec());
  }

  /** In the order in which they are made; the pod comes last. */
  List<HasMetadata> resources() {
    List<HasMetadata> resources = new ArrayList<>();
    resources.add(settings());
    files.ifPresent(map -> resources.add(fileMap(map)));
    if (!request.spec().ports().isEmpty()) {
      resources.add(service());
    }
    resources.add(pod());
    return resources;
  }

  static Map<String, String> labels(String emulator) {
    Map<String, String> labels = new LinkedHashMap<>(OURS);
    labels.put(NAME, emulator);
    return labels;
  }

  private ObjectMeta meta(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace())
        .withLabels(labels(request.spec().id()))
        .build();
  }

  /** The environment: its secrets belong in no pod's specification. */
  private Secret settings() {
    return new SecretBuilder()
        .withMetadata(meta(settingsName(request.spec().id())))
        .withStringData(placeholders.fill(backend.environment()))
        .build();
  }

  static String settingsName(String emulator) {
    return emulator + "-settings";
  }

  static String filesName(String emulator) {
    return emulator + "-files";
  }

  private ConfigMap fileMap(ProjectFileMap map) {
    return new ConfigMapBuilder()
        .withMetadata(meta(filesName(request.spec().id())))
        .withBinaryData(map.base64())
        .build();
  }

  /** So that what runs in the cluster reaches it by its name, as in a compose file. */
  private Service service() {
    List<ServicePort> ports = new ArrayList<>();
    for (EmulatorSpec.PortSpec port : request.spec().ports()) {
      ports.add(
          new ServicePortBuilder()
              .withName(port.name())
              .withPort(port.containerPort())
              .withTargetPort(new IntOrString(port.containerPort()))
              .build());
    }
    return new ServiceBuilder()
        .withMetadata(meta(request.spec().id()))
        .withNewSpec()
        .withSelector(labels(request.spec().id()))
        .withPorts(ports)
        .endSpec()
        .build();
  }

  private Pod pod() {
    String id = request.spec().id();
    List<Volume> volumes = new ArrayList<>();
    List<VolumeMount> mounts = new ArrayList<>();
    int number = 0;
    for (String path : backend.tmpfs()) {
      String name = "memory-" + number++;
      volumes.add(
          new VolumeBuilder()
              .withName(name)
              .withNewEmptyDir()
              .withMedium("Memory")
              .endEmptyDir()
              .build());
      mounts.add(mount(name, placeholders.fill(path)).build());
    }
    if (files.isPresent()) {
      number = 0;
      for (Map.Entry<String, List<KeyToPath>> each : files.get().folders().entrySet()) {
        String name = FILES + "-" + number++;
        volumes.add(
            new VolumeBuilder()
                .withName(name)
                .withNewConfigMap()
                .withName(filesName(id))
                .withItems(each.getValue())
                .endConfigMap()
                .build());
        mounts.add(mount(name, each.getKey()).withReadOnly(true).build());
      }
    }
    return new PodBuilder()
        .withMetadata(meta(id))
        .withNewSpec()
        .withRestartPolicy("Never")
        .withHostname(id)
        // neither the cluster's API nor its other services are an emulator's business
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(request.spec().stopGrace().toSeconds())
        .withVolumes(volumes)
        .withContainers(container(mounts).build())
        .endSpec()
        .build();
  }

  private ContainerBuilder container(List<VolumeMount> mounts) {
    List<ContainerPort> ports = new ArrayList<>();
    for (EmulatorSpec.PortSpec port : request.spec().ports()) {
      ports.add(new ContainerPortBuilder().withContainerPort(port.containerPort()).build());
    }
    ContainerBuilder container =
        new ContainerBuilder()
            .withName(request.spec().id())
            .withImage(image)
            .withPorts(ports)
            .withVolumeMounts(mounts)
            .addNewEnvFrom()
            .withNewSecretRef()
            .withName(settingsName(request.spec().id()))
            .endSecretRef()
            .endEnvFrom()
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withPrivileged(false)
            .endSecurityContext();
    List<String> command = placeholders.fill(backend.command());
    if (!command.isEmpty()) {
      // Docker's command is what a pod calls arguments: the image's entry point stays
      container = container.withArgs(command);
    }
    if (backend.memoryBytes().isPresent()) {
      Quantity memory = new Quantity(String.valueOf(backend.memoryBytes().get()));
      container =
          container.withResources(
              new ResourceRequirementsBuilder().addToLimits("memory", memory).build());
    }
    return container;
  }

  private static VolumeMountBuilder mount(String name, String path) {
    return new VolumeMountBuilder().withName(name).withMountPath(path);
  }
}
