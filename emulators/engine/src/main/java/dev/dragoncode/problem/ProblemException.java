package dev.dragoncode.problem;

/** Carries a {@link Problem} from where it is found to where a user sees it. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.title() + ": " + problem.reason(), problem.cause().orElse(null));
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
