package dev.dragoncode.service.profile;

import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.profiler.JvmProfiler;
import dev.dragoncode.io.profiler.NodeProfiler;
import dev.dragoncode.io.profiler.Program;
import dev.dragoncode.io.profiler.RunningPrograms;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.profile.HotMethod;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.ProfileFile;
import dev.dragoncode.profile.Recording;
import dev.dragoncode.project.ReadProject;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.run.ServicePlan;
import dev.dragoncode.service.load.LoadBeside;
import dev.dragoncode.service.load.LoadService;
import dev.dragoncode.service.profile.ProfileRequest.UnderLoad;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.service.run.RunRecorder;
import dev.dragoncode.service.run.ServiceRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Records profiles of programs that run, or of the project's own service, and keeps them. To start
 * the service executes what the project brings: callers ask for trust first.
 */
public final class ProfilerService {

  /** In a run's folder, by what wrote it. */
  private static final String JFR = "profile.jfr";

  private static final String CPU_PROFILE = "profile.cpuprofile";

  /** Requests go out for so long before the recording begins and are left out of their figures. */
  private static final Duration WARMUP = Duration.ofSeconds(3);

  /** Of the hottest methods so many are kept with the run, to be compared without its file. */
  private static final int KEPT_METHODS = 20;

  private final ProcessRunner processes;
  private final JvmProfiler jvms;
  private final NodeProfiler nodes;
  private final Function<Path, ReadProject> reader;
  private final LoadService loads;
  private final RunRecorder recorder;
  private final Supplier<RunLog> log;
  private final ProfileBaseline baseline;

  /**
   * @param reader reads a project as it is
   * @param loads puts services under load while they are recorded
   */
  public ProfilerService(
      ProcessRunner processes,
      JvmProfiler jvms,
      NodeProfiler nodes,
      Function<Path, ReadProject> reader,
      LoadService loads,
      RunRecorder recorder,
      Supplier<RunLog> log,
      ProfileBaseline baseline) {
    this.processes = processes;
    this.jvms = jvms;
    this.nodes = nodes;
    this.reader = reader;
    this.loads = loads;
    this.recorder = recorder;
    this.log = log;
    this.baseline = baseline;
  }

  /** Told what happens; on several threads. */
  public interface Listener {

    void doing(String words);

    /** The service that was started has printed a line. */
    void prints(String line);
  }

  /** What of this user runs and can be profiled, that of the project first. */
  public List<Program> programs(Path project) {
    return RunningPrograms.list(project);
  }

  /**
   * Records a profile and keeps it as a run of the project.
   *
   * @param project its real path
   * @param settings variables of the emulators that run
   * @throws dev.dragoncode.problem.ProblemException if it cannot be recorded
   */
  public Profiled record(
      Path project, ProfileRequest request, Map<String, String> settings, Listener listener)
      throws InterruptedException {
    Profiled made =
        recorder
            .record(
                project,
                Kind.PROFILE,
                title(request.mode()),
                notes -> {
                  notes.tree(new TreeHash().state(reader.apply(project).index()).contents());
                  return request.pid().isPresent()
                      ? attached(project, request, request.pid().getAsLong(), notes, listener)
                      : launched(project, request, settings, notes, listener);
                },
                ProfilerService::ended)
            .profiled();
    log.get().find(made.run()).ifPresent(run -> baseline.profiled(project, run));
    return made;
  }

