package dev.dragoncode.service.run;

import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.ReadProject;
import dev.dragoncode.project.TreeHash;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.run.TestPlans;
import dev.dragoncode.run.TestReport;
import dev.dragoncode.run.TestRequest;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.TestRun.Ran;
import dev.dragoncode.run.TestRunJson;
import dev.dragoncode.run.TestSelection;
import dev.dragoncode.run.TestSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs a project's tests as its build runs them, tries the failed ones once more, and keeps what
 * came of it as a proof. It executes what the project brings: callers ask for trust first.
 */
public final class TestService {

  /** The check that a run of the tests proves. */
  public static final String CHECK = "VAL-PASS";

  /** A run that takes longer than this hangs. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** When more fail than this, a second try would only take as long again. */
  private static final int MOST_RETRIED = 25;

  private static final int LAST_LINES = 40;

  private final ProcessRunner processes;
  private final Function<Path, ReadProject> reader;
  private final BiConsumer<Path, Proof> proofs;
  private final RunRecorder recorder;
  private final InstantSource clock;
  private final Duration longest;

  /**
   * @param reader reads a project as it is
   * @param proofs keeps a proof of a project
   * @param recorder keeps each run
   */
  public TestService(
      ProcessRunner processes,
      Function<Path, ReadProject> reader,
      BiConsumer<Path, Proof> proofs,
      RunRecorder recorder,
      InstantSource clock) {
    this(processes, reader, proofs, recorder, clock, LONGEST);
  }

  TestService(
      ProcessRunner processes,
      Function<Path, ReadProject> reader,
      BiConsumer<Path, Proof> proofs,
      RunRecorder recorder,
      InstantSource clock,
      Duration longest) {
    this.recorder = recorder;
    this.longest = longest;
    this.reader = reader;
    this.processes = processes;
    this.proofs = proofs;
    this.clock = clock;
  }

  /** What a run tells while it goes on; called on other threads. */
  public interface Listener {

    /** A command begins. */
    void begins(TestPlan plan);

    /** It has printed a line. */
    void prints(OutputLine line);

    /** So many tests have failed and are tried once more. */
    void triesAgain(int failed);

    /** What was reported until now, whenever there is more. */
    default void reports(TestReport soFar) {}
  }

  /**
   * Runs the tests to their end; an interrupt ends what was started.
   *
   * @param project its real path
   * @param settings variables of the emulators that run
   * @throws dev.dragoncode.problem.ProblemException if the folder cannot be read, nothing says how
   *     its tests are run, or a program cannot be started
   */
  public TestRun run(Path project, Map<String, String> settings, Listener listener)
      throws InterruptedException {
    return run(project, settings, TestRequest.ALL, listener);
  }

  /**
   * The same for some of the tests. A part proves nothing of the whole.
   *
   * @throws dev.dragoncode.problem.ProblemException as for all, and where their runner cannot be
   *     told which to run
   */
  public TestRun run(
      Path project, Map<String, String> settings, TestRequest request, Listener listener)
      throws InterruptedException {
    return recorder.record(
        project,
        RunRecord.Kind.TESTS,
        "Tests",
        notes -> {
          Noted noted = new Noted(listener, notes);
          notes.whenStopped(noted::stopped);
          return run(project, settings, request, noted, notes);
        },
        run -> new RunRecorder.Ended(outcome(run), run.summary(), TestRunJson.of(run)));
  }

  private static RunRecord.Outcome outcome(TestRun run) {
    return switch (run.outcome()) {
      case PASSED -> RunRecord.Outcome.PASSED;
      case FAILED -> RunRecord.Outcome.FAILED;
      case NOTHING -> RunRecord.Outcome.NOTHING;
    };
  }

  private TestRun run(
      Path project,
      Map<String, String> settings,
      TestRequest request,
      Listener listener,
      RunRecorder.Notes notes)
      throws InterruptedException {
    notes.set(settings);
    ReadProject read = reader.apply(project);
    List<TestPlan> plans = plans(project, read, request);
    TreeHash tree = new TreeHash();
    TreeHash.State before = tree.state(read.index());
    notes.tree(before.contents());
    Instant began = clock.instant();
    List<Ran> commands = new ArrayList<>();
    List<TestSuite> suites = new ArrayList<>();
    for (TestPlan plan : plans) {
      notes.set(plan.environment());
      Consumer<List<TestSuite>> told =
          now -> listener.reports(TestReport.of(joined(suites, request.of(now))));
      OneCommand first = once(project, plan, settings, listener, told, notes.id());
      TestReport report = TestReport.of(request.of(first.suites()));
      int failed = report.count(Result.FAILED);
      if (failed > 0 && failed <= MOST_RETRIED && !plan.retries() && request.all()) {
        listener.triesAgain(failed);
        OneCommand second = once(project, plan, settings, listener, _ -> {}, notes.id());
        report = report.retried(TestReport.of(second.suites()));
        // all that failed has passed now: then how the second ended counts
        first = report.count(Result.FAILED) == 0 ? second : first;
      }
      commands.add(first.ran());
      suites.addAll(report.suites());
    }
    FileIndex index = reader.apply(project).index();
    TestRun run =
        new TestRun(
            commands,
            TestReport.of(suites).located(place -> TestProof.path(place, index)),
            began,
            Duration.between(began, clock.instant()),
            CoverageFiles.since(project, began.truncatedTo(ChronoUnit.SECONDS)));
    if (request.all()) {
      proofs.accept(project, TestProof.of(run, before, tree.state(index)));
    }
    return run;
  }

