package dev.dragoncode.emulators.engine.docker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes calls to the engine on virtual threads of their own: there a socket that waits can be
 * interrupted, so that a time limit or the caller's interrupt ends the call at once.
 */
final class EngineCalls implements AutoCloseable {

  /** No answer came in time. */
  static final class TooLate extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooLate(Duration limit, Throwable cause) {
      super("no answer within " + limit.toMillis() + " ms", cause);
    }
  }

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("docker-call-", 0).factory());

  /**
   * The call's result.
   *
   * @throws TooLate if it is not there in time; the call is ended
   * @throws InterruptedException if this thread is interrupted; the call is ended
   */
  <T> T within(Duration limit, Callable<T> call) throws InterruptedException {
    Future<T> future = submit(call);
    try {
      return result(future, limit);
    } finally {
      future.cancel(true);
    }
  }

  /**
   * The call's result, awaited even when this thread is interrupted, since the call makes something
   * that must not be forgotten. The interrupt stays pending.
   *
   * @throws TooLate if it is not there in time; the call is ended
   */
  <T> T unlessTooLate(Duration limit, Callable<T> call) {
    Future<T> future = submit(call);
    long deadline = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result(future, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      future.cancel(true);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  <T> Future<T> submit(Callable<T> call) {
    return threads.submit(call);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  static <T> T result(Future<T> future, Duration limit) throws InterruptedException {
    try {
      return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException e) {
      throw new TooLate(limit, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
