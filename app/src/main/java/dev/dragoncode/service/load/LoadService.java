package dev.dragoncode.service.load;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.load.Asked;
import dev.dragoncode.load.LoadJson;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.LoadResult.End;
import dev.dragoncode.load.Objective;
import dev.dragoncode.load.Recording;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ReadProject;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.readiness.checks.Checks;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.run.ServicePlan;
import dev.dragoncode.run.probe.DeclaredRoute;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.service.run.RunRecorder;
import dev.dragoncode.service.run.ServiceRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the load runs of projects, and keeps them. */
public final class LoadService {

  private static final Logger LOG = LoggerFactory.getLogger(LoadService.class);

  /** One of these lies in the folder of every project that a service comes from. */
  private static final List<String> PROJECT_FILES =
      List.of(
          ".git",
          ProjectSettings.FILE,
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "package.json",
          "go.mod",
          "pyproject.toml");

  private final ProcessRunner processes;
  private final Function<Path, ReadProject> reader;
  private final Function<Path, ProjectSettings> settings;
  private final Supplier<RunLog> log;
  private final RunRecorder recorder;
  private final BiConsumer<Path, RunRecord> kept;
  private final InstantSource clock;

  /**
   * @param reader reads a project as it is
   * @param settings reads what a team has written, without the rest of the project
   * @param log where the latencies are kept
   * @param recorder keeps each run
   * @param kept is told of each run that is kept
   */
  public LoadService(
      ProcessRunner processes,
      Function<Path, ReadProject> reader,
      Function<Path, ProjectSettings> settings,
      Supplier<RunLog> log,
      RunRecorder recorder,
      BiConsumer<Path, RunRecord> kept,
      InstantSource clock) {
    this.processes = processes;
    this.reader = reader;
    this.settings = settings;
    this.log = log;
    this.recorder = recorder;
    this.kept = kept;
    this.clock = clock;
  }

  /** A run that can be made with {@link #run}. */
  public LoadRun prepare(LoadPlan plan) {
    return new LoadRun(plan, clock);
  }

  /** What a project has promised. */
  public List<Objective> objectives(Path project) {
    return settings.apply(project).slos().stream().map(Objective::of).toList();
  }

  /** The routes that a project's sources declare. */
  public List<DeclaredRoute> routes(Path project) {
    return Checks.routes(reader.apply(project).view());
  }

  /**
   * Starts a project's service, for callers that have asked for trust.
   *
   * @param settings variables of the emulators that run
   * @param started is told the command
   * @throws dev.dragoncode.problem.ProblemException if nothing tells how, or it does not answer
   */
  public ServiceRun service(
      Path project,
      Map<String, String> settings,
      Consumer<ServicePlan> started,
      Consumer<OutputLine> output)
      throws InterruptedException {
    ServicePlan plan =
        ServicePlan.demand(
            reader.apply(project).view(),
            Remedy.of("Start it yourself and name its address or --port."));
    started.accept(plan);
    return ServiceRun.start(processes, project, plan, settings, output);
  }

  /**
   * Makes a run and keeps it with the project's others.
   *
   * @param project its real path
   * @throws dev.dragoncode.problem.ProblemException if the plan is wrong or the route does not
   *     answer as expected
   */
  public LoadResult run(Path project, LoadRun run, LoadRun.Listener listener)
      throws InterruptedException {
    String tree = tree(project);
    LoadResult result =
        recorder
            .record(
                project,
                Kind.LOAD,
                "Load",
                notes -> {
                  notes.line(Asked.of(run.plan()).words());
                  notes.tree(tree);
                  LoadRun.Ended ended = run.run(listener);
                  keep(notes.id(), ended);
                  return ended;
                },
                ended ->
                    new RunRecorder.Ended(
                        outcome(ended.result()),
                        ended.result().summary(),
                        LoadJson.of(ended.result())))
            .result();
    proved(project);
    return result;
  }

  /** The state of the files; empty in a folder that is no project, which may be a whole disk. */
  private String tree(Path project) {
    return PROJECT_FILES.stream().anyMatch(each -> Files.exists(project.resolve(each)))
        ? new TreeHash().state(reader.apply(project).index()).contents()
        : "";
  }

  private void proved(Path project) {
    try {
      log.get().of(project, Kind.LOAD, 1).forEach(newest -> kept.accept(project, newest));
    } catch (ProblemException e) {
      LOG.warn("What a load run proves is not kept: {}", e.getMessage());
    }
  }

  private void keep(String id, LoadRun.Ended ended) {
    try {
      Path file = log.get().folder(id).resolve(Recording.FILE);
      AtomicFiles.writeString(file, ended.recording().log(ended.result().began()));
    } catch (ProblemException e) {
      LOG.warn("The latencies of a run are not kept: {}", e.getMessage());
    }
  }

  private static Outcome outcome(LoadResult result) {
    if (result.end() == End.STOPPED) {
      return Outcome.STOPPED;
    }
    if (result.end() == End.GAVE_UP || result.missed()) {
      return Outcome.FAILED;
    }
    return result.objectives().isEmpty() ? Outcome.MEASURED : Outcome.PASSED;
  }
}
