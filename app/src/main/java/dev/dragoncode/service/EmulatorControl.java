package dev.dragoncode.service;

import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import java.util.List;
import java.util.function.Consumer;

/**
 * The emulators of one open project: snapshots up, commands down. Commands return at once; what
 * they do is seen in the snapshots.
 */
public interface EmulatorControl {

  SnapshotSource<StackSnapshot> stack();

  /** What of the project's wishes cannot be met, and what of its settings cannot be read. */
  SnapshotSource<List<Problem>> planProblems();

  void startAll();

  void stopAll();

  /** Starts one emulator and what it depends on. An unknown id does nothing, as everywhere here. */
  void start(String id);

  void stop(String id);

  void restart(String id);

  /** Which engine is to serve what is started from now on. */
  void prefer(EnginePreference preference);

  /** What is done to the stack as a whole (snapshots, resets), and the snapshots that it has. */
  SnapshotSource<StackWork> work();

  /** Does something to the stack as a whole; how it goes is seen in {@link #work()}. */
  void carryOut(StackTask task);

  /** The newest lines of all emulators, oldest first. */
  List<LogLine> recentLogs();

  /** Calls the consumer with every line that comes from now on. */
  Subscription followLogs(Consumer<LogLine> consumer);
}
