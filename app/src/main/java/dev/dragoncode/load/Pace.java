package dev.dragoncode.load;

import java.time.Duration;

/** When requests are due, from the start of a run. */
public sealed interface Pace {

  /**
   * The moment at which a request is due, in nanoseconds from the start.
   *
   * @param index from 0
   */
  long due(long index);

  /**
   * An open model: users come at their own times, whether or not those before them were served.
   *
   * @param rate requests a second
   * @param ramp the time in which the rate grows evenly from nothing; zero for none
   */
  record Open(double rate, Duration ramp) implements Pace {

    private static final double SECOND = 1e9;

    @Override
    public long due(long index) {
      double rising = ramp.toNanos() / SECOND;
      // in the ramp n(t) = rate t² / (2 ramp), so half of ramp's requests have come at its end
      double inRamp = rate * rising / 2;
      double seconds =
          index < inRamp ? Math.sqrt(2 * rising * index / rate) : rising / 2 + index / rate;
      return (long) (seconds * SECOND);
    }
  }

  /**
   * A closed model: the next request goes out when one is answered, as fast as that goes. Such
   * users wait politely, so its latencies cannot show what a stall does to those who come
   * meanwhile.
   */
  record Closed() implements Pace {
    @Override
    public long due(long index) {
      return 0;
    }
  }
}
