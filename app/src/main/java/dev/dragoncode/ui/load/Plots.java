package dev.dragoncode.ui.load;

import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.LoadResult.CurvePoint;
import dev.dragoncode.load.ObjectiveHeld;
import dev.dragoncode.load.Second;
import dev.dragoncode.load.Words;
import dev.dragoncode.ui.load.Plot.Mark;
import dev.dragoncode.ui.load.Plot.Series;
import dev.dragoncode.ui.load.Plot.Spot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What of a load run is drawn. Pure. */
final class Plots {

  /** What is beyond five nines stands at the right end: no run has so many requests. */
  private static final double NINES = 4;

  private static final List<String> PERCENTILES = List.of("50", "90", "99", "99.9", "99.99");

  private Plots() {}

  /**
   * Latencies along the percentiles: each nine has as much room as the one before.
   *
   * @param before the curve of an earlier run; empty for none
   */
  static void curve(Plot plot, LoadResult result, List<CurvePoint> before) {
    double right = nines(result.curve());
    List<Series> series = new ArrayList<>();
    if (!before.isEmpty()) {
      series.add(series("before", before, right, CurvePoint::latency));
    }
    series.add(series("service", result.curve(), right, CurvePoint::service));
    series.add(series("latency", result.curve(), right, CurvePoint::latency));
    List<Mark> marks = new ArrayList<>();
    for (String percentile : PERCENTILES) {
      double place = place(Double.parseDouble(percentile), right);
      if (place < 1) {
        marks.add(new Mark(place, "p" + percentile));
      }
    }
    marks.add(new Mark(1, "max"));
    plot.show(series, marks, limit(result));
  }

  private static double nines(List<CurvePoint> curve) {
    double most =
        curve.stream()
            .mapToDouble(CurvePoint::percentile)
            .filter(each -> each < 100)
            .map(each -> -Math.log10(1 - each / 100))
            .max()
            .orElse(1);
    return Math.min(NINES, most) + 0.3;
  }

  private static double place(double percentile, double nines) {
    return percentile >= 100 ? 1 : Math.min(1, -Math.log10(1 - percentile / 100) / nines);
  }

  private static Series series(
      String style, List<CurvePoint> curve, double nines, Function<CurvePoint, Duration> value) {
    return new Series(
        style,
        curve.stream()
            .map(each -> new Spot(place(each.percentile(), nines), millis(value.apply(each))))
            .toList());
  }

  /**
   * Latencies over the time of a run, the warm-up included.
   *
   * @param total how long the run is meant to be
   */
  static void timeline(
      Plot plot, List<Second> seconds, Duration warmup, Duration total, OptionalDouble limit) {
    double end = Math.max(millis(total), seconds.isEmpty() ? 0 : millis(seconds.getLast().at()));
    List<Mark> marks = new ArrayList<>();
    if (!warmup.isZero()) {
      marks.add(new Mark(millis(warmup) / end, ""));
    }
    double step = step(end / 1e3);
    for (double second = 0; second * 1e3 <= end * 1.001; second += step) {
      marks.add(new Mark(second * 1e3 / end, Words.number(second) + " s"));
    }
    plot.show(
        List.of(
            over("p50", seconds, end, each -> millis(each.p50())),
            over("p99", seconds, end, each -> millis(each.p99()))),
        marks,
        limit);
  }

  private static double step(double seconds) {
    for (double step : new double[] {0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600}) {
      if (seconds / step <= 6) {
        return step;
      }
    }
    return 1_200;
  }

  private static Series over(
      String style, List<Second> seconds, double end, ToDoubleFunction<Second> value) {
    return new Series(
        style,
        seconds.stream()
            .filter(each -> each.answered() > 0)
            .map(each -> new Spot(millis(each.at()) / end, value.applyAsDouble(each)))
            .toList());
  }

  /** The strictest time that is promised. */
  static OptionalDouble limit(LoadResult result) {
    return result.objectives().stream()
        .map(ObjectiveHeld::objective)
        .flatMap(each -> each.within().stream())
        .mapToDouble(Plots::millis)
        .min();
  }

  static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }
}
