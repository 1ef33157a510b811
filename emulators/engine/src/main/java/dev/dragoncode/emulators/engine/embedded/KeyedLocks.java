package dev.dragoncode.emulators.engine.embedded;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One lock for each name, so that what is made once is not made twice at the same time. */
final class KeyedLocks {

  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** Waits for the name's lock; to be used in try-with-resources. */
  Held hold(String name) throws InterruptedException {
    ReentrantLock lock = locks.computeIfAbsent(name, key -> new ReentrantLock());
    lock.lockInterruptibly();
    return lock::unlock;
  }

  /** A held lock. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
