package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the emulators of one project: chooses engines, starts in parallel and in the order of
 * dependencies, watches, and stops in reverse. Commands return at once; what they do shows in the
 * snapshots.
 */
public final class EmulatorSupervisor implements AutoCloseable {

  /**
   * @param project the project's folder
   * @param home the user's data folder
   * @param engines one of each kind, best first
   */
  public EmulatorSupervisor(
      Path project, Path home, Session session, List<EmulatorEngine> engines, Clock clock) {
    throw new UnsupportedOperationException("follows in the next commit");
  }

  /**
   * Takes the right to run this project's emulators, which commands otherwise do when they need it.
   *
   * @throws dev.dragoncode.problem.ProblemException if another process has it; the reason names its
   *     pid
   */
  public void claim() {}

  /**
   * What the project needs now, in the order in which it is shown. Emulators that run already, from
   * an earlier session, are adopted where they are as planned. Those that are no longer planned are
   * stopped; one whose plan has changed runs on as it is until it is started again.
   */
  public void plan(List<PlannedEmulator> emulators) {}

  /** Which engine serves emulators that do not ask for one, from their next start on. */
  public void prefer(EnginePreference preference) {}

  public SnapshotSource<StackSnapshot> snapshots() {
    return new SnapshotPublisher<>(latest());
  }

  /** Starts every emulator that does not run, dependencies first. */
  public void startAll() {}

  /** Starts one emulator and what it depends on. */
  public void start(String id) {}

  /** Stops one emulator, whatever it is doing. */
  public void stop(String id) {}

  /** Stops one emulator, if it runs, and starts it as planned now. */
  public void restart(String id) {}

  /** Stops all, dependents first. */
  public void stopAll() {}

  /** Asks the engines again, and starts what failed or had no engine. */
  public void retry() {}

  /** The newest log lines of all emulators, merged, oldest first; bounded. */
  public List<LogLine> recent() {
    return List.of();
  }

  /** Calls the consumer with each log line to come, on any thread, one at a time. */
  public Subscription follow(Consumer<? super LogLine> consumer) {
    return () -> {};
  }

  /** Ends supervision; waits until what must stop has stopped, each within its grace. */
  public void close(Ending ending) {}

  /** Closes with {@link Ending#STOP}. */
  @Override
  public void close() {
    close(Ending.STOP);
  }

  private StackSnapshot latest() {
    throw new UnsupportedOperationException("follows in the next commit");
  }
}
