package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.snapshot.Subscription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest lines of all emulators in the order in which they came. */
final class MergedLog {

  /** About a megabyte; what a person scrolls through. */
  static final int CAPACITY = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(MergedLog.class);

  private final List<Consumer<? super LogLine>> consumers = new CopyOnWriteArrayList<>();
  private final ReentrantLock order = new ReentrantLock();
  private final Deque<LogLine> lines = new ArrayDeque<>();

  void add(LogLine line) {
    order.lock();
    try {
      if (lines.size() == CAPACITY) {
        lines.removeFirst();
      }
      lines.addLast(line);
      for (Consumer<? super LogLine> consumer : consumers) {
        deliver(consumer, line);
      }
    } finally {
      order.unlock();
    }
  }

  List<LogLine> recent() {
    order.lock();
    try {
      return List.copyOf(lines);
    } finally {
      order.unlock();
    }
  }

  Subscription follow(Consumer<? super LogLine> consumer) {
    consumers.add(consumer);
    return () -> consumers.remove(consumer);
  }

  private static void deliver(Consumer<? super LogLine> consumer, LogLine line) {
    try {
      consumer.accept(line);
    } catch (RuntimeException e) {
      LOG.error("A log consumer failed", e);
    }
  }
}