  /** Such as {@code CPU profile}. */
  private static String title(Mode mode) {
    String words = mode.shown() + " profile";
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** What was recorded, of what. */
  private record Taken(Profiled profiled, Program program, Duration duration) {}

  private Taken attached(
      Path project, ProfileRequest request, long pid, RunRecorder.Notes notes, Listener listener)
      throws InterruptedException {
    ProcessHandle process =
        ProcessHandle.of(pid)
            .orElseThrow(() ->
                Problem.of(
                        "The program is gone",
                        "There is no process " + pid + ".",
                        Remedy.of("Look at the list again: dragoncode profile --list."))
                    .asException());
    return taken(project, request, process, notes, listener);
  }

  private Taken launched(
      Path project,
      ProfileRequest request,
      Map<String, String> settings,
      RunRecorder.Notes notes,
      Listener listener)
      throws InterruptedException {
    ServicePlan plan = ServicePlan.demand(reader.apply(project).view());
    notes.command(plan.shown());
    notes.set(settings);
    listener.doing(plan.shown());
    try (ServiceRun service =
        ServiceRun.start(
            processes,
            project,
            plan,
            settings,
            line -> {
              notes.line(line.text());
              listener.prints(line.text());
            })) {
      listener.doing("The service answers at " + service.base());
      if (request.load().isEmpty()) {
        return taken(project, request, service.listener(), notes, listener);
      }
      UnderLoad asked = request.load().get();
      LoadPlan load =
          asked.plan(
              service.base(),
              loads.routes(project),
              loads.objectives(project),
              WARMUP,
              request.duration());
      try (LoadBeside beside = LoadBeside.begin(loads, project, load, listener::doing)) {
        // by the clock: requests go out meanwhile, and Cancel interrupts it
        Thread.sleep(WARMUP);
        Taken taken = taken(project, request, service.listener(), notes, listener);
        listener.doing(beside.result().summary());
        return taken;
      }
    }
  }

  private Taken taken(
      Path project,
      ProfileRequest request,
      ProcessHandle process,
      RunRecorder.Notes notes,
      Listener listener)
      throws InterruptedException {
    Program program =
        RunningPrograms.of(process, project).orElseThrow(() -> foreign(process).asException());
    demandOwn(process);
    boolean java = program.kind() == Program.Kind.JVM;
    Path file = log.get().folder(notes.id()).resolve(java ? JFR : CPU_PROFILE);
    Consumer<String> doing =
        words -> {
          notes.line(words);
          listener.doing(words);
        };
    notes.command(
        "dragoncode profile --pid %d --mode %s --seconds %d"
            .formatted(program.pid(), word(request.mode()), request.duration().toSeconds()));
    String engine =
        java
            ? jvms.record(process, request.mode(), request.duration(), file, doing)
            : nodes.record(process, request.mode(), request.duration(), file, doing);
    Recording recording = ProfileFile.read(file);
    Profile main = recording.of(request.mode()).orElseThrow(() -> idle(request).asException());
    return new Taken(
        new Profiled(notes.id(), file, recording, main, engine), program, request.duration());
  }

  /** As the command line names a mode. */
  public static String word(Mode mode) {
    return switch (mode) {
      case ALLOCATION -> "alloc";
      case LOCK -> "lock";
      case WALL -> "wall";
      default -> "cpu";
    };
  }

  private static void demandOwn(ProcessHandle process) {
    Optional<String> own = ProcessHandle.current().info().user();
    if (!process.info().user().equals(own)) {
      throw Problem.of(
              "The program belongs to another user",
              "Process %d runs as %s, DragonCode as %s."
                  .formatted(process.pid(), process.info().user().orElse("?"), own.orElse("?")),
              Remedy.of("Run DragonCode as that user."))
          .asException();
    }
  }

  private static Problem foreign(ProcessHandle process) {
    return Problem.of(
        "This program cannot be profiled here",
        "Process "
            + process.pid()
            + " ("
            + process.info().command().orElse("?")
            + ") is neither Java nor Node.",
        Remedy.of(
            "Record it with its own profiler (pprof, py-spy) and open the file that it writes."));
  }

  private static Problem idle(ProfileRequest request) {
    String nothing =
        switch (request.mode()) {
          case ALLOCATION -> "It allocated next to nothing";
          case LOCK -> "No thread waited for a lock";
          default -> "No thread was seen to run";
        };
    return Problem.of(
        "There is nothing in this profile",
        nothing + " in " + request.duration().toSeconds() + " s.",
        Remedy.of("Record while the program works: dragoncode load puts a route under load."),
        Remedy.of("Record for a longer time."));
  }

  private static RunRecorder.Ended ended(Taken taken) {
    Profile main = taken.profiled().main();
    String summary =
        "%s pid %d · %d s · %s · %s samples"
            .formatted(
                taken.program().name(),
                taken.program().pid(),
                taken.duration().toSeconds(),
                taken.profiled().engine(),
                String.format(Locale.ROOT, "%,d", main.samples()));
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("mode", word(main.mode()));
    detail.put("engine", taken.profiled().engine());
    detail.put("pid", taken.program().pid());
    detail.put("program", taken.program().name());
    detail.put("seconds", taken.duration().toSeconds());
    detail.put("samples", main.samples());
    detail.put("weight", main.tree().total(0));
    detail.put("unit", main.unit().name().toLowerCase(Locale.ROOT));
    detail.put("hertz", Math.round(main.hertz()));
    detail.put("file", String.valueOf(taken.profiled().file().getFileName()));
    detail.put(
        "hot",
        HotMethod.of(main.tree()).stream()
            .limit(KEPT_METHODS)
            .map(hot ->
                Map.of(
                    "method", hot.frame().full(),
                    "self", rounded(main.percent(hot.self())),
                    "total", rounded(main.percent(hot.total()))))
            .toList());
    return new RunRecorder.Ended(Outcome.MEASURED, summary, detail);
  }

  private static double rounded(double percent) {
    return Math.round(percent * 100) / 100.0;
  }

  /** The profile file of a run, as {@link #record} has named it; empty where it left none. */
  public static Optional<Path> file(RunRecord run, Path folder) {
    return run.kind() != Kind.PROFILE
        ? Optional.empty()
        : List.of(JFR, CPU_PROFILE).stream()
            .map(folder::resolve)
            .filter(java.nio.file.Files::isRegularFile)
            .findFirst();
  }
}
