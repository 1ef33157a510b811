package dev.dragoncode.service.run;

import dev.dragoncode.run.TestSuite;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Looks at what a command reports while it goes on, and tells whenever there is more. */
final class Watching implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** Looking through a large tree may not take more than a tenth of one core. */
  private static final int REST = 9;

  private final Thread thread;

  private Watching(Thread thread) {
    this.thread = thread;
  }

  static Watching of(Results results, Consumer<List<TestSuite>> told) {
    return new Watching(Thread.ofVirtual().name("test-results").start(() -> look(results, told)));
  }

  private static void look(Results results, Consumer<List<TestSuite>> told) {
    List<TestSuite> before = List.of();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long began = System.nanoTime();
        List<TestSuite> now = results.soFar();
        if (!now.equals(before)) {
          told.accept(now);
          before = now;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Duration rest = took.multipliedBy(REST);
        Thread.sleep(rest.compareTo(LOOK_EVERY) > 0 ? rest : LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
