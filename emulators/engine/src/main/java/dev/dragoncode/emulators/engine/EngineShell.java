package dev.dragoncode.emulators.engine;

/** Terminals inside running instances. */
public interface EngineShell {

  /**
   * Runs the instance's own shell on a terminal until it ends.
   *
   * @return its exit code
   * @throws dev.dragoncode.problem.ProblemException if it has no shell or does not run
   */
  int open(Instance instance, ShellTerminal terminal) throws InterruptedException;
}
