package dev.dragoncode.load;

import java.time.Duration;

/**
 * How late the generator itself was, apart from the server: from when a request could go to when it
 * went. It is part of the latencies, so they are only as true as it is small.
 */
public record OwnLateness(Duration p50, Duration p99, Duration max) {

  /** Below this nobody can tell it from the machine's own unrest. */
  private static final Duration UNREST = Duration.ofMillis(1);

  /** What share of a percentile the generator may have had in it. */
  private static final int PART = 50;

  /** Whether the same percentile of the latencies is the server's to 2 %, or to a millisecond. */
  public boolean small(Latencies latencies) {
    return small(p50, latencies.p50()) && small(p99, latencies.p99());
  }

  private static boolean small(Duration own, Duration latency) {
    return own.compareTo(UNREST) <= 0 || own.multipliedBy(PART).compareTo(latency) <= 0;
  }
}
