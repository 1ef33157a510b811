package dev.dragoncode.cli;

import dev.dragoncode.emulators.lifecycle.Ending;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.service.ProjectSession;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Has a task done by whoever runs the stack or, where nobody does, by this process. */
final class StackTaskRun {

  private final CliServices services;
  private final Terminal terminal;

  StackTaskRun(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  /**
   * Waits until the task is done and says how it went.
   *
   * @param done what to print when it went well
   * @return the exit code
   */
  int run(Path project, StackTask task, String done) throws InterruptedException {
    Optional<Outcome> answered = services.stacks().ask(project, task);
    Outcome outcome = answered.isPresent() ? answered.get() : alone(project, task);
    outcome.notes().forEach(terminal::note);
    if (outcome.problem().isPresent()) {
      terminal.problem(outcome.problem().get());
      return Exit.PROBLEM;
    }
    terminal.line(done);
    return Exit.OK;
  }

  /** What was left running is adopted, and left running again. */
  private Outcome alone(Path project, StackTask task) throws InterruptedException {
    boolean left = services.stacks().left(project);
    ProjectSession session = services.open(project);
    services.onShutdown(() -> session.close(Ending.LEAVE_RUNNING));
    try {
      if (left) {
        session.emulatorService().startToStay();
      }
      session.awaitPlan();
      return session.emulatorService().submit(task).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      session.close(Ending.LEAVE_RUNNING);
    }
  }
}
