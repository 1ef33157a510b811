package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.util.Locale;

/** What a user is told when files of an engine cannot be written. */
final class DiskProblems {

  private DiskProblems() {}

  /**
   * @param what was to be done, to follow "to", such as "unpack PostgreSQL"
   */
  static Problem of(String what, IOException failure) {
    String message = String.valueOf(failure.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left") || lower.contains("not enough space")) {
      return MavenProblems.diskFull(what, failure);
    }
    return Problem.of(
            "Could not " + what,
            message + ".",
            Remedy.of("Give your user write permission there, then try again."),
            Remedy.of("Set DRAGONCODE_HOME to a folder that you can write to."))
        .causedBy(failure);
  }
}
