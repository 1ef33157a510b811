package dev.dragoncode.emulators.engine;

import java.time.Duration;
import java.util.List;

/** What running instances can be asked from inside. */
public interface EngineInside {

  /**
   * What a command ended with.
   *
   * @param output the last of what it wrote, shortened
   */
  record Ended(int exitCode, String output) {}

  /**
   * Runs a command inside an instance to its end.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be run, or not in time
   */
  Ended run(Instance instance, List<String> command, Duration timeout) throws InterruptedException;

  /**
   * The word of the image's own check: {@code healthy}, {@code starting} or {@code unhealthy};
   * {@code none} where the image has no check.
   */
  String health(Instance instance) throws InterruptedException;
}