  private static List<TestSuite> joined(List<TestSuite> earlier, List<TestSuite> now) {
    List<TestSuite> all = new ArrayList<>(earlier);
    all.addAll(now);
    return all;
  }

  private static List<TestPlan> plans(Path project, ReadProject read, TestRequest request) {
    List<TestPlan> plans = TestPlans.of(read.view());
    if (plans.isEmpty()) {
      throw Problem.of(
              "Nothing says how the tests of " + project.getFileName() + " are run",
              "There is no build file with tests that DragonCode knows.",
              Remedy.of("Name the command as commands.test in dragoncode.yaml."))
          .asException();
    }
    if (request.all()) {
      return plans;
    }
    List<TestPlan> some = new ArrayList<>();
    for (TestPlan plan : plans) {
      String folder = plan.folder().isEmpty() ? "" : plan.folder() + "/";
      TestSelection.of(plan, request.only(), path -> read.index().file(folder + path).isPresent())
          .ifPresent(some::add);
    }
    if (some.isEmpty()) {
      throw Problem.of(
              "These tests cannot be run by themselves",
              plans.getFirst().shown() + " cannot be told which tests to run, or has none of them.",
              Remedy.of("Run all tests.", new Remedy.RunCommand("tests.run")))
          .asException();
    }
    return some;
  }

  /** Hands on what a run tells, and notes it. */
  private static final class Noted implements Listener {
    private final Listener listener;
    private final RunRecorder.Notes notes;
    private volatile TestReport last = TestReport.empty();

    Noted(Listener listener, RunRecorder.Notes notes) {
      this.listener = listener;
      this.notes = notes;
    }

    @Override
    public void reports(TestReport soFar) {
      last = soFar;
      listener.reports(soFar);
    }

    private RunRecorder.Ended stopped() {
      TestReport soFar = last;
      return new RunRecorder.Ended(
          RunRecord.Outcome.STOPPED,
          "Stopped after %d %s, %d failed"
              .formatted(
                  soFar.total(), soFar.total() == 1 ? "test" : "tests", soFar.count(Result.FAILED)),
          TestRunJson.soFar(soFar));
    }

    @Override
    public void begins(TestPlan plan) {
      notes.command(plan.shown());
      listener.begins(plan);
    }

    @Override
    public void prints(OutputLine line) {
      notes.line(line.text());
      listener.prints(line);
    }

    @Override
    public void triesAgain(int failed) {
      notes.line("> " + failed + " failed; once more");
      listener.triesAgain(failed);
    }
  }

  /** A command that has ended, and what it reported. */
  private record OneCommand(Ran ran, List<TestSuite> suites) {}

  private OneCommand once(
      Path project,
      TestPlan plan,
      Map<String, String> settings,
      Listener listener,
      Consumer<List<TestSuite>> told,
      String mark)
      throws InterruptedException {
    Path report = temporary();
    try {
      listener.begins(plan);
      Path folder = project.resolve(plan.folder());
      Results results = new Results(plan, folder, report);
      List<String> line =
          plan.command().stream()
              .map(word -> word.replace(TestPlan.REPORT, report.toString()))
              .toList();
      Command command =
          Command.of(Programs.found(line, folder))
              .in(folder)
              .with(settings)
              .with(plan.environment())
              .marked(mark);
      ProcessResult ended;
      try (Watching _ = Watching.of(results, told)) {
        ended =
            processes.run(
                command,
                longest,
                output -> {
                  results.line(output);
                  listener.prints(output);
                });
      }
      Optional<List<TestSuite>> suites = results.suites();
      return new OneCommand(
          new Ran(
              plan,
              ended.exitCode(),
              ended.timedOut(),
              suites.isPresent(),
              last(ended),
              results.unread()),
          suites.orElse(List.of()));
    } finally {
      delete(report);
    }
  }

  private static List<String> last(ProcessResult ended) {
    List<String> all = ended.errors().isEmpty() ? ended.output() : ended.errors();
    return all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("dragoncode-tests").resolve("report");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path report) {
    try (Stream<Path> files = Files.list(report.getParent())) {
      for (Path each : (Collection<Path>) files.toList()) {
        Files.deleteIfExists(each);
      }
      Files.deleteIfExists(report.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
