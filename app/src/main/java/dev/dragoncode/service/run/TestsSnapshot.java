package dev.dragoncode.service.run;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.run.TestRun;
import java.time.Instant;

/**
 * The tests of a project at one moment.
 *
 * @param output what the run prints; it grows while the run goes on
 */
public record TestsSnapshot(long version, State state, RunOutput output) {

  /** None was run in this session. */
  public static final TestsSnapshot NONE = new TestsSnapshot(0, new State.Idle(), new RunOutput());

  /** How far a run is. */
  public sealed interface State {

    record Idle() implements State {}

    /**
     * A command runs.
     *
     * @param doing the command, as a person would type it
     * @param retried how many failed tests are tried again; 0 in the first try
     */
    record Running(Instant since, String doing, int retried) implements State {}

    record Ended(TestRun run) implements State {}

    /** It was ended by its user. */
    record Stopped() implements State {}

    record Failed(Problem problem) implements State {}
  }
}
