package dev.dragoncode.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.load.LoadResult.CurvePoint;
import dev.dragoncode.load.LoadResult.End;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A load run's result as JSON: what the command line prints and what is kept of it. */
public final class LoadJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LoadJson() {}

  /** The result in maps and lists; times are milliseconds unless their name says otherwise. */
  public static Map<String, Object> of(LoadResult result) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("asked", asked(result.asked()));
    all.put("began", result.began().toString());
    all.put("seconds", millis(result.measured()) / 1e3);
    all.put("end", word(result.end()));
    all.put("rate", rounded(result.rate()));
    all.put("latency", latencies(result.latencies()));
    all.put("service", latencies(result.service()));
    all.put("answered", result.answered());
    all.put("good", result.good());
    all.put("bad", result.bad());
    all.put("held", result.held());
    all.put("unsent", result.unsent());
    all.put("bytes", result.bytes());
    Map<String, Object> statuses = new LinkedHashMap<>();
    result.statuses().forEach((status, count) -> statuses.put(Integer.toString(status), count));
    all.put("statuses", statuses);
    Map<String, Object> failures = new LinkedHashMap<>();
    result.failures().forEach((failure, count) -> failures.put(word(failure), count));
    all.put("failures", failures);
    all.put("generator", generator(result));
    all.put("remarks", result.remarks());
    all.put("objectives", result.objectives().stream().map(LoadJson::objective).toList());
    all.put("curve", result.curve().stream().map(LoadJson::point).toList());
    all.put("timeline", result.seconds().stream().map(LoadJson::second).toList());
    return all;
  }

  private static Map<String, Object> asked(Asked asked) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("method", asked.method());
    one.put("url", asked.url());
    one.put("headers", asked.headers());
    one.put("bodyBytes", asked.bodyBytes());
    one.put("expected", asked.expected());
    one.put("rate", asked.rate());
    one.put("ramp", millis(asked.ramp()));
    one.put("warmup", millis(asked.warmup()));
    one.put("duration", millis(asked.duration()));
    one.put("concurrency", asked.concurrency());
    return one;
  }

  private static Map<String, Object> latencies(Latencies latencies) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("count", latencies.count());
    one.put("mean", millis(latencies.mean()));
    one.put("p50", millis(latencies.p50()));
    one.put("p90", millis(latencies.p90()));
    one.put("p99", millis(latencies.p99()));
    one.put("p99.9", millis(latencies.p999()));
    one.put("max", millis(latencies.max()));
    return one;
  }

  private static Map<String, Object> generator(LoadResult result) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("keptUp", result.keptUp());
    one.put("p50", millis(result.lateness().p50()));
    one.put("p99", millis(result.lateness().p99()));
    one.put("max", millis(result.lateness().max()));
    return one;
  }

  private static Map<String, Object> objective(ObjectiveHeld held) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", held.objective().name());
    one.put("percent", held.objective().percent());
    held.objective().within().ifPresent(within -> one.put("within", millis(within)));
    one.put("good", held.good());
    one.put("all", held.all());
    one.put("met", held.met());
    return one;
  }

  private static List<Double> point(CurvePoint point) {
    return List.of(point.percentile(), millis(point.latency()), millis(point.service()));
  }

  private static Map<String, Object> second(Second second) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("at", millis(second.at()));
    one.put("length", millis(second.length()));
    one.put("answered", second.answered());
    one.put("failed", second.failed());
    one.put("p50", millis(second.p50()));
    one.put("p99", millis(second.p99()));
    one.put("max", millis(second.max()));
    one.put("inFlight", second.inFlight());
    one.put("waiting", second.waiting());
    return one;
  }

  private static double millis(Duration time) {
    return TimeUnit.NANOSECONDS.toMicros(time.toNanos()) / 1e3;
  }

  private static double rounded(double rate) {
    return Math.round(rate * 1e3) / 1e3;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Reads what was kept; empty where it is not the result of a run, such as a refusal. */
  public static Optional<LoadResult> read(String json) {
    try {
      JsonNode all = JSON.readTree(json);
      return all.has("latency") ? Optional.of(result(all)) : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static LoadResult result(JsonNode all) {
    JsonNode generator = all.path("generator");
    return new LoadResult(
        readAsked(all.path("asked")),
        Instant.parse(all.path("began").asText()),
        time(all.path("seconds").asDouble() * 1e3),
        End.valueOf(upper(all.path("end").asText())),
        readLatencies(all.path("latency")),
        readLatencies(all.path("service")),
        list(
            all.path("curve"),
            point ->
                new CurvePoint(
                    point.path(0).asDouble(),
                    time(point.path(1).asDouble()),
                    time(point.path(2).asDouble()))),
        statuses(all.path("statuses")),
        failures(all.path("failures")),
        all.path("good").asLong(),
        all.path("held").asLong(),
        all.path("unsent").asLong(),
        all.path("bytes").asLong(),
        new OwnLateness(time(generator, "p50"), time(generator, "p99"), time(generator, "max")),
        list(all.path("timeline"), LoadJson::readSecond),
        list(all.path("objectives"), LoadJson::readObjective));
  }

  private static Asked readAsked(JsonNode asked) {
    return new Asked(
        asked.path("method").asText(),
        asked.path("url").asText(),
        list(asked.path("headers"), JsonNode::asText),
        asked.path("bodyBytes").asInt(),
        asked.path("expected").asText(),
        asked.path("rate").asDouble(),
        time(asked, "ramp"),
        time(asked, "warmup"),
        time(asked, "duration"),
        asked.path("concurrency").asInt());
  }

  private static Latencies readLatencies(JsonNode one) {
    return new Latencies(
        one.path("count").asLong(),
        time(one, "mean"),
        time(one, "p50"),
        time(one, "p90"),
        time(one, "p99"),
        time(one, "p99.9"),
        time(one, "max"));
  }

  private static Second readSecond(JsonNode one) {
    return new Second(
        time(one, "at"),
        time(one, "length"),
        one.path("answered").asLong(),
        one.path("failed").asLong(),
        time(one, "p50"),
        time(one, "p99"),
        time(one, "max"),
        one.path("inFlight").asInt(),
        one.path("waiting").asLong());
  }

  private static ObjectiveHeld readObjective(JsonNode one) {
    Optional<Duration> within =
        one.has("within") ? Optional.of(time(one, "within")) : Optional.empty();
    return new ObjectiveHeld(
        new Objective(one.path("name").asText(), one.path("percent").asDouble(), within),
        one.path("good").asLong(),
        one.path("all").asLong());
  }

  private static SortedMap<Integer, Long> statuses(JsonNode counts) {
    SortedMap<Integer, Long> all = new TreeMap<>();
    counts
        .properties()
        .forEach(each -> all.put(Integer.valueOf(each.getKey()), each.getValue().asLong()));
    return all;
  }

  private static Map<Failure, Long> failures(JsonNode counts) {
    Map<Failure, Long> all = new EnumMap<>(Failure.class);
    counts
        .properties()
        .forEach(each -> all.put(Failure.valueOf(upper(each.getKey())), each.getValue().asLong()));
    return all;
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static Duration time(JsonNode in, String name) {
    return time(in.path(name).asDouble());
  }

  private static Duration time(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e3) * 1_000);
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    array.forEach(each -> all.add(read.apply(each)));
    return all;
  }
}
