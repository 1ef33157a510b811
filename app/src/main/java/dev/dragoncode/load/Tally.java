package dev.dragoncode.load;

import dev.dragoncode.load.LoadResult.CurvePoint;
import dev.dragoncode.load.LoadResult.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Counts what comes of a run's requests. One thread uses it; times are nanoseconds from its start.
 */
public final class Tally {

  /**
   * Three digits of each latency are kept: an error of a thousandth, far below what is asked for.
   */
  private static final int DIGITS = 3;

  /** The longest latency that is told apart, in microseconds: that of the longest run. */
  private static final long LONGEST = LoadPlan.LONGEST.toNanos() / 1_000;

  private static final int STATUSES = 600;

  private final LoadPlan plan;
  private final long warm;
  private final Histogram latencies = new Histogram(1, LONGEST, DIGITS);
  private final Histogram service = new Histogram(1, LONGEST, DIGITS);
  private final Histogram lateness = new Histogram(1, LONGEST, DIGITS);
  private final Histogram now = new Histogram(1, LONGEST, 2);
  private final long[] statuses = new long[STATUSES];
  private final Map<Failure, Long> failures = new EnumMap<>(Failure.class);
  private final long[] inTime;
  private final List<Second> seconds = new ArrayList<>();
  private long good;
  private long held;
  private long bytes;
  private long secondBegan;
  private long secondFailed;

  public Tally(LoadPlan plan) {
    this.plan = plan;
    this.warm = plan.warmup().toNanos();
    this.inTime = new long[plan.objectives().size()];
  }

  /**
   * A request was answered to its end.
   *
   * @param size bytes of the body
   */
  public void answered(Ticket ticket, int status, long size, long at) {
    boolean expected = plan.expected().holds(status);
    now.recordValue(micros(at - ticket.due()));
    if (!expected) {
      secondFailed++;
    }
    if (ticket.due() < warm) {
      return;
    }
    time(ticket, at);
    statuses[Math.clamp(status, 0, STATUSES - 1)]++;
    bytes += size;
    if (expected) {
      good++;
      for (int i = 0; i < inTime.length; i++) {
        long within =
            plan.objectives().get(i).within().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        if (at - ticket.due() <= within) {
          inTime[i]++;
        }
      }
    }
  }

  /**
   * A request got no answer. One that timed out has its time among the latencies: it took so long.
   */
  public void failed(Ticket ticket, Failure failure, long at) {
    secondFailed++;
    if (ticket.due() < warm) {
      return;
    }
    failures.merge(failure, 1L, Long::sum);
    if (failure == Failure.TIMED_OUT || failure == Failure.ENDLESS) {
      time(ticket, at);
    } else {
      own(ticket);
    }
  }

  private void time(Ticket ticket, long at) {
    latencies.recordValue(micros(at - ticket.due()));
    service.recordValue(micros(at - ticket.sent()));
    own(ticket);
  }

  private void own(Ticket ticket) {
    lateness.recordValue(micros(ticket.ownLateness()));
    if (ticket.held()) {
      held++;
    }
  }

  private static long micros(long nanos) {
    return Math.clamp((nanos + 500) / 1_000, 0, LONGEST);
  }

  /** Closes a second of the run and tells what came in during it. */
  public Second second(long at, int inFlight, long waiting) {
    Second second =
        new Second(
            Duration.ofNanos(at),
            Duration.ofNanos(at - secondBegan),
            now.getTotalCount(),
            secondFailed,
            Latencies.at(now, 50),
            Latencies.at(now, 99),
            Latencies.at(now, 100),
            inFlight,
            waiting);
    seconds.add(second);
    now.reset();
    secondFailed = 0;
    secondBegan = at;
    return second;
  }

  /** The figures so far, for a live view. */
  public LiveFigures live(Second last) {
    return new LiveFigures(
        last,
        last.at().compareTo(plan.warmup()) <= 0,
        plan.total(),
        Latencies.of(latencies),
        good,
        total(statuses) + failed() - good);
  }

  /**
   * What it all came to.
   *
   * @param ended when requests ceased to be due
   */
  public LoadResult result(Instant began, long ended, End end, long unsent) {
    long all = total(statuses) + failed() + unsent;
    List<ObjectiveHeld> objectives = new ArrayList<>();
    for (int i = 0; i < inTime.length; i++) {
      objectives.add(new ObjectiveHeld(plan.objectives().get(i), inTime[i], all));
    }
    return new LoadResult(
        Asked.of(plan),
        began,
        Duration.ofNanos(Math.max(0, ended - warm)),
        end,
        Latencies.of(latencies),
        Latencies.of(service),
        curve(),
        statuses(),
        failures,
        good,
        held,
        unsent,
        bytes,
        new OwnLateness(
            Latencies.at(lateness, 50), Latencies.at(lateness, 99), Latencies.at(lateness, 100)),
        seconds,
        objectives);
  }

  /** Every latency, for the artifact of the run. */
  public Recording recording() {
    return new Recording(latencies.copy(), service.copy());
  }

  private List<CurvePoint> curve() {
    List<CurvePoint> points = new ArrayList<>();
    if (latencies.getTotalCount() == 0) {
      return points;
    }
    for (double percentile : CURVE) {
      // beyond this one the histogram has nothing but its largest value
      if (100 - percentile < 100.0 / latencies.getTotalCount() / 2 && percentile < 100) {
        continue;
      }
      points.add(
          new CurvePoint(
              percentile, Latencies.at(latencies, percentile), Latencies.at(service, percentile)));
    }
    return points;
  }

  /** Ten steps for each nine: 0, 10 … 90, 91 … 99, 99.1 … up to a hundred thousandth. */
  private static final double[] CURVE = percentiles();

  private static double[] percentiles() {
    List<Double> all = new ArrayList<>();
    double rest = 100;
    for (int nine = 0; nine < 5; nine++) {
      for (int step = 0; step < 9; step++) {
        all.add(100 - rest * (10 - step) / 10);
      }
      rest /= 10;
    }
    all.add(100 - rest);
    all.add(100.0);
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private SortedMap<Integer, Long> statuses() {
    SortedMap<Integer, Long> all = new TreeMap<>();
    for (int status = 0; status < STATUSES; status++) {
      if (statuses[status] > 0) {
        all.put(status, statuses[status]);
      }
    }
    return all;
  }

  private long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long total(long... counts) {
    return java.util.Arrays.stream(counts).sum();
  }
}
