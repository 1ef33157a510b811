package dev.dragoncode.fakes.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls what has to happen without a request: due tasks often, saving now and then. */
final class Timer {

  /** How late a task may be. */
  private static final Duration STEP = Duration.ofMillis(50);

  private final Runnable tick;
  private final Runnable save;
  private final Duration saveEvery;
  private final Thread thread;
  private final CountDownLatch stopped = new CountDownLatch(1);

  Timer(Runnable tick, Runnable save, Duration saveEvery) {
    this.tick = tick;
    this.save = save;
    this.saveEvery = saveEvery;
    this.thread = Thread.ofPlatform().daemon().name("fakes-timer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    long saved = System.nanoTime();
    try {
      do {
        call(tick, "what is due");
        if (System.nanoTime() - saved > saveEvery.toNanos()) {
          call(save, "saving the state");
          saved = System.nanoTime();
        }
      } while (!stopped.await(STEP.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void call(Runnable action, String what) {
    try {
      action.run();
    } catch (RuntimeException | OutOfMemoryError e) {
      // a heap that is full for a moment must not end the clock
      ServerLog.failure(what, e);
    }
  }

  /** Lets what is being done end: an interrupt would break off a file that is being written. */
  void stop() {
    stopped.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
