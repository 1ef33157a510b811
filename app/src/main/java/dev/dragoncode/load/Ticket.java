package dev.dragoncode.load;

/**
 * A request that has gone out; times are in nanoseconds from the start of the run.
 *
 * @param due when it was meant to go
 * @param sent when it went
 * @param able when it could first have gone: later than due where all connections were in use
 */
public record Ticket(long due, long sent, long able) {

  /** What the generator itself was late by. */
  public long ownLateness() {
    return sent - able;
  }

  /** Whether it had to wait since the most requests were in flight. */
  public boolean held() {
    return able > due;
  }
}
