package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;

/** What a user is told when an emulator cannot be looked into. */
public final class Failures {

  private Failures() {}

  /**
   * A failure of the connection, or the end of a call that was cancelled.
   *
   * @throws InterruptedException if the thread was interrupted: the failure then only says so
   */
  public static ProblemException of(BrowseTarget target, String what, Exception e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      InterruptedException interrupted = new InterruptedException("cancelled");
      interrupted.initCause(e);
      throw interrupted;
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return Problem.of(
            what,
            target.spec().name() + ": " + reason,
            Remedy.of("Look at its log; start it again if it does not answer."),
            Remedy.of(
                "Ask for less: one call may take %d s.".formatted(Bounds.TIMEOUT.toSeconds())))
        .causedBy(e)
        .asException();
  }

  public static ProblemException notHere(String what) {
    return Problem.of(
            what, "This product has no such thing here.", Remedy.of("Choose another place."))
        .asException();
  }

  public static ProblemException readOnly() {
    return Problem.of(
            "Nothing was changed",
            "This emulator's data are open for reading only.",
            Remedy.of("Switch “Allow changes” on, then do it again."))
        .asException();
  }
}
