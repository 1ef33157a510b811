package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.Neighbour;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.engine.embedded.ChildRecord.ProcessId;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.EmbeddedBackend;
import dev.dragoncode.emulators.model.EmulatorSpec.Launch;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.Placeholders;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Turns a request into a running child process and its record. */
final class ChildLauncher {

  /** Variables that change every JVM or PostgreSQL that sees them; ours must not inherit them. */
  private static final List<String> UNWANTED =
      List.of(
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "CLASSPATH",
          "PGDATA",
          "PGPORT",
          "LD_PRELOAD");

  /** A short life is not worth compiling hard for, and memory matters more than throughput. */
  private static final List<String> JVM_FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true");

  private final Platform platform;
  private final JavaRuntime java;
  private final MavenArtifacts artifacts;
  private final NativePrograms programs;
  private final Preparation preparation;
  private final AotCaches caches;
  private final Launchers launchers;
  private final ChildRecords records;
  private final ProcessRunner runner;
  private final Unprivileged unprivileged;
  private final SmallDisk disk;

  ChildLauncher(
      Path home,
      Platform platform,
      JavaRuntime java,
      Supplier<MavenSettings> settings,
      ChildRecords records) {
    Path engines = home.resolve("engines");
    this.platform = platform;
    this.java = java;
    this.records = records;
    this.runner = new ProcessRunner();
    this.artifacts = new MavenArtifacts(engines, settings);
    this.programs = new NativePrograms(engines, platform);
    this.preparation = new Preparation(engines, runner, programs);
    this.caches = new AotCaches(engines, java.version());
    this.launchers = new Launchers(engines);
    this.unprivileged = new Unprivileged(runner, platform);
    this.disk = new SmallDisk(runner, platform);
  }

  /**
   * A child that runs.
   *
   * @param untrained the name of the ahead-of-time cache that it would start faster with
   */
  record Launched(ChildRecord record, RunningProcess process, Optional<String> untrained) {}

  SmallDisk disk() {
    return disk;
  }

  AotCaches caches() {
    return caches;
  }

  boolean cached(EmbeddedBackend backend) {
    return artifacts.cached(Coordinates.of(backend.artifacts(), platform));
  }

