package dev.dragoncode.fakes.server;

import java.time.Instant;

/**
 * An attempt of a delivery that is to come.
 *
 * @param order in which it was planned, among those of one time
 * @param delivery its number
 */
record DueAttempt(Instant at, long order, long delivery, boolean forged)
    implements Comparable<DueAttempt> {

  // a comparator of the library's making is made anew at each start, by code that is compiled then
  @Override
  public int compareTo(DueAttempt other) {
    int byTime = at.compareTo(other.at);
    return byTime == 0 ? Long.compare(order, other.order) : byTime;
  }
}
