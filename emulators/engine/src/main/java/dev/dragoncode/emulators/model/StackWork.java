package dev.dragoncode.emulators.model;

import dev.dragoncode.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is done to a stack as a whole, and the snapshots that it has.
 *
 * @param version grows with every change
 * @param now what is under way
 * @param last how the last one ended
 * @param snapshots newest first
 */
public record StackWork(
    long version, Optional<UnderWay> now, Optional<Outcome> last, List<SavedStack> snapshots) {

  public StackWork {
    snapshots = List.copyOf(snapshots);
  }

  /**
   * A task under way.
   *
   * @param step for a person, such as "PostgreSQL is being copied"
   */
  public record UnderWay(StackTask task, String step, Instant since) {}

  /**
   * A task that is done.
   *
   * @param problem why it failed; absent where it did not
   * @param notes what else there is to say, one sentence each: what was left out and why
   */
  public record Outcome(StackTask task, Optional<Problem> problem, List<String> notes, Instant at) {
    public Outcome {
      notes = List.copyOf(notes);
    }
  }
}
