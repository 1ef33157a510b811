package dev.dragoncode.problem;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A failure as its user sees it: what went wrong, why, and what mends it.
 *
 * @param title one line, sentence case, no full stop: what could not be done
 * @param reason one or two sentences: why, with the concrete names, paths and numbers; secrets are
 *     masked by whoever creates the problem
 * @param remedies what the user can do, best first; never empty in a problem that a user can mend
 * @param link where more is said about it
 * @param cause the exception behind it, for the log only
 */
public record Problem(
    String title,
    String reason,
    List<Remedy> remedies,
    Optional<URI> link,
    Optional<Throwable> cause) {

  public Problem {
    remedies = List.copyOf(remedies);
  }

  /** A problem without a link or a cause. */
  public static Problem of(String title, String reason, Remedy... remedies) {
    return new Problem(title, reason, List.of(remedies), Optional.empty(), Optional.empty());
  }

  /** The same problem, with the exception that led to it. */
  public Problem causedBy(Throwable exception) {
    return new Problem(title, reason, remedies, link, Optional.of(exception));
  }

  /** The same problem, with a page that says more. */
  public Problem withLink(URI page) {
    return new Problem(title, reason, remedies, Optional.of(page), cause);
  }

  /** This problem as an exception, to travel up to where it is shown. */
  public ProblemException asException() {
    return new ProblemException(this);
  }
}
