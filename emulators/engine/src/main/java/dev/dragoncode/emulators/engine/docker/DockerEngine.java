package dev.dragoncode.emulators.engine.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EngineData;
import dev.dragoncode.emulators.engine.EngineDrills;
import dev.dragoncode.emulators.engine.EngineInside;
import dev.dragoncode.emulators.engine.EngineShell;
import dev.dragoncode.emulators.engine.EngineSupply;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.ContainerBackend;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs emulators as containers of Docker, Podman or whatever speaks Docker's API. */
public final class DockerEngine implements EmulatorEngine {

  /** Questions that the engine answers from memory; more means that it hangs. */
  private static final Duration QUESTION = Duration.ofSeconds(10);

  /** Reading counters takes the engine two samples, a second apart. */
  private static final Duration COUNTERS = Duration.ofSeconds(5);

  /** Something asked of the engine. */
  @FunctionalInterface
  interface Question<T> {
    T ask(DockerConnection docker) throws InterruptedException;
  }

  private final EngineCalls calls = new EngineCalls();
  private final DockerLink link;
  private final RegistryCheck registries;
  private final ImageSupply images;
  private final VolumeData data;
  private final ImageArchives archives;
  private final ContainerShell shell;
  private final RemotePorts ports;
  private final ContainerDrills drills;
  private final ContainerInside inside;

  /**
   * @param hosts where to look for an engine
   * @param images where its images come from, asked for each emulator anew
   * @param processes runs Docker's credential helpers
   * @param home the user's data folder
   */
  public DockerEngine(
      DockerHosts hosts, Supplier<ImageSources> images, ProcessRunner processes, Path home) {
    this(hosts::find, hosts.configFolder(), images, new InstalledCredentialHelper(processes), home);
  }

  DockerEngine(
      Supplier<DockerHosts.Found> hosts,
      Path configFolder,
      Supplier<ImageSources> images,
      CredentialHelper helper,
      Path home) {
    this.link = new DockerLink(hosts, calls, home);
    this.registries = new RegistryCheck(calls);
    this.images =
        new ImageSupply(
            images,
            registries,
            new RegistryCredentials(configFolder, helper),
            new ImageDigests(home, Clock.systemUTC()),
            calls,
            new ImageBuild(home));
    this.data = new VolumeData(this::ask, calls);
    this.ports = new RemotePorts(link, calls);
    this.shell = new ContainerShell(link, calls);
    this.drills = new ContainerDrills(this::ask, data, calls, new DrillStarter());
    this.inside = new ContainerInside(link, calls);
    this.archives = new ImageArchives(this.images, link, calls);
  }

  @Override
  public EngineKind kind() {
    return EngineKind.DOCKER;
  }

  @Override
  public EngineStatus status() throws InterruptedException {
    return link.status();
  }

  @Override
  public Availability availability(EmulatorSpec spec) throws InterruptedException {
    Optional<ContainerBackend> backend = spec.container();
    if (backend.isEmpty()) {
      return new Availability.Impossible("it has no image", noImage(spec));
    }
    String image = backend.get().image();
    try {
      DockerConnection connection = link.connect();
      if (!connection.host().reachable()) {
        return new Availability.Impossible(
            "the container engine runs on another machine",
            DockerProblems.engineElsewhere(connection.host()));
      }
      try {
        return images.availability(spec, image, connection);
      } catch (RuntimeException e) {
        throw failed("The local images could not be read", image, connection, e);
      }
    } catch (ProblemException e) {
      return new Availability.Impossible("no container engine answers", e.problem());
    }
  }

  @Override
  public Instance start(StartRequest request, StartListener listener) throws InterruptedException {
    EmulatorSpec spec = request.spec();
    ContainerBackend backend = spec.container().orElseThrow(() -> noImage(spec).asException());
    DockerConnection connection = link.connect();
    if (!connection.host().reachable()) {
      throw DockerProblems.engineElsewhere(connection.host()).asException();
    }
    String remote = images.remote(spec, backend.image());
    try {
      String image = images.provide(spec, backend.image(), connection, listener);
      listener.starting();
      Instance instance = new ContainerStart(connection, calls, request, backend, image).run();
      reachOrRemove(instance, connection);
      return instance;
    } catch (RuntimeException e) {
      throw failed(spec.name() + " could not be started", remote, connection, e);
    }
  }

  @Override
  public void reach(Instance instance) throws InterruptedException {
    DockerConnection connection = link.connect();
    if (!connection.host().local()) {
      Map<String, Integer> inside =
          ask(
              instance.emulator() + " could not be reached",
              instance.artifact(),
              QUESTION,
              docker ->
                  ContainerLabels.containerPorts(
                      docker
                          .client()
                          .inspectContainerCmd(instance.id())
                          .exec()
                          .getConfig()
                          .getLabels()));
      ports.open(instance, inside);
    }
  }

