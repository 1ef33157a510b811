package dev.dragoncode.emulators.lifecycle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing after the other for one emulator; what is being done can be cut short. */
final class Lane implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** Longer than any stop grace of the catalog. */
  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  private final ExecutorService thread;
  private final String name;

  Lane(String name) {
    this.name = name;
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("emulator-" + name).factory());
  }

  /** Something that waits and can be interrupted. */
  interface Task {
    void run() throws InterruptedException;
  }

  /** Queues a task. Once closed, nothing is done. */
  void submit(Task task) {
    Future<?> queued = submitCancellable(task);
    LOG.trace("{}: {}", name, queued);
  }

  /** The same; cancelling the answer interrupts the task. */
  Future<?> submitCancellable(Task task) {
    try {
      return thread.submit(() -> run(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("{} takes no more commands", name, e);
      return CompletableFuture.completedFuture(null);
    }
  }

  private void run(Task task) {
    try {
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("Supervising {} failed", name, e);
    }
  }

  /** Waits, once closed, until the last task is done; answers whether that came true in time. */
  boolean awaitEnd() throws InterruptedException {
    return thread.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
  }

  /** Takes no more tasks; those that were taken are done. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
