package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EngineData;
import dev.dragoncode.emulators.engine.EngineDrills;
import dev.dragoncode.emulators.engine.EngineSupply;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.EmbeddedBackend;
import dev.dragoncode.emulators.model.EmulatorSpec.Launch;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Serves emulators by child processes that need no container engine. A child outlives this process;
 * its record in the user's data folder and the marker that it carries lead back to it.
 */
public final class EmbeddedEngine implements EmulatorEngine {

  /** Where children listen, and nowhere else. */
  static final String LOOPBACK = "127.0.0.1";

  /** Long enough that a stack which is being started has the machine for itself. */
  private static final Duration TRAIN_AFTER = Duration.ofSeconds(8);

  private final Supplier<MavenSettings> settings;
  private final Platform platform;
  private final JavaRuntime java;
  private final Children children;
  private final ChildLauncher launcher;
  private final AotTrainer trainer;
  private final TreeUse use;
  private final ArtifactArchives archives;
  private final FolderData data = new FolderData();
  private final ChildDrills drills;

  /**
   * @param home the user's data folder
   */
  public EmbeddedEngine(Path home) {
    this(home, MavenSettings::ofUser);
  }

  /**
   * @param home the user's data folder
   * @param settings where artifacts come from, asked for each emulator anew
   */
  public EmbeddedEngine(Path home, Supplier<MavenSettings> settings) {
    this(home, settings, Platform.current(), JavaRuntime.ofThisProcess(), TRAIN_AFTER);
  }

  EmbeddedEngine(
      Path home,
      Supplier<MavenSettings> settings,
      Platform platform,
      JavaRuntime java,
      Duration trainAfter) {
    this.settings = settings;
    Path absolute = home.toAbsolutePath();
    ChildRecords records = new ChildRecords(absolute.resolve("children"));
    this.platform = platform;
    this.java = java;
    this.children = new Children(records);
    this.launcher = new ChildLauncher(absolute, platform, java, settings, records);
    this.trainer = new AotTrainer(launcher, children, absolute, trainAfter);
    this.archives =
        new ArtifactArchives(
            absolute.resolve("engines"),
            new MavenArtifacts(absolute.resolve("engines"), settings),
            platform);
    this.drills =
        new ChildDrills(
            children, launcher.disk(), (request, listener) -> start(request, listener, true));
    this.use = new TreeUse(new ProcessRunner(), platform);
  }

  @Override
  public EngineKind kind() {
    return EngineKind.EMBEDDED;
  }

  @Override
  public EngineStatus status() {
    return new EngineStatus.Available("Embedded engines", "", "local");
  }

  @Override
  public Availability availability(EmulatorSpec spec) {
    Optional<Problem> obstacle = obstacle(spec);
    if (obstacle.isPresent()) {
      return new Availability.Impossible(obstacle.get().reason(), obstacle.get());
    }
    if (launcher.cached(spec.embedded().orElseThrow())) {
      return new Availability.Possible("its artifacts are on this machine");
    }
    return new Availability.Possible(
        settings.get().offline()
            ? "offline, so its artifacts are looked for on this machine alone"
            : "its artifacts come from Maven's repository at the first start");
  }

  private Optional<Problem> obstacle(EmulatorSpec spec) {
    String title = spec.name() + " cannot run as an embedded engine here";
    if (spec.embedded().isEmpty()) {
      return Optional.of(
          Problem.of(
              title,
              "the catalog has no embedded engine for it",
              Remedy.of("Start Docker, and choose containers for it.")));
    }
    EmbeddedBackend backend = spec.embedded().get();
    if (!backend.platforms().isEmpty() && !backend.platforms().contains(platform.word())) {
      return Optional.of(
          Problem.of(
              title,
              "there is no build of it for "
                  + platform.word()
                  + ", only for "
                  + String.join(", ", backend.platforms()),
              Remedy.of("Start Docker, and choose containers for it.")));
    }
    if (backend.launch() instanceof Launch.Jvm && !java.usable()) {
      return Optional.of(
          Problem.of(
              title,
              "the Java runtime in " + java.home() + " has no java program",
              Remedy.of("Reinstall DragonCode, or start it with a complete Java runtime.")));
    }
    return Optional.empty();
  }

