package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.EmulatorState.EngineUnavailable;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops emulators for a moment, so that their data stands still, and starts them again. Which ones
 * is written down first: where this process is killed meanwhile, the next session starts them.
 */
final class Quiet {

  private static final Logger LOG = LoggerFactory.getLogger(Quiet.class);

  private final Surroundings around;
  private final Dependencies dependencies;
  private final StackRecords records;
  private final Supplier<List<SupervisedEmulator>> emulators;
  private final Consumer<SupervisedEmulator> starter;

  Quiet(
      Surroundings around,
      Dependencies dependencies,
      StackRecords records,
      Supplier<List<SupervisedEmulator>> emulators,
      Consumer<SupervisedEmulator> starter) {
    this.around = around;
    this.dependencies = dependencies;
    this.records = records;
    this.emulators = emulators;
    this.starter = starter;
  }

  List<SupervisedEmulator> emulators() {
    return emulators.get();
  }

  /** Waits until no emulator is on its way from one state to another. */
  void settle() throws InterruptedException {
    if (!dependencies.awaitStarted(emulators.get())) {
      throw Problem.of(
              "The emulators are still being started",
              "Their data can be used only once they are ready or stopped.",
              Remedy.of("Wait until they are ready, or stop those that do not start."))
          .asException();
    }
  }

  /**
   * Does the task while none of these runs, and starts those again that ran.
   *
   * @return which of them did not start again, and why
   */
  List<String> during(List<SupervisedEmulator> which, Lane.Task task) throws InterruptedException {
    return whileStopped(active(which), task);
  }

  /** The same for a task that gives them other data: jobs that had worked on it are done again. */
  List<String> duringChange(List<SupervisedEmulator> which, Lane.Task task)
      throws InterruptedException {
    List<SupervisedEmulator> ran = new ArrayList<>(active(which));
    ran.addAll(dependencies.doneOn(ran));
    return whileStopped(List.copyOf(ran), task);
  }

  private static List<SupervisedEmulator> active(List<SupervisedEmulator> which) {
    return which.stream().filter(emulator -> emulator.state().active()).toList();
  }

  private List<String> whileStopped(List<SupervisedEmulator> ran, Lane.Task task)
      throws InterruptedException {
    if (ran.isEmpty()) {
      task.run();
      return List.of();
    }
    records.writeHalted(around.project(), ids(ran));
    try {
      dependencies.stop(ran, SupervisedEmulator::halt);
      requireStopped(ran);
      task.run();
    } catch (ProblemException e) {
      startAgain(ran);
      throw e;
    }
    startAgain(ran);
    return ran.stream().flatMap(emulator -> down(emulator).stream()).toList();
  }

  private static Optional<String> down(SupervisedEmulator emulator) {
    Optional<Problem> problem =
        switch (emulator.state()) {
          case Failed(Problem failed) -> Optional.of(failed);
          case EngineUnavailable(Problem away) -> Optional.of(away);
          default -> Optional.empty();
        };
    return problem.map(why ->
        "%s did not start again: %s. %s"
            .formatted(emulator.plan().spec().name(), why.title(), why.reason()));
  }

  private void requireStopped(List<SupervisedEmulator> halted) throws InterruptedException {
    boolean inTime = dependencies.awaitInactive(halted);
    for (SupervisedEmulator emulator : halted) {
      if (emulator.state() instanceof Failed(Problem problem)) {
        throw problem.asException();
      }
      if (emulator.state() instanceof EngineUnavailable(Problem problem)) {
        throw problem.asException();
      }
    }
    if (!inTime) {
      throw Problem.of(
              "The emulators could not be stopped for a moment",
              "Not all of them ended within their time.",
              Remedy.of("Look at their states, and try again."))
          .asException();
    }
  }

  private void startAgain(List<SupervisedEmulator> which) throws InterruptedException {
    dependencies.inOrder().stream().filter(which::contains).forEach(starter);
    dependencies.awaitStarted(which);
    records.removeHalted(around.project());
  }

  /** Starts what a session that was killed had stopped for a moment. */
  void resume() {
    records.haltDrilled(around.project());
    List<String> halted = records.readHalted(around.project());
    if (halted.isEmpty()) {
      return;
    }
    around.stack().claim();
    List<SupervisedEmulator> which =
        dependencies.inOrder().stream()
            .filter(emulator -> halted.contains(emulator.plan().id()))
            .toList();
    which.forEach(starter);
    // a command that comes now must not wait for it
    Thread.ofVirtual().name("resume").start(() -> forgetOnceStarted(which));
  }

  private void forgetOnceStarted(List<SupervisedEmulator> which) {
    try {
      dependencies.awaitStarted(which);
      records.removeHalted(around.project());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ProblemException e) {
      LOG.warn("What was stopped for a moment is started at the next start, too", e);
    }
  }

  private static List<String> ids(List<SupervisedEmulator> which) {
    return which.stream().map(emulator -> emulator.plan().id()).toList();
  }
}
