package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What goes wrong on purpose.
 *
 * @param operations ids of operations, or their beginnings with {@code *}
 * @param probability from 0 to 1 that a request is met
 * @param latency added before the answer; empty for none
 * @param error the pack's error that answers; empty for none
 * @param reset whether the connection is reset instead of an answer
 * @param bytesPerSecond how slowly the body comes; 0 for at once
 * @param malformed whether the body breaks off in its middle
 */
public record Fault(
    List<String> operations,
    double probability,
    Optional<Latency> latency,
    Optional<String> error,
    boolean reset,
    int bytesPerSecond,
    boolean malformed) {

  /** Longer waits than this are of no use to anybody. */
  private static final double MOST_MILLIS = 120_000;

  /** How latencies are spread. */
  public enum Distribution {
    CONSTANT,
    UNIFORM,
    NORMAL,
    EXPONENTIAL,
    LOGNORMAL
  }

  /**
   * A time that is added.
   *
   * @param millis the mean; of a log-normal spread the median
   * @param spread half the width, the standard deviation, or sigma of the logarithm in percent
   */
  public record Latency(Distribution distribution, double millis, double spread) {

    /** One time of the distribution. */
    Duration sample(RandomGenerator random) {
      double sampled =
          switch (distribution) {
            case CONSTANT -> millis;
            case UNIFORM -> millis + spread * (2 * random.nextDouble() - 1);
            case NORMAL -> millis + spread * random.nextGaussian();
            case EXPONENTIAL -> millis * random.nextExponential();
            case LOGNORMAL -> millis * Math.exp(spread / 100 * random.nextGaussian());
          };
      double bounded = Math.clamp(sampled, 0, MOST_MILLIS);
      return Duration.ofNanos((long) (bounded * 1_000_000));
    }
  }

  public Fault {
    operations = List.copyOf(operations);
  }

  boolean covers(String operation) {
    return operations.stream().anyMatch(pattern -> Limits.covers(pattern, operation));
  }

  /** In a few words, for cards and the journal. */
  public String summary() {
    StringBuilder text = new StringBuilder();
    latency.ifPresent(l ->
        text.append(
            "%s latency of %.0f ms"
                .formatted(
                    l.distribution().name().toLowerCase(java.util.Locale.ROOT), l.millis())));
    error.ifPresent(e -> text.append(text.isEmpty() ? "" : ", ").append(e));
    if (reset) {
      text.append(text.isEmpty() ? "" : ", ").append("connection reset");
    }
    if (bytesPerSecond > 0) {
      text.append(text.isEmpty() ? "" : ", ").append(bytesPerSecond).append(" bytes/s");
    }
    if (malformed) {
      text.append(text.isEmpty() ? "" : ", ").append("body cut short");
    }
    return text.toString();
  }

  /** As a document; {@link #read} takes it back. */
  public ObjectNode document() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var names = json.putArray("operations");
    operations.forEach(names::add);
    json.put("probability", probability);
    latency.ifPresent(l ->
        json.putObject("latency")
            .put("distribution", l.distribution().name().toLowerCase(java.util.Locale.ROOT))
            .put("millis", l.millis())
            .put("spread", l.spread()));
    error.ifPresent(e -> json.put("error", e));
    json.put("reset", reset);
    json.put("bytesPerSecond", bytesPerSecond);
    json.put("malformed", malformed);
    json.put("summary", summary());
    return json;
  }

  /**
   * Reads a document.
   *
   * @throws dev.dragoncode.problem.ProblemException if it does not say what a fault is
   */
  public static Fault read(JsonNode json) {
    double probability = json.path("probability").asDouble(1);
    if (!(probability >= 0 && probability <= 1)) {
      throw problem("“probability” is from 0 to 1, not " + json.path("probability"));
    }
    List<String> operations = new java.util.ArrayList<>();
    json.path("operations").forEach(name -> operations.add(name.asText()));
    Fault fault =
        new Fault(
            operations.isEmpty() ? List.of("*") : operations,
            probability,
            latency(json.path("latency")),
            Optional.ofNullable(json.get("error")).map(JsonNode::asText),
            json.path("reset").asBoolean(),
            json.path("bytesPerSecond").asInt(),
            json.path("malformed").asBoolean());
    if (fault.summary().isEmpty()) {
      throw problem("it says none of latency, error, reset, bytesPerSecond, malformed");
    }
    return fault;
  }

  private static Optional<Latency> latency(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return Optional.empty();
    }
    if (json.isNumber()) {
      return Optional.of(new Latency(Distribution.CONSTANT, json.asDouble(), 0));
    }
    String name = json.path("distribution").asText("constant");
    for (Distribution distribution : Distribution.values()) {
      if (distribution.name().equalsIgnoreCase(name)) {
        return Optional.of(
            new Latency(
                distribution, json.path("millis").asDouble(), json.path("spread").asDouble()));
      }
    }
    throw problem("“" + name + "” is none of constant, uniform, normal, exponential, lognormal");
  }

  private static RuntimeException problem(String reason) {
    return Problem.of(
            "This fault cannot be played",
            "In what it says, " + reason + ".",
            Remedy.of("See the examples in app/docs/fakes.md."))
        .asException();
  }
}
