package dev.dragoncode.load;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a load run came to. Only requests that were due after the warm-up count.
 *
 * @param measured how long requests were due, the warm-up left out
 * @param end how the run ended
 * @param latencies from when requests were due: what users see
 * @param service from when requests went out: what the server took
 * @param curve both along the percentiles
 * @param statuses how many answers there were with each
 * @param failures how many requests got no answer, by why
 * @param good answers with the expected status
 * @param held requests that had to wait since the most were in flight
 * @param unsent requests that were due and never went out
 * @param bytes of the answers' bodies
 * @param seconds what came in, second by second, the warm-up included
 */
public record LoadResult(
    Asked asked,
    Instant began,
    Duration measured,
    End end,
    Latencies latencies,
    Latencies service,
    List<CurvePoint> curve,
    SortedMap<Integer, Long> statuses,
    Map<Failure, Long> failures,
    long good,
    long held,
    long unsent,
    long bytes,
    OwnLateness lateness,
    List<Second> seconds,
    List<ObjectiveHeld> objectives) {

  /** How a run ended. */
  public enum End {
    /** Its time was over. */
    DONE,
    /** Its user ended it. */
    STOPPED,
    /** The server was gone for so long that going on was of no use. */
    GAVE_UP
  }

  /**
   * A point of the latency curves.
   *
   * @param percentile from 0 to 100
   */
  public record CurvePoint(double percentile, Duration latency, Duration service) {}

  /**
   * What of the asked rate was reached: the answered requests a second may be up to this much less.
   */
  private static final double REACHED = 0.99;

  public LoadResult {
    curve = List.copyOf(curve);
    statuses = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    failures = Map.copyOf(failures);
    seconds = List.copyOf(seconds);
    objectives = List.copyOf(objectives);
  }

  public long answered() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Requests that were due. */
  public long due() {
    return answered() + failed() + unsent;
  }

  /** Requests without the expected answer. */
  public long bad() {
    return due() - good;
  }

  /** Answers a second. */
  public double rate() {
    return measured.isZero() ? 0 : answered() / (measured.toNanos() / 1e9);
  }

  /** What came of it, in a line. */
  public String summary() {
    String figures =
        "%s · %s/s · p50 %s · p99 %s · p99.9 %s"
            .formatted(
                asked.method() + " " + path(),
                Words.number(rounded(rate())),
                Words.of(latencies.p50()),
                Words.of(latencies.p99()),
                Words.of(latencies.p999()));
    long missed = objectives.stream().filter(each -> !each.met()).count();
    return figures
        + (bad() > 0 ? " · " + Words.number(bad()) + " bad" : "")
        + (objectives.isEmpty() ? "" : missed == 0 ? " · SLO met" : " · SLO missed");
  }

  /** The path that was asked for. */
  public String path() {
    String path = URI.create(asked.url().replace(Header.MASK, "")).getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  private static double rounded(double rate) {
    return rate >= 100 ? Math.rint(rate) : rate;
  }

  /** Whether an objective was missed. */
  public boolean missed() {
    return objectives.stream().anyMatch(each -> !each.met());
  }

  /** Whether the generator kept up with itself, so that the figures are the server's. */
  public boolean keptUp() {
    return lateness.small(latencies);
  }

  /**
   * What a reader of the figures must know, the gravest first; empty where they are plainly true.
   */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (end == End.GAVE_UP) {
      remarks.add("The server was gone; the run ended early.");
    } else if (end == End.STOPPED) {
      remarks.add("It was stopped after " + Words.of(measured) + "; the figures are of that time.");
    }
    if (!keptUp()) {
      remarks.add(
          "The generator itself could not keep up: half of the requests went out "
              + Words.of(lateness.p50())
              + " late by its own doing, one in a hundred "
              + Words.of(lateness.p99())
              + " or more. Other programs, or too high a rate, take its time: the server may be"
              + " better than these figures.");
    }
    if (asked.rate() > 0) {
      paced(remarks);
    } else {
      remarks.add(
          "As fast as it goes is a closed model: it asks less while the server is slow, so its"
              + " latencies flatter. Give a rate to measure them.");
    }
    if (latencies.count() > 0 && latencies.count() < 1_000) {
      remarks.add(
          "With " + latencies.count() + " answers, p99.9 is little more than the slowest of them.");
    }
    return remarks;
  }

  private void paced(List<String> remarks) {
    if (unsent > 0) {
      remarks.add(
          "%s requests were due and never went out: the server took %s/s of %s/s, with at most %d"
                  .formatted(
                      Words.number(unsent),
                      Words.number(rate()),
                      Words.number(asked.rate()),
                      asked.concurrency())
              + " in flight. The percentiles leave them out; a user would still be waiting.");
    } else if (held > 0) {
      remarks.add(
          "%s requests waited for a connection, since %d were in flight; their wait is in the"
                  .formatted(Words.number(held), asked.concurrency())
              + " latencies.");
    }
    if (unsent == 0
        && end == End.DONE
        && asked.ramp().isZero()
        && rate() < asked.rate() * REACHED) {
      remarks.add(
          "%s/s were asked for and %s/s were answered."
              .formatted(Words.number(asked.rate()), Words.number(rate())));
    }
  }
}
