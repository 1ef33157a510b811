package dev.dragoncode.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.load.LoadResult.End;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on a clock that only the test moves. */
class TallyTest {

  private static final Percentage CLOSE = Percentage.withPercentage(2);
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(ints = {256, 64, 8})
  void figuresAreThoseOfTheSchedule(int connections) {
    LoadPlan plan = plan(new Pace.Open(200, Duration.ZERO), Duration.ZERO, connections, List.of());
    long[] truth = StalledServer.latencies(plan.pace(), MINUTE, connections);

    LoadResult result = run(plan, StalledServer::answer);

    assertThat(result.latencies().count()).isEqualTo(12_000);
    near(result.latencies().p50(), StalledServer.percentile(truth, 50));
    near(result.latencies().p90(), StalledServer.percentile(truth, 90));
    near(result.latencies().p99(), StalledServer.percentile(truth, 99));
    near(result.latencies().p999(), StalledServer.percentile(truth, 99.9));
    near(result.latencies().max(), StalledServer.percentile(truth, 100));
    assertThat(result.keptUp()).isTrue();
    assertThat(result.unsent()).isZero();
  }

  @Test
  void whoWaitsForAConnectionWaitsInTheLatencyAndNotInTheServiceTime() {
    LoadPlan plan = plan(new Pace.Open(90, Duration.ZERO), Duration.ZERO, 1, List.of());

    LoadResult result = run(plan, StalledServer::answer);

    // on one connection only each stall's first request feels it, one in nine hundred
    assertThat(result.service().p99()).isLessThan(Duration.ofMillis(11));
    assertThat(result.latencies().p99()).isGreaterThan(Duration.ofMillis(900));
    assertThat(result.held()).isGreaterThan(500);
    assertThat(result.lateness().max()).isZero();
    assertThat(result.remarks()).anyMatch(words -> words.contains("waited for a connection"));
  }

  @Test
  void theWarmUpIsLeftOut() {
    LoadPlan plan = plan(new Pace.Open(100, Duration.ZERO), Duration.ofSeconds(5), 256, List.of());

    // slow at first, as code that has not been compiled
    LoadResult result = run(plan, at -> at + (at < 4_900_000_000L ? 800_000_000L : 2_000_000L));

    assertThat(result.latencies().max()).isLessThan(Duration.ofMillis(3));
    assertThat(result.answered()).isEqualTo(6_000);
    assertThat(result.rate()).isEqualTo(100);
  }

  @Test
  void objectivesAreHeldBesideAllThatWasDue() {
    List<Objective> objectives =
        List.of(
            new Objective("answered", 99.9, Optional.empty()),
            new Objective("quick", 95, Optional.of(Duration.ofMillis(500))),
            new Objective("quicker", 95, Optional.of(Duration.ofMillis(5))));
    LoadPlan plan = plan(new Pace.Open(200, Duration.ZERO), Duration.ZERO, 256, objectives);

    LoadResult result = run(plan, StalledServer::answer);

    assertThat(result.objectives())
        .extracting(ObjectiveHeld::met)
        .containsExactly(true, false, false);
    // of each 10 s, 0.51 s of arrivals wait for longer than 0.49 s and their own 10 ms
    assertThat(result.objectives().get(1).share()).isCloseTo(0.949, CLOSE);
    assertThat(result.missed()).isTrue();
  }

  @Test
  void aGeneratorThatIsLateSaysSo() {
    LoadPlan plan = plan(new Pace.Open(100, Duration.ZERO), Duration.ZERO, 4, List.of());
    Tally tally = new Tally(plan);
    for (int i = 0; i < 100; i++) {
      long due = i * 10_000_000L;
      tally.answered(new Ticket(due, due + 4_000_000, due), 200, 10, due + 5_000_000);
    }

    LoadResult result = tally.result(Instant.EPOCH, 1_000_000_000L, End.DONE, 0);

    assertThat(result.keptUp()).isFalse();
    assertThat(result.remarks()).anyMatch(words -> words.startsWith("The generator itself"));
    near(result.latencies().p50(), Duration.ofMillis(5));
    near(result.service().p50(), Duration.ofMillis(1));
  }

