package dev.dragoncode.run.probe;

import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides what answers show. A probe that asked nothing which could have failed shows nothing: its
 * result is open, and the files decide.
 */
public final class Judge {

  /** Frames of Java, Node, Python and Go, as their runtimes print them. */
  private static final Pattern FRAME =
      Pattern.compile(
          "(\\bat [\\w.$/<>]+\\([\\w$]+\\.(java|kt|scala):\\d+\\)"
              + "|\\bat .{1,200}?\\(?(file:///|/)[^\\s)]+\\.[cm]?[jt]s:\\d+:\\d+\\)?"
              + "|Traceback \\(most recent call last\\)"
              + "|File \\\\?\"[^\"]+\\.py\\\\?\", line \\d+"
              + "|goroutine \\d+ \\[\\w+\\]:)");

  /** A sample of Prometheus' text format: a name, labels, a value. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[^}]*})? (-?[0-9.eE+-]+|NaN|[+-]?Inf)( -?\\d+)?");

  private static final List<String> IDS =
      List.of("traceparent", "x-request-id", "x-correlation-id", "x-trace-id", "request-id");

  private static final List<String> LEVELS = List.of("level", "severity", "log.level", "lvl");

  /** A pod is killed that long after it was told to end: Kubernetes' own default. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private Judge() {}

  /** OPS-LIVE: one of the paths that may be the liveness endpoint answers well. */
  public static Shown live(List<Exchange> asked) {
    return asked.stream()
        .filter(Exchange::ok)
        .findFirst()
        .map(e -> Shown.holds("OPS-LIVE", e.shown() + " in " + e.took().toMillis() + " ms").by(e))
        .orElseGet(() -> Shown.open("OPS-LIVE", none(asked)));
  }

  /**
   * OPS-READY: without its store the service is not ready but alive, and with it ready again.
   *
   * @param store the store that was taken away, as people call it
   * @param connected whether the service had a connection to it before
   */
  public static Shown ready(
      String store,
      boolean connected,
      Exchange before,
      Exchange during,
      Exchange liveMeanwhile,
      Exchange after) {
    String seen =
        "%s with %s, %s without, %s with it again; alive meanwhile: %s"
            .formatted(before.shown(), store, during.said(), after.said(), liveMeanwhile.said());
    boolean told = during.status() >= 500 || during.status() == 0;
    if (!told && !connected) {
      return Shown.open(
          "OPS-READY", seen + "; it was not connected to it, in the configuration that ran here");
    }
    return told && liveMeanwhile.ok() && after.ok()
        ? Shown.holds("OPS-READY", seen)
        : Shown.refuted("OPS-READY", seen);
  }

  /** OPS-READY where the store could not be taken away, or the service was not ready with it. */
  public static Shown notTaken(String store, Exchange before) {
    return Shown.open(
        "OPS-READY",
        before.ok()
            ? store + " could not be taken away"
            : before.shown() + " with " + store + ": there is nothing to lose");
  }

  /** PRO-AUTH: a route turns a stranger away. */
  public static Shown authentication(List<Exchange> anonymous) {
    return anonymous.stream()
        .filter(e -> e.status() == 401 || e.status() == 403)
        .findFirst()
        .map(e -> Shown.holds("PRO-AUTH", e.shown() + " without credentials").by(e))
        .orElseGet(() -> Shown.open("PRO-AUTH", "No route turned a stranger away"));
  }

  /** PRE-RATE: of a burst some requests are told to come later. */
  public static Shown rate(List<Exchange> burst, Duration took) {
    long limited = burst.stream().filter(e -> e.status() == 429).count();
    String seen =
        "%d of %d requests to %s within %.1f s answered 429"
            .formatted(
                limited,
                burst.size(),
                burst.isEmpty() ? "no route" : burst.getFirst().path(),
                took.toMillis() / 1000.0);
    return limited > 0 ? Shown.holds("PRE-RATE", seen) : Shown.open("PRE-RATE", seen);
  }

  /** PRE-VALID: a body that cannot be right is the sender's fault, never the service's. */
  public static Shown validation(List<Exchange> bad) {
    Optional<Exchange> broken = bad.stream().filter(e -> e.status() >= 500).findFirst();
    if (broken.isPresent()) {
      return Shown.refuted("PRE-VALID", broken.get().shown() + " to a body that is not valid")
          .by(broken.get());
    }
    return bad.stream()
        .filter(e -> e.status() == 400 || e.status() == 422)
        .findFirst()
        .map(e -> Shown.holds("PRE-VALID", e.shown() + " to a body that is not valid").by(e))
        .orElseGet(
            () -> Shown.open("PRE-VALID", "No route with a body answered 400 or 422 to a bad one"));
  }

