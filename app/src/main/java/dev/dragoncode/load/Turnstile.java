package dev.dragoncode.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests out when they are due, as long as not too many are in flight. One thread uses it;
 * it reads no clock, so a test can move time.
 */
public final class Turnstile {

  private final Pace pace;
  private final long end;
  private final int most;
  private long next;
  private long nextDue;
  private int inFlight;
  private long freeSince = Long.MIN_VALUE;

  /**
   * @param most requests in flight
   */
  public Turnstile(Pace pace, Duration total, int most) {
    this.pace = pace;
    this.end = total.toNanos();
    this.most = most;
    this.nextDue = pace.due(0);
  }

  /** When the next request is due; {@link Long#MAX_VALUE} where none is left. */
  public long nextDue() {
    return nextDue < end ? nextDue : Long.MAX_VALUE;
  }

  /** Whether as many are in flight as may be. */
  public boolean full() {
    return inFlight >= most;
  }

  public int inFlight() {
    return inFlight;
  }

  /** The next request where one is due and may go; null otherwise. */
  public @Nullable Ticket pass(long now) {
    boolean closed = pace instanceof Pace.Closed;
    if (full() || (closed ? now >= end : nextDue() > now)) {
      return null;
    }
    long due = closed ? now : nextDue;
    Ticket ticket = new Ticket(due, now, Math.max(due, freeSince));
    inFlight++;
    next++;
    nextDue = pace.due(next);
    return ticket;
  }

  /** A request that was let out has ended, one way or another. */
  public void ended(long now) {
    if (full()) {
      freeSince = now;
    }
    inFlight--;
  }

  /** How many were due by this time and have not been let out. */
  public long waiting(long now) {
    if (pace instanceof Pace.Closed) {
      return 0;
    }
    long limit = Math.min(now, end - 1);
    long low = next;
    long high = next + 1;
    while (pace.due(high) <= limit) {
      high += high - low;
    }
    // the first index in [low, high] that is not due
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (pace.due(middle) <= limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - next;
  }
}
