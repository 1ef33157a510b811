package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a process that does not run a stack can do with it: {@code status}, {@code down}, {@code
 * env} and {@code logs} of another process's or a left-running stack.
 */
public final class StackControl {

  public StackControl(Path home, List<EmulatorEngine> engines) {}

  /**
   * The project's stack as it is now: what its living owner wrote last or, where it has none, the
   * last record with what has ended since shown as stopped. Empty where nothing is known of it.
   */
  public Optional<StackSnapshot> status(Path project) throws InterruptedException {
    return Optional.empty();
  }

  /**
   * Stops a project's stack: asks its living owner to, or stops its instances where none lives.
   *
   * @return how many emulators were running
   * @throws dev.dragoncode.problem.ProblemException if the owner does not follow in time
   */
  public int down(Path project, Duration timeout) throws InterruptedException {
    return 0;
  }

  /** The newest lines of all running emulators of a project, merged by time, oldest first. */
  public List<LogLine> logs(Path project, int lines) throws InterruptedException {
    return List.of();
  }

  /** Calls the consumer with past and coming lines until closed. */
  public Subscription follow(Path project, int pastLines, Consumer<? super LogLine> consumer)
      throws InterruptedException {
    return () -> {};
  }
}
