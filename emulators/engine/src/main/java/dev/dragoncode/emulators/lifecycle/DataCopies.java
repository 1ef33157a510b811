package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Copies the data of several emulators side by side. */
final class DataCopies {

  /** What ends a copy that was given up: it looks for that at each file. */
  private static final int END_SECONDS = 30;

  private DataCopies() {}

  /** One thing to do. */
  interface Copy {
    void run() throws InterruptedException;
  }

  /**
   * Does all of them; where one fails the others are ended.
   *
   * @throws ProblemException the first failure
   */
  static void all(List<Copy> copies) throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<?>> under = new ArrayList<>();
      for (Copy copy : copies) {
        under.add(
            threads.submit(() -> {
              copy.run();
              return true;
            }));
      }
      for (Future<?> future : under) {
        await(future);
      }
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void await(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