  /** PRE-ERRORS: no answer tells of the program's inside. */
  public static Shown errors(List<Exchange> all) {
    List<Exchange> errors = all.stream().filter(e -> e.status() >= 400).toList();
    Optional<Exchange> leaking =
        errors.stream().filter(e -> FRAME.matcher(e.body()).find()).findFirst();
    if (leaking.isPresent()) {
      return Shown.refuted("PRE-ERRORS", leaking.get().shown() + " with a stack trace")
          .by(leaking.get());
    }
    Optional<Exchange> internal = errors.stream().filter(e -> e.status() >= 500).findFirst();
    String seen = errors.size() + " answers of errors without a stack trace";
    return internal
        .map(e -> Shown.holds("PRE-ERRORS", seen + ", such as " + e.shown()))
        .orElseGet(() -> Shown.open("PRE-ERRORS", seen + "; no internal error could be provoked"));
  }

  /** STG-METRICS: a page of metrics that a scraper can read. */
  public static Shown metrics(List<Exchange> asked) {
    for (Exchange each : asked) {
      long samples =
          each.ok() ? each.body().lines().filter(l -> SAMPLE.matcher(l).matches()).count() : 0;
      if (samples > 0) {
        return Shown.holds("STG-METRICS", each.shown() + " with " + samples + " samples").by(each);
      }
    }
    return Shown.open("STG-METRICS", none(asked));
  }

  /** STG-JSONLOG: what it prints while it serves is JSON with a level. */
  public static Shown jsonLog(List<String> lines) {
    List<String> written = lines.stream().filter(line -> !line.isBlank()).toList();
    long structured = written.stream().filter(Judge::structured).count();
    if (written.isEmpty()) {
      return Shown.open("STG-JSONLOG", "Nothing was printed while it served");
    }
    String seen =
        "%d of %d lines that it printed while it served are JSON with a level"
            .formatted(structured, written.size());
    // a runner in front of it may add a line of its own
    return structured * 10 >= written.size() * 9L
        ? Shown.holds("STG-JSONLOG", seen)
        : Shown.open("STG-JSONLOG", seen + ", in the configuration that ran here");
  }

  private static boolean structured(String line) {
    if (!line.startsWith("{")) {
      return false;
    }
    try {
      Node record = Json.parse(line);
      return LEVELS.stream().anyMatch(name -> record.text(name).isPresent());
    } catch (SyntaxException e) {
      return false;
    }
  }

  /** STG-CORR: the id that an answer carries stands in the log. */
  public static Shown correlation(List<Exchange> all, List<String> lines) {
    for (Exchange each : all) {
      for (String name : IDS) {
        Optional<String> id = each.header(name).map(Judge::id).filter(v -> v.length() >= 8);
        if (id.filter(v -> lines.stream().anyMatch(line -> line.contains(v))).isPresent()) {
          return Shown.holds("STG-CORR", "The " + name + " of an answer stands in the log");
        }
      }
    }
    return Shown.open("STG-CORR", "No answer carried an id that the log has");
  }

  /** Of a traceparent the trace alone. */
  private static String id(String value) {
    String[] parts = value.split("-", -1);
    return parts.length == 4 && parts[1].length() == 32 ? parts[1] : value;
  }

  /**
   * OPS-GRACEFUL: what was under way when it was told to end is answered, and it ends by itself.
   *
   * @param read requests that it had certainly begun to read
   * @param sent those that were on their way: a busy service may not have seen them yet, and no
   *     service can answer what it has not seen
   * @param took from the signal to its end; empty where it had to be killed
   */
  public static Shown graceful(UnderWay read, UnderWay sent, Optional<Duration> took) {
    boolean certain = read.answered() > 0 && read.broken() == 0;
    int answered = read.answered() + sent.answered();
    String unseen =
        certain && sent.broken() > 0 ? ", " + sent.broken() + " may have waited unseen" : "";
    String seen =
        "%d of %d requests under way at SIGTERM were answered%s; %s"
            .formatted(
                answered,
                read.all() + sent.all(),
                unseen,
                took.map(t -> "it ended after %.1f s".formatted(t.toMillis() / 1000.0))
                    .orElse("it did not end within " + GRACE.toSeconds() + " s"));
    int broken = certain ? 0 : read.broken() + sent.broken();
    if (broken > 0 || took.isEmpty()) {
      return Shown.refuted("OPS-GRACEFUL", seen);
    }
    return answered == 0
        ? Shown.open("OPS-GRACEFUL", "No request was under way at SIGTERM")
        : Shown.holds("OPS-GRACEFUL", seen);
  }

  private static String none(List<Exchange> asked) {
    return asked.stream()
        .min(Comparator.comparingInt(e -> e.status() == 0 ? 999 : e.status()))
        .map(e -> "None of " + asked.size() + " usual paths answered 200; " + e.shown())
        .orElse("There was no path to ask");
  }
}
