package dev.dragoncode.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.load.LoadResult.End;
import dev.dragoncode.run.RunRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongUnaryOperator;

/** Load runs that a clock of their own has made in no time. */
public final class LoadSamples {

  private static final Instant BEGAN = Instant.parse("2026-11-28T12:00:00Z");

  private LoadSamples() {}

  /** A minute against a server that stalls, with two promises of which one is broken. */
  public static LoadResult stalled() {
    return run(
        plan(
            List.of(
                new Objective("requests are answered", 99.9, Optional.empty()),
                new Objective(
                    "requests are answered within 500 ms",
                    95,
                    Optional.of(Duration.ofMillis(500))))),
        at -> StalledServer.answer(at) + jitter(at));
  }

  /** An hour before, on a server that was slower and did not stall. */
  public static RunRecord earlier() {
    LoadResult result = run(plan(List.of()), at -> at + 24_000_000 + 3 * jitter(at));
    return record(result, RunRecord.Kind.LOAD, "Load", BEGAN.minusSeconds(3_600), json(result));
  }

  /** A profile that was taken in the middle of a run. */
  public static RunRecord profile(LoadResult of) {
    return record(of, RunRecord.Kind.PROFILE, "CPU profile", of.began().plusSeconds(10), "{}");
  }

  /** The same two hours later. */
  public static LoadResult later(LoadResult of) {
    return new LoadResult(
        of.asked(),
        of.began().plusSeconds(7_200),
        of.measured(),
        of.end(),
        of.latencies(),
        of.service(),
        of.curve(),
        of.statuses(),
        of.failures(),
        of.good(),
        of.held(),
        of.unsent(),
        of.bytes(),
        of.lateness(),
        of.seconds(),
        of.objectives());
  }

  /** What a run told in its first 25 s. */
  public static List<LiveFigures> live(LoadResult of) {
    List<LiveFigures> all = new ArrayList<>();
    for (Second second : of.seconds().subList(0, 25)) {
      all.add(new LiveFigures(second, false, of.measured(), of.latencies(), of.good(), 0));
    }
    return all;
  }

  private static long jitter(long at) {
    return Math.floorMod(at * 31 / 1_000, 7_919) * 300L;
  }

  private static LoadPlan plan(List<Objective> objectives) {
    LoadPlan plain =
        LoadPlan.of(URI.create("http://127.0.0.1:8080/orders"), 200, 256, Duration.ofSeconds(60));
    return new LoadPlan(
        plain.method(),
        plain.target(),
        plain.headers(),
        plain.body(),
        plain.expected(),
        plain.pace(),
        plain.warmup(),
        plain.duration(),
        plain.concurrency(),
        plain.patience(),
        objectives,
        plain.allowedRemote());
  }

  private static RunRecord record(
      LoadResult of, RunRecord.Kind kind, String title, Instant began, String detail) {
    return new RunRecord(
        "0a1b2c3d",
        kind,
        title,
        RunRecord.Outcome.MEASURED,
        kind == RunRecord.Kind.LOAD ? of.summary() : "shop-api pid 41822 · 30 s · itimer",
        List.of(),
        Map.of(),
        "",
        "",
        began,
        Duration.ofSeconds(30),
        detail);
  }

  private static String json(LoadResult result) {
    try {
      return new ObjectMapper().writeValueAsString(LoadJson.of(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A run whose generator is never late.
   *
   * @param server when a request is answered that comes at a time
   */
  static LoadResult run(LoadPlan plan, LongUnaryOperator server) {
    Turnstile turnstile = new Turnstile(plan.pace(), plan.total(), plan.concurrency());
    Tally tally = new Tally(plan);
    record Answer(long at, Ticket ticket) {}
    PriorityQueue<Answer> coming = new PriorityQueue<>(Comparator.comparingLong(Answer::at));
    long now = 0;
    long second = 1_000_000_000L;
    while (true) {
      for (Ticket t = turnstile.pass(now); t != null; t = turnstile.pass(now)) {
        coming.add(new Answer(server.applyAsLong(now), t));
      }
      long answer = coming.isEmpty() ? Long.MAX_VALUE : coming.peek().at();
      long due = turnstile.full() ? Long.MAX_VALUE : turnstile.nextDue();
      now = Math.min(answer, due);
      if (now == Long.MAX_VALUE) {
        return tally.result(BEGAN, plan.total().toNanos(), End.DONE, turnstile.waiting(now));
      }
      while (now > second && second <= plan.total().toNanos()) {
        tally.second(second, turnstile.inFlight(), turnstile.waiting(second));
        second += 1_000_000_000L;
      }
      while (!coming.isEmpty() && coming.peek().at() == now) {
        tally.answered(coming.remove().ticket(), 200, 10, now);
        turnstile.ended(now);
      }
    }
  }
}
