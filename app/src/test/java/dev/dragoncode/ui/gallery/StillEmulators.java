package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.SavedStack;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.service.EmulatorControl;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Emulators that stay as they are, whatever is asked of them. */
class StillEmulators implements EmulatorControl {

  private final StackSnapshot snapshot;
  private final List<Problem> planProblems;

  StillEmulators(StackSnapshot snapshot) {
    this(snapshot, List.of());
  }

  StillEmulators(StackSnapshot snapshot, List<Problem> planProblems) {
    this.snapshot = snapshot;
    this.planProblems = planProblems;
  }

  @Override
  public SnapshotSource<StackSnapshot> stack() {
    return new SnapshotPublisher<>(snapshot);
  }

  @Override
  public SnapshotSource<List<Problem>> planProblems() {
    return new SnapshotPublisher<>(planProblems);
  }

  @Override
  public void startAll() {}

  @Override
  public void stopAll() {}

  @Override
  public void start(String id) {}

  @Override
  public void stop(String id) {}

  @Override
  public void restart(String id) {}

  @Override
  public void prefer(EnginePreference preference) {}

  @Override
  public SnapshotSource<StackWork> work() {
    return new SnapshotPublisher<>(
        new StackWork(
            0,
            Optional.empty(),
            Optional.empty(),
            List.of(
                saved("before-migration", 4_120, 42_700_000), saved("demo", 90_000, 9_300_000))));
  }

  private static SavedStack saved(String name, long secondsAgo, long bytes) {
    return new SavedStack(
        name,
        SampleWorld.NOW.minusSeconds(secondsAgo),
        List.of(
            new SavedStack.SavedEmulator(
                "postgresql", EngineKind.DOCKER, "postgres:18.1", "", bytes),
            new SavedStack.SavedEmulator("redis", EngineKind.DOCKER, "redis:8.4", "", 88_000)),
        List.of());
  }

  @Override
  public void carryOut(StackTask task) {}

  @Override
  public List<LogLine> recentLogs() {
    return snapshot.emulators().stream().anyMatch(e -> e.state().active())
        ? SampleWorld.logs()
        : List.of();
  }

  @Override
  public Subscription followLogs(Consumer<LogLine> consumer) {
    return () -> {};
  }
}