  @Test
  void whatFailedIsCountedByItsKindAndATimeOutIsALatency() {
    LoadPlan plan = plan(new Pace.Open(100, Duration.ZERO), Duration.ZERO, 4, List.of());
    Tally tally = new Tally(plan);
    Ticket ticket = new Ticket(0, 0, 0);
    tally.answered(ticket, 200, 100, 1_000_000);
    tally.answered(ticket, 503, 20, 1_000_000);
    tally.failed(ticket, Failure.CLOSED, 1_000_000);
    tally.failed(ticket, Failure.TIMED_OUT, 10_000_000_000L);

    LoadResult result = tally.result(Instant.EPOCH, 1_000_000_000L, End.DONE, 6);

    assertThat(result.statuses()).containsEntry(200, 1L).containsEntry(503, 1L);
    assertThat(result.failures())
        .containsEntry(Failure.CLOSED, 1L)
        .containsEntry(Failure.TIMED_OUT, 1L);
    assertThat(result.due()).isEqualTo(10);
    assertThat(result.bad()).isEqualTo(9);
    assertThat(result.bytes()).isEqualTo(120);
    near(result.latencies().max(), Duration.ofSeconds(10));
    assertThat(result.remarks()).anyMatch(words -> words.contains("never went out"));
  }

  @Test
  void theCurveGoesNoFurtherThanTheMeasurements() {
    LoadPlan plan = plan(new Pace.Open(200, Duration.ZERO), Duration.ZERO, 256, List.of());

    LoadResult result = run(plan, StalledServer::answer);

    assertThat(result.curve().getFirst().percentile()).isZero();
    assertThat(result.curve().getLast().percentile()).isEqualTo(100);
    assertThat(result.curve()).hasSizeBetween(35, 50);
    assertThat(result.curve())
        .isSortedAccordingTo(Comparator.comparing(LoadResult.CurvePoint::latency));
  }

  @Test
  void everyLatencyIsKeptInTheFormatOfItsOwnTools() throws Exception {
    Tally tally = new Tally(plan(new Pace.Open(200, Duration.ZERO), Duration.ZERO, 256, List.of()));
    tally.answered(new Ticket(0, 1_000_000, 0), 200, 1, 11_000_000);

    String log = tally.recording().log(Instant.ofEpochSecond(1_000));

    var reader =
        new org.HdrHistogram.HistogramLogReader(
            new java.io.ByteArrayInputStream(
                log.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    var first = (org.HdrHistogram.Histogram) reader.nextIntervalHistogram();
    var second = (org.HdrHistogram.Histogram) reader.nextIntervalHistogram();
    assertThat(first.getTag()).isEqualTo("latency");
    assertThat(first.valuesAreEquivalent(first.getMaxValue(), 11_000)).isTrue();
    assertThat(second.getTag()).isEqualTo("service");
    assertThat(second.valuesAreEquivalent(second.getMaxValue(), 10_000)).isTrue();
  }

  private static void near(Duration measured, Duration truth) {
    assertThat((double) measured.toNanos()).isCloseTo((double) truth.toNanos(), CLOSE);
  }

  private static LoadPlan plan(
      Pace pace, Duration warmup, int connections, List<Objective> objectives) {
    return new LoadPlan(
        "GET",
        URI.create("http://127.0.0.1:8080/orders"),
        List.of(),
        "",
        Expected.SUCCESS,
        pace,
        warmup,
        MINUTE,
        connections,
        LoadPlan.PATIENCE,
        objectives,
        Optional.empty());
  }

  private static LoadResult run(LoadPlan plan, LongUnaryOperator server) {
    return LoadSamples.run(plan, server);
  }
}
