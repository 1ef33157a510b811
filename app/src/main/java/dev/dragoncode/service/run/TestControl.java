package dev.dragoncode.service.run;

import dev.dragoncode.snapshot.SnapshotSource;

/** The tests of one open project: snapshots up, commands down. */
public interface TestControl {

  SnapshotSource<TestsSnapshot> tests();

  /** Runs the tests; nothing where they run already. Returns at once. */
  void start();

  /** Ends a run with all that it has started. Returns at once. */
  void stop();
}
