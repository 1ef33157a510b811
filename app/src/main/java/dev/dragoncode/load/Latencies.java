package dev.dragoncode.load;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Where the latencies of a run lie. */
public record Latencies(
    long count,
    Duration mean,
    Duration p50,
    Duration p90,
    Duration p99,
    Duration p999,
    Duration max) {

  /**
   * @param histogram in microseconds
   */
  static Latencies of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      Duration none = Duration.ZERO;
      return new Latencies(0, none, none, none, none, none, none);
    }
    return new Latencies(
        histogram.getTotalCount(),
        micros(Math.round(histogram.getMean())),
        at(histogram, 50),
        at(histogram, 90),
        at(histogram, 99),
        at(histogram, 99.9),
        micros(histogram.getMaxValue()));
  }

  static Duration at(Histogram histogram, double percentile) {
    return micros(Math.min(histogram.getValueAtPercentile(percentile), histogram.getMaxValue()));
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }
}
