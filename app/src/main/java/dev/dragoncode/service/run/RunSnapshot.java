package dev.dragoncode.service.run;

import dev.dragoncode.problem.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * A run at one moment.
 *
 * @param output what it prints; it grows while the run goes on
 */
public record RunSnapshot<T>(long version, State<T> state, RunOutput output) {

  /** None in this session yet. */
  static <T> RunSnapshot<T> none() {
    return new RunSnapshot<>(0, new State.Idle<>(), new RunOutput());
  }

  /** How far a run is. */
  public sealed interface State<T> {

    record Idle<T>() implements State<T> {}

    /**
     * It goes on.
     *
     * @param doing what it does now, as a person would say or type it
     * @param soFar what came of it until now; empty where nothing is known yet
     */
    record Running<T>(Instant since, String doing, Optional<T> soFar) implements State<T> {}

    record Ended<T>(T result) implements State<T> {}

    /** It was ended by its user. */
    record Stopped<T>() implements State<T> {}

    record Failed<T>(Problem problem) implements State<T> {}
  }
}
