package dev.dragoncode.service.run;

import dev.dragoncode.snapshot.SnapshotSource;

/**
 * Something that is launched for one open project, one run at a time: snapshots up, commands down.
 *
 * @param <T> what a run comes to
 */
public interface RunControl<T> {

  SnapshotSource<RunSnapshot<T>> runs();

  /** Begins a run; nothing where one goes on. Returns at once. */
  void start();

  /** Ends the run with all that it has started. Returns at once. */
  void stop();
}
