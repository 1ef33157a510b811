package dev.dragoncode.run;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.coverage.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of a project's tests.
 *
 * @param commands what was started, in order
 * @param report what all of them reported
 * @param coverage what they have executed, where they left a report of it
 */
public record TestRun(
    List<Ran> commands,
    TestReport report,
    Instant began,
    Duration took,
    Optional<Coverage> coverage) {

  public TestRun {
    commands = List.copyOf(commands);
  }

  /** One that left no report of its coverage. */
  public TestRun(List<Ran> commands, TestReport report, Instant began, Duration took) {
    this(commands, report, began, took, Optional.empty());
  }

  /**
   * A command that has ended.
   *
   * @param exitCode its own; of no meaning where the time was over
   * @param report whether it left results that could be read
   * @param last the last lines that it printed
   * @param unread reports that it left and that cannot be read, each with the reason
   */
  public record Ran(
      TestPlan plan,
      int exitCode,
      boolean timedOut,
      boolean report,
      List<String> last,
      List<String> unread) {

    public Ran {
      last = List.copyOf(last);
      unread = List.copyOf(unread);
    }

    /** One whose reports can be read. */
    public Ran(TestPlan plan, int exitCode, boolean timedOut, boolean report, List<String> last) {
      this(plan, exitCode, timedOut, report, last, List.of());
    }

    /** Whether it ended in time and without an error. */
    public boolean well() {
      return exitCode == 0 && !timedOut;
    }
  }

  /** What a run came to. */
  public enum Outcome {
    /** Tests ran, and none failed. */
    PASSED,
    /** A test failed, or a command did though its tests passed. */
    FAILED,
    /** No test ran: that is no proof of anything. */
    NOTHING
  }

  /** What it came to. A command without results counts by how it ended. */
  public Outcome outcome() {
    if (report.count(Result.FAILED) > 0) {
      return Outcome.FAILED;
    }
    int executed = report.total() - report.count(Result.SKIPPED);
    // a runner among them would have told of its tests
    boolean known = commands.stream().anyMatch(Ran::report);
    if (executed == 0 && known) {
      return Outcome.NOTHING;
    }
    boolean well = commands.stream().allMatch(Ran::well);
    if (executed == 0 && !well) {
      // it may have failed before a test could, such as for want of a program
      return Outcome.NOTHING;
    }
    return well ? Outcome.PASSED : Outcome.FAILED;
  }

  /** What kept a command from telling all; empty where nothing did. */
  public Optional<Problem> problem() {
    for (Ran each : commands) {
      String shown = each.plan().shown();
      if (each.timedOut()) {
        return Optional.of(
            Problem.of(
                shown + " took too long",
                "It was ended, with all that it had started. What it reported until then stays.",
                Remedy.of("Run the test that hangs by itself, and look at what it waits for."),
                Remedy.of(
                    "Where all of it takes that long, name a shorter one as commands.test.")));
      }
      if (!each.unread().isEmpty()) {
        return Optional.of(
            Problem.of(
                "A report of " + shown + " cannot be read",
                String.join("\n", each.unread()) + "\nIts tests are missing here.",
                Remedy.of("Run the tests again: a runner that was killed leaves half a report."),
                Remedy.of("Look for a plugin of the runner that writes reports of its own.")));
      }
      if (!each.well() && report.total() == 0) {
        return Optional.of(
            Problem.of(
                shown + " ended with " + each.exitCode() + " before a test was executed",
                String.join(
                    "\n",
                    each.last().subList(Math.max(0, each.last().size() - 8), each.last().size())),
                Remedy.of("Run it in a terminal and mend what it says first.")));
      }
    }
    return Optional.empty();
  }

  /** One line: what was seen, concretely. */
  public String summary() {
    int total = report.total();
    int skipped = report.count(Result.SKIPPED);
    int failed = report.count(Result.FAILED);
    String rest = skipped > 0 ? ", " + skipped + " skipped" : "";
    return switch (outcome()) {
      case FAILED ->
          failed > 0
              ? "%s of %s failed%s".formatted(failed, tests(total - skipped), rest)
              : ended() + (total > 0 ? ", though " + tests(total - skipped) + " passed" : "");
      case PASSED ->
          total == 0
              ? commands.getFirst().plan().shown() + " ended well; it reports no single tests"
              : tests(total - skipped) + " passed" + rest + flaky();
      case NOTHING ->
          commands.stream().allMatch(Ran::well)
              ? "No test was executed" + rest
              : ended() + " before a test was executed";
    };
  }

  private String flaky() {
    int flaky = report.flaky().size();
    return flaky == 0 ? "" : ", " + flaky + " of them only when tried again";
  }

  private String ended() {
    Ran bad =
        commands.stream().filter(each -> !each.well()).findFirst().orElse(commands.getFirst());
    return bad.plan().shown()
        + (bad.timedOut() ? " took too long" : " ended with " + bad.exitCode());
  }

  private static String tests(int count) {
    return count == 1 ? "1 test" : count + " tests";
  }
}
