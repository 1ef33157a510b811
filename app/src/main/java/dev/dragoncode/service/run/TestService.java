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
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Excerpts;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.TestCase;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.run.TestPlans;
import dev.dragoncode.run.TestReport;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.run.TestRun.Ran;
import dev.dragoncode.run.TestRunJson;
import dev.dragoncode.run.TestSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
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

  /** How many failures the checklist shows. */
  private static final int SHOWN = 5;

  private static final int LAST_LINES = 40;

  private final ProcessRunner processes;
  private final Function<Path, ReadProject> reader;
  private final BiConsumer<Path, Proof> proofs;
  private final RunRecorder recorder;
  private final InstantSource clock;

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
    this.recorder = recorder;
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
    return recorder.record(
        project,
        RunRecord.Kind.TESTS,
        "Tests",
        notes -> run(project, settings, new Noted(listener, notes), notes),
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
      Path project, Map<String, String> settings, Listener listener, RunRecorder.Notes notes)
      throws InterruptedException {
    notes.set(settings);
    ReadProject read = reader.apply(project);
    List<TestPlan> plans = TestPlans.of(read.view());
    if (plans.isEmpty()) {
      throw Problem.of(
              "Nothing says how the tests of " + project.getFileName() + " are run",
              "There is no build file with tests that DragonCode knows.",
              Remedy.of("Name the command as commands.test in dragoncode.yaml."))
          .asException();
    }
    TreeHash tree = new TreeHash();
    TreeHash.State before = tree.state(read.index());
    Instant began = clock.instant();
    List<Ran> commands = new ArrayList<>();
    List<TestSuite> suites = new ArrayList<>();
    notes.tree(before.contents());
    for (TestPlan plan : plans) {
      notes.set(plan.environment());
      OneCommand first = once(project, plan, settings, listener);
      TestReport report = TestReport.of(first.suites());
      int failed = report.count(Result.FAILED);
      if (failed > 0 && failed <= MOST_RETRIED && !plan.retries()) {
        listener.triesAgain(failed);
        OneCommand second = once(project, plan, settings, listener);
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
            TestReport.of(suites).located(place -> path(place, index)),
            began,
            Duration.between(began, clock.instant()));
    keep(project, run, before, tree.state(index));
    return run;
  }

  /** Hands on what a run tells, and notes it. */
  private record Noted(Listener listener, RunRecorder.Notes notes) implements Listener {
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
      Path project, TestPlan plan, Map<String, String> settings, Listener listener)
      throws InterruptedException {
    Path report = temporary();
    try {
      listener.begins(plan);
      Path folder = project.resolve(plan.folder());
      Results results = new Results(plan.results(), folder, report);
      List<String> line =
          plan.command().stream()
              .map(word -> word.replace(TestPlan.REPORT, report.toString()))
              .toList();
      Command command =
          Command.of(Programs.found(line, folder))
              .in(folder)
              .with(settings)
              .with(plan.environment());
      ProcessResult ended =
          processes.run(
              command,
              LONGEST,
              output -> {
                results.line(output);
                listener.prints(output);
              });
      Optional<List<TestSuite>> suites = results.suites();
      return new OneCommand(
          new Ran(plan, ended.exitCode(), ended.timedOut(), suites.isPresent(), last(ended)),
          suites.orElse(List.of()));
    } finally {
      delete(report);
    }
  }

  private static List<String> last(ProcessResult ended) {
    List<String> all = ended.errors().isEmpty() ? ended.output() : ended.errors();
    return all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
  }

  private void keep(Path project, TestRun run, TreeHash.State before, TreeHash.State after) {
    // What was tested is what is there now only if nobody has written to it meanwhile; files that
    // the run itself has left belong to it.
    TreeHash.State tested = before.keptIn(after) ? after : before;
    Proof.Outcome outcome =
        switch (run.outcome()) {
          case PASSED -> Proof.Outcome.SHOWN;
          case FAILED -> Proof.Outcome.REFUTED;
          case NOTHING -> Proof.Outcome.OPEN;
        };
    proofs.accept(
        project,
        new Proof(
            CHECK,
            Proof.Kind.TESTS,
            outcome,
            run.summary(),
            evidence(run.report()),
            run.began(),
            tested.stamps(),
            tested.contents()));
  }

  /** The places of failures in the project's own files. */
  private static List<Evidence> evidence(TestReport report) {
    return report.suites().stream()
        .flatMap(suite -> suite.cases().stream())
        .filter(each -> each.result() == Result.FAILED)
        .flatMap(each -> evidence(each).stream())
        .limit(SHOWN)
        .toList();
  }

  private static Optional<Evidence> evidence(TestCase test) {
    return test.failure()
        .filter(failure -> failure.place().filter(Place::known).isPresent())
        .map(failure ->
            new Evidence(
                failure.place().orElseThrow().file(),
                failure.place().orElseThrow().line(),
                Excerpts.masked(test.name() + ": " + failure.message())));
  }

  /** The project's file that a report names by a path of its own, or by its name alone. */
  static Optional<String> path(Place place, FileIndex index) {
    String named = place.file().replace('\\', '/').replaceFirst("^\\./", "");
    if (index.file(named).isPresent()) {
      return Optional.of(named);
    }
    String name = named.substring(named.lastIndexOf('/') + 1);
    List<String> candidates =
        index.named(name).stream()
            .map(file -> file.path())
            .filter(path -> named.endsWith("/" + path) || path.endsWith("/" + named))
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
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
