package dev.dragoncode.load;

import java.time.Duration;

/**
 * What came in during one second of a run, or the rest of one.
 *
 * @param at its end, from the start of the run, warm-up included
 * @param answered requests with an answer
 * @param failed requests without one, or with another status than the expected
 * @param p50 from when they were due, as p99 and max are
 * @param waiting requests that are due and have not gone out at its end
 */
public record Second(
    Duration at,
    Duration length,
    long answered,
    long failed,
    Duration p50,
    Duration p99,
    Duration max,
    int inFlight,
    long waiting) {

  /** Answers a second. */
  public double rate() {
    return length.isZero() ? 0 : answered / (length.toNanos() / 1e9);
  }
}
