package dev.dragoncode.service;

import dev.dragoncode.problem.Problem;
import java.util.Optional;

/**
 * An audit as a window shows it.
 *
 * @param result the newest one; empty before the first
 */
public record AuditSnapshot(State state, Optional<AuditService.Result> result) {

  /** What goes on. */
  public sealed interface State {

    /** Nothing. */
    record Idle() implements State {}

    /**
     * Something is fetched or looked through.
     *
     * @param what in words
     * @param part of all that is to be done, from 0 to 1; negative where nobody knows
     */
    record Working(String what, double part) implements State {}

    /** It could not be done; an earlier result stays. */
    record Failed(Problem problem) implements State {}
  }
}