  /** Nobody knows yet of what has just been started. */
  private void reachOrRemove(Instance instance, DockerConnection connection)
      throws InterruptedException {
    boolean reached = false;
    try {
      reach(instance);
      reached = true;
    } finally {
      if (!reached) {
        new ContainerRemoval(connection.client(), calls).byForce(instance.id());
      }
    }
  }

  /** Stops and removes the container; an interrupt cuts the grace short. */
  @Override
  public void stop(Instance instance, Duration grace) throws InterruptedException {
    DockerConnection connection = link.connect();
    ports.close(instance.id());
    try {
      new ContainerRemoval(connection.client(), calls).run(instance.id(), grace);
    } catch (RuntimeException e) {
      throw failed(
          instance.emulator() + " could not be stopped", instance.artifact(), connection, e);
    }
  }

  @Override
  public List<Instance> instances() throws InterruptedException {
    List<Container> containers =
        ask(
            "The running emulators could not be listed",
            "",
            QUESTION,
            docker ->
                docker
                    .client()
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of(ContainerLabels.EMULATOR))
                    .exec()
                    .stream()
                    .filter(container -> ours(container, docker.machine()))
                    .toList());
    return containers.stream()
        .flatMap(container -> ContainerLabels.read(container.getId(), labels(container)).stream())
        .toList();
  }

  @Override
  public Liveness liveness(Instance instance) throws InterruptedException {
    return ask(
        "The state of " + instance.emulator() + " could not be read",
        instance.artifact(),
        QUESTION,
        docker -> {
          try {
            return ContainerState.of(docker.client().inspectContainerCmd(instance.id()).exec());
          } catch (NotFoundException e) {
            return new Liveness.Gone();
          }
        });
  }

  @Override
  public Optional<ResourceUse> use(Instance instance) throws InterruptedException {
    return ask(
        "What " + instance.emulator() + " uses could not be read",
        instance.artifact(),
        COUNTERS,
        docker -> {
          try {
            return ContainerUse.read(docker.client(), instance.id());
          } catch (NotFoundException | ConflictException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public List<LogLine> tail(Instance instance, int lines) throws InterruptedException {
    return ask(
        "The log of " + instance.emulator() + " could not be read",
        instance.artifact(),
        QUESTION,
        docker -> {
          try {
            return ContainerLog.tail(docker.client(), instance, lines);
          } catch (NotFoundException e) {
            return List.of();
          }
        });
  }

  @Override
  public Subscription follow(Instance instance, int pastLines, Consumer<LogLine> consumer) {
    return ContainerLog.follow(link, calls, instance, pastLines, consumer);
  }

  @Override
  public Optional<ImageDigest> digest(Instance instance) {
    return images.digest(instance.artifact());
  }

  @Override
  public Optional<EngineShell> shell() {
    return Optional.of(shell);
  }

  @Override
  public Optional<EngineInside> inside() {
    return Optional.of(inside);
  }

  @Override
  public Optional<EngineSupply> supply() {
    return Optional.of(archives);
  }

  @Override
  public Optional<EngineDrills> drills() {
    return Optional.of(drills);
  }

  @Override
  public EngineData data() {
    return data;
  }

  @Override
  public void close() {
    ports.close();
    link.close();
    registries.close();
    calls.close();
  }

  private <T> T ask(String title, String image, Duration limit, Question<T> question)
      throws InterruptedException {
    DockerConnection connection = link.connect();
    try {
      return calls.within(limit, () -> question.ask(connection));
    } catch (RuntimeException e) {
      throw failed(title, image, connection, e);
    }
  }

  private ProblemException failed(
      String title, String image, DockerConnection connection, RuntimeException failure) {
    Problem problem = DockerProblems.of(title, image, connection.host(), failure);
    if (!DockerProblems.answered(failure)) {
      link.checkAfterFailure(connection);
    }
    return failure instanceof ProblemException known ? known : problem.asException();
  }

  private final class DrillStarter implements ContainerDrills.Starter {
    @Override
    public Instance start(StartRequest request, StartListener listener)
        throws InterruptedException {
      return DockerEngine.this.start(request, listener);
    }

    @Override
    public String image(EmulatorSpec spec, StartListener listener) throws InterruptedException {
      String image = spec.container().orElseThrow(() -> noImage(spec).asException()).image();
      return images.provide(spec, image, link.connect(), listener);
    }
  }

  private static boolean ours(Container container, Machine machine) {
    return machine.mark().equals(labels(container).getOrDefault(ContainerLabels.MACHINE, ""));
  }

  private static Map<String, String> labels(Container container) {
    return container.getLabels() == null ? Map.of() : container.getLabels();
  }

  private static Problem noImage(EmulatorSpec spec) {
    return Problem.of(
        spec.name() + " has no container image",
        "Its catalog entry names none.",
        Remedy.of("Use the embedded engine: --engine embedded"));
  }
}
