package dev.dragoncode.snapshot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a service's newest snapshot and hands each new one to the listeners, in order.
 *
 * @param <T> an immutable type
 */
public final class SnapshotPublisher<T> implements SnapshotSource<T> {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotPublisher.class);

  private final List<Consumer<? super T>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock order = new ReentrantLock();
  private volatile T latest;

  public SnapshotPublisher(T initial) {
    this.latest = initial;
  }

  @Override
  public T latest() {
    return latest;
  }

  /** Replaces the snapshot by what the change makes of it, and publishes it if it differs. */
  public T update(UnaryOperator<T> change) {
    order.lock();
    try {
      T next = change.apply(latest);
      if (next.equals(latest)) {
        return next;
      }
      latest = next;
      for (Consumer<? super T> listener : listeners) {
        deliver(listener, next);
      }
      return next;
    } finally {
      order.unlock();
    }
  }

  @Override
  public Subscription subscribe(Consumer<? super T> listener) {
    order.lock();
    try {
      listeners.add(listener);
      deliver(listener, latest);
    } finally {
      order.unlock();
    }
    return () -> listeners.remove(listener);
  }

  private void deliver(Consumer<? super T> listener, T snapshot) {
    try {
      listener.accept(snapshot);
    } catch (RuntimeException e) {
      LOG.error("A snapshot listener failed", e);
    }
  }
}
