package dev.dragoncode.io.process;

import java.util.List;

/**
 * How a program ended.
 *
 * @param exitCode as the system gives it; 128 and the signal's number where a signal ended it
 * @param output the newest lines of its standard output, at most {@link ProcessRunner#KEPT_LINES}
 * @param errors the same of its standard error
 * @param timedOut whether it was killed since its time was over
 */
public record ProcessResult(
    int exitCode, List<String> output, List<String> errors, boolean timedOut) {

  public ProcessResult {
    output = List.copyOf(output);
    errors = List.copyOf(errors);
  }

  /** Whether it ended by itself with exit code 0. */
  public boolean succeeded() {
    return exitCode == 0 && !timedOut;
  }
}
