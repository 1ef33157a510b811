package dev.dragoncode.run;

import java.time.Duration;
import java.util.Optional;

/**
 * One test as its runner reports it.
 *
 * @param name without its suite's
 * @param failure why it did not pass; empty for one that passed
 * @param flaky whether it failed first and then passed in the same run
 */
public record TestCase(
    String name, Result result, Duration took, Optional<Failure> failure, boolean flaky) {

  /** What a test came to. */
  public enum Result {
    PASSED,
    FAILED,
    SKIPPED
  }

  /**
   * Why a test did not pass.
   *
   * @param message one line; empty where there is none
   * @param details the report's text, such as a stack trace, shortened
   * @param place where in the tests; empty where the text names no line
   */
  public record Failure(String message, String details, Optional<Place> place) {}

  /**
   * A line of a file, as a report names it.
   *
   * @param file a name or a path, as the runner writes it; the project's own path where it is known
   * @param line from 1
   * @param known whether it is a file of the project
   */
  public record Place(String file, int line, boolean known) {

    /** One as a runner writes it. */
    public Place(String file, int line) {
      this(file, line, false);
    }
  }
}
