package dev.dragoncode.service.load;

import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.Objective;
import dev.dragoncode.run.probe.DeclaredRoute;
import dev.dragoncode.snapshot.SnapshotSource;
import java.util.List;

/** The load runs of one open project, one at a time: snapshots up, commands down. */
public interface LoadControl {

  SnapshotSource<LoadSnapshot> loads();

  /** What the project's files tell for a run; they are read anew, so it takes its time. */
  Known known();

  /** Begins a run at an address; nothing where one goes on. Returns at once. */
  void start(LoadPlan plan);

  /**
   * Begins a run on the project's own service, which is started for it and ended after it; only the
   * path of the plan's target counts. Returns at once.
   */
  void startWithService(LoadPlan plan);

  /** Ends the run; what was measured so far is its result. Returns at once. */
  void stop();

  /** The routes that the sources declare, and what is promised of them. */
  record Known(List<DeclaredRoute> routes, List<Objective> objectives) {}
}
