package dev.dragoncode.fakes.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The newest exchanges of all packs, bounded in number and in bytes. */
public final class Journal {

  /** As many as somebody scrolls through. */
  private static final int MOST = 5_000;

  /** With an eighth of the heap at the most, the server stays below its 200 MB. */
  private static final long MOST_BYTES = Math.min(24L << 20, Runtime.getRuntime().maxMemory() / 8);

  /** A body longer than this is kept in part. */
  static final int MOST_BODY = 64 << 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition added = lock.newCondition();
  private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();
  private long bytes;
  private long next = 1;

  /** Makes an exchange out of its number. */
  interface Entry {
    Exchange numbered(long number);
  }

  void add(Entry entry) {
    lock.lock();
    try {
      Exchange exchange = entry.numbered(next++);
      exchanges.addLast(exchange);
      bytes += exchange.weight();
      while (exchanges.size() > MOST || (bytes > MOST_BYTES && exchanges.size() > 1)) {
        bytes -= exchanges.removeFirst().weight();
      }
      if (lock.hasWaiters(added)) {
        added.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The exchange of a number, while it is kept. */
  public Optional<Exchange> find(long number) {
    lock.lock();
    try {
      return exchanges.stream().filter(e -> e.number() == number).findFirst();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The newest of the wanted exchanges behind a number, oldest first.
   *
   * @param behind 0 for all
   */
  public List<Exchange> list(long behind, int most, Predicate<Exchange> wanted) {
    lock.lock();
    try {
      List<Exchange> found = new ArrayList<>();
      var newestFirst = exchanges.descendingIterator();
      while (newestFirst.hasNext() && found.size() < most) {
        Exchange exchange = newestFirst.next();
        if (exchange.number() <= behind) {
          break;
        }
        if (wanted.test(exchange)) {
          found.add(exchange);
        }
      }
      return found.reversed();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is an exchange behind a number, or the time is over. */
  public void await(long behind, long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (next - 1 <= behind && nanos > 0) {
        nanos = added.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all exchanges; numbers go on. */
  public void clear() {
    lock.lock();
    try {
      exchanges.clear();
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }
}
