package dev.dragoncode.profile;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Path;

/** What can be wrong with a profile. */
final class ProfileProblems {

  private ProfileProblems() {}

  static Problem tooLarge(String what) {
    return Problem.of(
        "The profile is too large",
        "It has more than " + what + ".",
        Remedy.of("Record for a shorter time, or with a longer interval."));
  }

  static Problem unreadable(Path file, String why) {
    return Problem.of(
        "The profile cannot be read",
        file + ": " + why,
        Remedy.of("Check that the file is whole: it may have been copied while it was written."),
        Remedy.of(
            "Formats that open: JFR recordings, collapsed stacks, .cpuprofile (V8) and pprof."));
  }

  static Problem empty(Path file) {
    return Problem.of(
        "There is nothing in this profile",
        file + " has no sample.",
        Remedy.of("Record while the program works, or for a longer time."));
  }
}