  @Override
  public Instance start(StartRequest request, StartListener listener) throws InterruptedException {
    return start(request, listener, false);
  }

  private Instance start(StartRequest request, StartListener listener, boolean small)
      throws InterruptedException {
    Optional<Problem> obstacle = obstacle(request.spec());
    if (obstacle.isPresent()) {
      throw obstacle.get().asException();
    }
    String id = ChildLauncher.newId(request.spec());
    boolean running = false;
    try {
      requireFreePorts(request);
      ChildLauncher.Launched launched =
          launcher.launch(id, request, listener, Optional.empty(), small);
      children.started(launched.record(), launched.process());
      running = true;
      if (!request.spec().job()) {
        // a training run would do a job's work a second time
        launched.untrained().ifPresent(key -> trainer.train(key, request));
      }
      return launched.record().instance();
    } catch (ProblemException e) {
      if (Thread.interrupted()) {
        // some of the JDK's file operations report an interrupt as a failure
        throw new InterruptedException(e.getMessage());
      }
      throw e;
    } finally {
      if (!running) {
        discard(id, request);
      }
    }
  }

  private static void requireFreePorts(StartRequest request) {
    for (int port : request.ports().values()) {
      if (!LoopbackPorts.free(port)) {
        String holder = LoopbackPorts.holder(port).orElse("Another program");
        throw Problem.of(
                request.spec().name() + " could not be started",
                holder + " listens on its port " + port + ".",
                Remedy.of("Stop that program, then start " + request.spec().name() + " again."))
            .asException();
      }
    }
  }

  private void discard(String id, StartRequest request) {
    children.find(id).ifPresent(children::discard);
    try {
      PrivateFolders.deleteAllBut(
          request.data(),
          request.kept().isEmpty() || request.fresh()
              ? List.of()
              : request.spec().data(EngineKind.EMBEDDED));
    } catch (IOException e) {
      throw DiskProblems.of("remove " + request.data(), e).asException();
    }
  }

  @Override
  public void stop(Instance instance, Duration grace) throws InterruptedException {
    children
        .find(instance.id())
        .flatMap(ChildRecord::process)
        .ifPresent(process -> use.forget(process.pid()));
    children.stop(instance.id(), grace);
  }

  @Override
  public List<Instance> instances() {
    return children.all().stream().map(ChildRecord::instance).toList();
  }

  @Override
  public Liveness liveness(Instance instance) {
    return children.liveness(instance.id());
  }

  @Override
  public Optional<ResourceUse> use(Instance instance) throws InterruptedException {
    Optional<ChildRecord> record = children.find(instance.id());
    if (record.isEmpty()) {
      return Optional.empty();
    }
    try {
      log(record.get()).bound();
    } catch (IOException e) {
      throw DiskProblems.of("shorten the log of " + instance.emulator(), e).asException();
    }
    Optional<ProcessHandle> process = children.process(record.get());
    return process.isPresent() ? Optional.of(use.of(process.get())) : Optional.empty();
  }

  @Override
  public List<LogLine> tail(Instance instance, int lines) {
    return children.find(instance.id()).map(record -> log(record).tail(lines)).orElse(List.of());
  }

  @Override
  public Subscription follow(Instance instance, int pastLines, Consumer<LogLine> consumer) {
    Optional<ChildRecord> record = children.find(instance.id());
    if (record.isEmpty()) {
      return () -> {};
    }
    return log(record.get())
        .follow(pastLines, () -> children.process(record.get()).isPresent(), consumer);
  }

  private static OutputLog log(ChildRecord record) {
    return new OutputLog(record.log(), record.emulator());
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
    trainer.close();
  }
}
