package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.dragoncode.emulators.engine.Neighbour;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.ContainerBackend;
import dev.dragoncode.emulators.model.Placeholders;
import dev.dragoncode.emulators.model.Probe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Turns a start request into the container that serves it. */
final class ContainerRecipe {

  static final String LOOPBACK = "127.0.0.1";

  /** By this name a container reaches the machine that it runs on. */
  private static final String GATEWAY = "host.docker.internal";

  /** Keeps a chatty emulator from filling the disk: two files of this size. */
  private static final Map<String, String> LOG_LIMITS = Map.of("max-size", "10m", "max-file", "2");

  private static final int LONGEST_PROJECT_NAME = 30;

  private final StartRequest request;
  private final ContainerBackend backend;
  private final Machine machine;
  private final String image;
  private final Placeholders placeholders;
  private final Way way;

  /**
   * @param image as the engine has it locally
   * @param way how it reaches others
   */
  ContainerRecipe(
      StartRequest request, ContainerBackend backend, String image, Machine machine, Way way) {
    this.machine = machine;
    this.request = request;
    this.backend = backend;
    this.image = image;
    Placeholders values =
        Placeholders.of(request.spec(), LOOPBACK, request.ports(), request.parameters())
            .withClientPorts(request.clientPorts())
            .with("project", request.owner().project().toString());
    for (Neighbour neighbour : request.neighbours()) {
      values = neighbour.published(values, way.host());
    }
    this.placeholders = values;
    this.way = way;
  }

  /** How a container reaches the ports that others publish on this machine's loopback interface. */
  enum Way {
    /** It shares the machine's own network. */
    HOST_NETWORK,
    /** The engine runs in a virtual machine that has a name for this one. */
    GATEWAY_NAME;

    private String host() {
      return this == HOST_NETWORK ? LOOPBACK : GATEWAY;
    }
  }

  /** {@code dragoncode-<project>-<emulator>-<hash of the project's path>}. */
  static String name(StartRequest request, Machine machine) {
    Path project = request.owner().project();
    Path folder = project.getFileName();
    String word =
        String.valueOf(folder == null ? "root" : folder)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String shortened =
        word.length() > LONGEST_PROJECT_NAME ? word.substring(0, LONGEST_PROJECT_NAME) : word;
    CRC32 hash = new CRC32();
    hash.update(machine.own(project).getBytes(StandardCharsets.UTF_8));
    return "dragoncode-%s-%s-%08x"
        .formatted(
            shortened.isEmpty() ? "project" : shortened, request.spec().id(), hash.getValue());
  }

  /** Files of the project that the container gets, with their places in it. */
  List<EmulatorSpec.Mount> mounts() {
    return backend.mounts().stream()
        .map(mount ->
            new EmulatorSpec.Mount(
                placeholders.fill(mount.source()), placeholders.fill(mount.target())))
        .toList();
  }

  /** Paths in the container whose content is kept. */
  List<String> data() {
    return backend.data();
  }

  CreateContainerCmd command(DockerClient client, Instant startedAt) {
    List<ExposedPort> exposed = new ArrayList<>();
    List<PortBinding> bindings = new ArrayList<>();
    for (EmulatorSpec.PortSpec port : request.spec().ports()) {
      ExposedPort inside = ExposedPort.tcp(port.containerPort());
      Integer published = request.ports().get(port.name());
      if (published == null) {
        throw new IllegalArgumentException("No port is leased for " + port.name());
      }
      exposed.add(inside);
      // over there any port will do: the leased one may be taken by somebody else's
      int there = machine.isRemote() ? 0 : published;
      bindings.add(new PortBinding(Ports.Binding.bindIpAndPort(LOOPBACK, there), inside));
    }
    List<String> environment = new ArrayList<>();
    placeholders.fill(backend.environment()).forEach((k, v) -> environment.add(k + "=" + v));

    CreateContainerCmd create =
        client
            .createContainerCmd(image)
            .withName(name(request, machine))
            .withLabels(ContainerLabels.of(request, image, startedAt, machine))
            .withEnv(environment)
            .withExposedPorts(exposed)
            .withHostConfig(hostConfig(bindings))
            .withStopTimeout((int) request.spec().stopGrace().toSeconds());
    if (request.neighbours().isEmpty()) {
      // RabbitMQ finds its data by the name of its host
      create = create.withHostName(request.spec().id());
    }
    if (!asksItsImage(request.spec())) {
      // the probes ask from outside; an image's own check would only fill the event stream
      create = create.withHealthcheck(new HealthCheck().withTest(List.of("NONE")));
    }
    if (backend.stopSignal().isPresent()) {
      create = create.withStopSignal(backend.stopSignal().get());
    }
    List<String> command = placeholders.fill(backend.command());
    return command.isEmpty() ? create : create.withCmd(command);
  }

  private static boolean asksItsImage(EmulatorSpec spec) {
    return Stream.concat(spec.readiness().stream(), spec.liveness().stream())
        .flatMap(probe ->
            probe instanceof Probe.Any(List<Probe> probes) ? probes.stream() : Stream.of(probe))
        .anyMatch(Probe.Health.class::isInstance);
  }

  private HostConfig hostConfig(List<PortBinding> bindings) {
    HostConfig config =
        HostConfig.newHostConfig()
            .withPortBindings(bindings)
            .withInit(true)
            .withPrivileged(false)
            .withRestartPolicy(RestartPolicy.noRestart())
            .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, LOG_LIMITS));
    if (backend.command().stream().anyMatch(word -> word.contains(GATEWAY))) {
      // Docker Desktop has the name by itself
      config = config.withExtraHosts(GATEWAY + ":host-gateway");
    }
    if (!request.neighbours().isEmpty() && way == Way.HOST_NETWORK) {
      // a job publishes nothing, so nothing of it is seen there
      config = config.withNetworkMode("host");
    }
    if (request.kept().isPresent()) {
      config =
          config.withMounts(ContainerVolumes.mounts(request.kept().get(), backend.data(), machine));
    }
    if (backend.memoryBytes().isPresent()) {
      config = config.withMemory(backend.memoryBytes().get());
    }
    if (!backend.tmpfs().isEmpty()) {
      Map<String, String> tmpfs = new LinkedHashMap<>();
      backend.tmpfs().forEach(path -> tmpfs.put(placeholders.fill(path), "rw"));
      config = config.withTmpFs(tmpfs);
    }
    return config;
  }
}
