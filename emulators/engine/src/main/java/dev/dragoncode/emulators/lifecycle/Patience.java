package dev.dragoncode.emulators.lifecycle;

import java.time.Duration;

/**
 * A limit in time that passes only while this process runs: where the machine slept or the process
 * was stopped for a while, nothing that is awaited had a chance either.
 */
final class Patience {

  /** Longer than any single wait between two looks; what goes beyond was sleep. */
  private static final long LONGEST_STEP = Duration.ofSeconds(5).toNanos();

  private static final long STEP = Duration.ofSeconds(1).toNanos();

  private final long limit;
  private long spent;
  private long last = System.nanoTime();

  Patience(Duration limit) {
    this.limit = limit.toNanos();
  }

  /** Whether the time is over; to be asked at least every few seconds. */
  boolean over() {
    long now = System.nanoTime();
    spent += Math.min(now - last, LONGEST_STEP);
    last = now;
    return spent >= limit;
  }

  /** How long to wait for the next look, in nanoseconds. */
  long step() {
    return Math.min(STEP, limit - spent);
  }
}