  static String newId(EmulatorSpec spec) {
    return spec.id() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Fetches, unpacks, prepares and starts. The record is on disk before anything is done that would
   * have to be undone; whoever calls removes it, and all that carries its id, if this fails.
   *
   * @param training where the JVM is to write its cache at its end, if it is a training run
   * @param small whether the child's folder is to be on a small disk of its own
   */
  Launched launch(
      String id,
      StartRequest request,
      StartListener listener,
      Optional<Path> training,
      boolean small)
      throws InterruptedException {
    EmulatorSpec spec = request.spec();
    EmbeddedBackend backend = spec.embedded().orElseThrow();
    List<Coordinates> coordinates = Coordinates.of(backend.artifacts(), platform);
    List<ResolvedFile> files = artifacts.resolve(coordinates, listener::pulling);
    listener.starting();

    Placeholders known = placeholders(request);
    Path program = Path.of("");
    List<String> prefix = List.of();
    if (backend.launch() instanceof Launch.Native launch) {
      Path unpacked = programs.home(launch, files);
      known = known.with("home", unpacked.toString());
      prefix = unprivileged.prefix();
      program = programs.program(Path.of(known.fill(launch.command().getFirst())));
    } else {
      known = known.with("java", java.program().toString()).with("classpath", classPath(files));
    }
    Placeholders all = known.with("data", request.data().toString());
    List<String> stop = stopCommand(backend, all, prefix);
    ChildRecord intent = intent(id, request, coordinates, stop);
    records.write(intent);
    clear(request, intent.keep());

    Map<String, String> environment = new HashMap<>(all.fill(backend.environment()));
    environment.put(MarkedProcesses.VARIABLE, id);
    preparation.carryOut(
        backend.prepare(),
        request.data(),
        new Preparation.Setting(
            spec.name(),
            known,
            request.owner().project(),
            prefix,
            Map.copyOf(environment),
            request.fresh() ? Optional.empty() : Optional.of(backend.data())));

    Optional<String> untrained = Optional.empty();
    List<String> line = new ArrayList<>();
    if (small) {
      line.addAll(disk.over(request.data(), Map.of(MarkedProcesses.VARIABLE, id), intent.log()));
      prefix = SmallDisk.unlikeRoot(prefix);
    }
    switch (backend.launch()) {
      case Launch.Native launch -> {
        line.addAll(prefix);
        line.add(program.toString());
        line.addAll(all.fill(launch.command().subList(1, launch.command().size())));
      }
      case Launch.Jvm launch -> {
        List<String> flags = new ArrayList<>(JVM_FLAGS);
        flags.addAll(all.fill(launch.jvmFlags()));
        List<ResolvedFile> classPath = launchers.classPath(launch, files);
        String key = caches.key(classPath, templates(launch), launch.mainClass());
        Optional<Path> cache = caches.find(key);
        untrained = cache.isEmpty() ? Optional.of(key) : Optional.empty();
        line.add(java.program().toString());
        line.addAll(flags);
        line.addAll(aotFlags(cache, training));
        line.add("-D" + MarkedProcesses.PROPERTY + "=" + id);
        line.add("-cp");
        line.add(classPath(classPath));
        line.add(launch.mainClass());
        line.addAll(all.fill(launch.arguments()));
      }
    }
    Command command = Command.of(line).with(environment).in(request.data());
    for (String variable : UNWANTED) {
      command = command.without(variable);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before " + id + " was started");
    }
    RunningProcess process = runner.startDetached(command, intent.log());
    ChildRecord record = intent.startedAs(ProcessId.of(process.handle()));
    records.write(record);
    return new Launched(record, process, untrained);
  }

  private static String classPath(List<ResolvedFile> files) {
    return files.stream()
        .map(file -> file.path().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Flags before ports and folders are filled in, which differ in each run and matter to no cache.
   */
  private static List<String> templates(Launch.Jvm launch) {
    List<String> flags = new ArrayList<>(JVM_FLAGS);
    flags.addAll(launch.jvmFlags());
    return flags;
  }

  private static List<String> aotFlags(Optional<Path> cache, Optional<Path> training) {
    if (training.isPresent()) {
      return List.of("-XX:AOTCacheOutput=" + training.get(), "-Xlog:aot=off", "-Xlog:cds=off");
    }
    return cache
        .map(file -> List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off"))
        .orElse(List.of());
  }

  private Placeholders placeholders(StartRequest request) {
    Placeholders values =
        Placeholders.of(
                request.spec(), EmbeddedEngine.LOOPBACK, request.ports(), request.parameters())
            .withClientPorts(request.clientPorts())
            .with("project", request.owner().project().toString())
            .with("platform.os", platform.os())
            .with("platform.arch", platform.arch());
    for (Neighbour neighbour : request.neighbours()) {
      values = neighbour.published(values, EmbeddedEngine.LOOPBACK);
    }
    return values;
  }

  private List<String> stopCommand(EmbeddedBackend backend, Placeholders all, List<String> prefix) {
    if (backend.stop().isEmpty()) {
      return List.of();
    }
    List<String> words = all.fill(backend.stop());
    List<String> line = new ArrayList<>(prefix);
    line.add(programs.program(Path.of(words.getFirst())).toString());
    line.addAll(words.subList(1, words.size()));
    return List.copyOf(line);
  }

  private static ChildRecord intent(
      String id, StartRequest request, List<Coordinates> coordinates, List<String> stop) {
    Ownership owner = request.owner();
    return new ChildRecord(
        id,
        owner,
        request.spec().id(),
        coordinates.isEmpty() ? EmbeddedBackend.OWN : coordinates.getFirst().text(),
        request.ports(),
        request.parameters(),
        Instant.now(),
        request.data(),
        request.kept().isPresent() ? request.spec().data(EngineKind.EMBEDDED) : List.of(),
        stop,
        Optional.empty());
  }

  /** What a run that was killed has left beside its data is in this one's way. */
  private static void clear(StartRequest request, List<String> keep) {
    if (request.kept().isEmpty()) {
      return;
    }
    try {
      PrivateFolders.deleteAllBut(request.data(), request.fresh() ? List.of("") : keep);
    } catch (IOException e) {
      throw DiskProblems.of("empty " + request.data(), e).asException();
    }
  }
}
