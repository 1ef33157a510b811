package dev.dragoncode.io.process;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that this process started. */
public final class RunningProcess {

  private final Process process;

  RunningProcess(Process process) {
    this.process = process;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public long pid() {
    return process.pid();
  }

  /** Its exit code once it has ended. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /** Completes with the exit code. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Waits for its end, at most this long. */
  public boolean waitFor(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends it and all that it started: politely and, after the grace, hard. */
  public void stopTree(Duration grace) throws InterruptedException {
    ProcessTree.of(handle()).stop(grace);
  }
}
