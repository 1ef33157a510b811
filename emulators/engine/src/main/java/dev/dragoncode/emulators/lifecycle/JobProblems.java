package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;

/** Why a job has not done its work. */
final class JobProblems {

  private JobProblems() {}

  static Problem failed(RunningEmulator running, String reason) {
    return Problem.of(
        running.spec().name() + " failed",
        "It ended with " + reason + "." + running.lastLines(),
        Remedy.of("Look at its log for the cause."),
        Remedy.of("Run it again.", new Remedy.RunCommand("emulators.start")));
  }

  static Problem tooSlow(RunningEmulator running) {
    return Problem.of(
        "%s was not done within %d s"
            .formatted(running.spec().name(), running.spec().startTimeout().toSeconds()),
        "It still ran, and was ended." + running.lastLines(),
        Remedy.of("Look at its log for what holds it up."),
        Remedy.of("Give it more time: startTimeout in its catalog entry."));
  }
}
