package dev.dragoncode.snapshot;

import java.util.function.Consumer;

/**
 * Where a service's newest snapshot is read and followed.
 *
 * @param <T> an immutable type
 */
public interface SnapshotSource<T> {

  /** The newest snapshot; never waits. */
  T latest();

  /**
   * Calls the listener with the newest snapshot at once and with each later one, on the publisher's
   * thread and in order. A listener returns quickly; one that throws is logged and stays
   * subscribed.
   */
  Subscription subscribe(Consumer<? super T> listener);
}
