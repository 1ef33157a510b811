package dev.dragoncode.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * A server that takes 10 ms and, in the last second of every ten, does nothing: who comes then is
 * taken once it is over. All times are nanoseconds from a start.
 */
public final class StalledServer {

  public static final long WORK = Duration.ofMillis(10).toNanos();
  private static final long PERIOD = Duration.ofSeconds(10).toNanos();
  private static final long STALL = Duration.ofSeconds(1).toNanos();

  private StalledServer() {}

  /** When a request that comes at this time is answered. */
  public static long answer(long at) {
    long inPeriod = Math.floorMod(at, PERIOD);
    long taken = inPeriod >= PERIOD - STALL ? at - inPeriod + PERIOD : at;
    return taken + WORK;
  }

  /**
   * The latencies from when requests were due, in order of size, computed from the schedule alone.
   *
   * @param most connections: who finds none waits for the first that comes free
   */
  public static long[] latencies(Pace pace, Duration total, int most) {
    PriorityQueue<Long> free = new PriorityQueue<>();
    for (int i = 0; i < most; i++) {
      free.add(0L);
    }
    long[] all = new long[1 << 20];
    int count = 0;
    for (long due = pace.due(0); due < total.toNanos(); due = pace.due(count)) {
      long answered = answer(Math.max(due, free.remove()));
      free.add(answered);
      all[count++] = answered - due;
    }
    long[] sorted = Arrays.copyOf(all, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The smallest of them that so many percent do not exceed. */
  public static Duration percentile(long[] sorted, double percent) {
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return Duration.ofNanos(sorted[Math.max(0, rank - 1)]);
  }
}
