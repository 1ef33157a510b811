package dev.dragoncode.run;

import dev.dragoncode.run.TestCase.Result;
import java.time.Duration;

/**
 * What a run says of one thing that other runs speak of as well: a test, a hook, a check, a
 * vulnerable package.
 *
 * @param name the thing's own; a test's without its suite's
 * @param of what it belongs to, such as a suite; empty for nothing
 * @param why in a line; empty where there is nothing to say
 */
public record Finding(String name, String of, Result result, Duration took, String why) {

  /** Names it in one line, the same in every run. */
  public String words() {
    return of.isEmpty() ? name : of + " " + name;
  }
}
