package dev.dragoncode.load;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A load run as it is asked for.
 *
 * @param target where requests go: http, a host, a path
 * @param body what is sent with each; empty for none
 * @param warmup the time at the start that is left out of the figures
 * @param duration the time that is measured, after the warm-up
 * @param concurrency most requests in flight, each on a connection of its own
 * @param patience how long an answer is waited for
 * @param objectives what the figures are held beside
 * @param allowedRemote a host other than this machine that the user has confirmed
 */
public record LoadPlan(
    String method,
    URI target,
    List<Header> headers,
    String body,
    Expected expected,
    Pace pace,
    Duration warmup,
    Duration duration,
    int concurrency,
    Duration patience,
    List<Objective> objectives,
    Optional<String> allowedRemote) {

  /** More than a loopback connection carries: a number above it is a slip of the finger. */
  public static final double MOST_RATE = 500_000;

  /** Each has a connection, and with it two of the process's file handles at most. */
  public static final int MOST_CONCURRENCY = 4_096;

  /** A load run is watched; what runs for longer is a soak test, with tools of its own. */
  public static final Duration LONGEST = Duration.ofHours(1);

  /** Most requests in flight where nothing is said. */
  public static final int IN_FLIGHT = 64;

  /** What holds where nothing is said: long enough for a slow answer, short enough to notice. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_BODY = 1 << 20;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  public LoadPlan {
    headers = List.copyOf(headers);
    objectives = List.copyOf(objectives);
  }

  /** A plain GET with the usual settings. */
  public static LoadPlan of(URI target, double rate, int concurrency, Duration duration) {
    return new LoadPlan(
        "GET",
        target,
        List.of(),
        "",
        Expected.SUCCESS,
        new Pace.Open(rate, Duration.ZERO),
        Duration.ZERO,
        duration,
        concurrency,
        PATIENCE,
        List.of(),
        Optional.empty());
  }

  /** The same at another server: its host and port, this path. */
  public LoadPlan at(URI base) {
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    URI there = URI.create("http://" + base.getRawAuthority() + target.getRawPath() + query);
    return new LoadPlan(
        method,
        there,
        headers,
        body,
        expected,
        pace,
        warmup,
        duration,
        concurrency,
        patience,
        objectives,
        allowedRemote);
  }

  /** Whether its host is this machine by its very name; other names may lead here as well. */
  public boolean here() {
    String host = String.valueOf(target.getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /** Warm-up and measured time. */
  public Duration total() {
    return warmup.plus(duration);
  }

  /** Requests a second; 0 in a closed model. */
  public double rate() {
    return pace instanceof Pace.Open open ? open.rate() : 0;
  }

  /**
   * Where a person's words lead.
   *
   * @throws dev.dragoncode.problem.ProblemException if that is no address of a web server
   */
  public static URI address(String words) {
    String full = words.contains("://") ? words.strip() : "http://" + words.strip();
    Remedy remedy = Remedy.of("Write it as http://127.0.0.1:8080/orders.");
    URI uri;
    try {
      uri = URI.create(full);
    } catch (IllegalArgumentException e) {
      throw Problem.of("“" + words + "” is no address", String.valueOf(e.getMessage()), remedy)
          .asException();
    }
    if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
      throw Problem.of("“" + words + "” is no address", "It has no host and port.", remedy)
          .asException();
    }
    return uri;
  }

  /** What is wrong with it before anything is asked; empty for nothing. */
  public Optional<Problem> fault() {
    String scheme = String.valueOf(target.getScheme());
    if (scheme.equals("https")) {
      return Optional.of(
          Problem.of(
              "Load runs speak plain HTTP",
              target.getHost()
                  + " is addressed by https, and TLS is usually ended before the"
                  + " service.",
              Remedy.of("Name the service's own port, as in http://127.0.0.1:8080.")));
    }
    if (!scheme.equals("http")) {
      return wrong("“" + scheme + "” is no protocol of a load run", "Write http://…");
    }
    if (!TOKEN.matcher(method).matches()) {
      return wrong("“" + method + "” is no HTTP method", "Write GET, POST, PUT or another method.");
    }
    for (Header header : headers) {
      if (!TOKEN.matcher(header.name()).matches()
          || header.value().chars().anyMatch(c -> (c < ' ' && c != '\t') || c > 255)) {
        return wrong(
            "“" + header.name() + "” is no header that can be sent",
            "Write it as \"Name: value\", in one line.");
      }
    }
    if (body.getBytes(StandardCharsets.UTF_8).length > MOST_BODY) {
      return wrong("The body is too large", "1 MiB is the most.");
    }
    return numbers();
  }

  private Optional<Problem> numbers() {
    if (pace instanceof Pace.Open(double rate, Duration ramp)) {
      if (!(rate > 0 && rate <= MOST_RATE)) {
        return wrong(
            "A rate of " + Words.number(rate) + " requests a second is none",
            "Choose more than 0 and at most " + Words.number(MOST_RATE) + ".");
      }
      if (ramp.isNegative() || ramp.compareTo(total()) > 0) {
        return wrong("The ramp is longer than the run", "Choose one within " + Words.of(total()));
      }
      if (rate * duration.toNanos() / 1e9 < 1) {
        return wrong(
            "No request is due in " + Words.of(duration), "Choose a higher rate or more time.");
      }
    }
    if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
      return wrong(
          concurrency + " requests in flight cannot be had",
          "Choose from 1 to " + MOST_CONCURRENCY + ".");
    }
    if (duration.isNegative() || duration.isZero() || total().compareTo(LONGEST) > 0) {
      return wrong(
          "A run of " + Words.of(total()) + " is none",
          "Choose more than nothing and at most an hour, the warm-up included.");
    }
    if (warmup.isNegative()) {
      return wrong("A warm-up cannot be negative", "Choose 0 s or more.");
    }
    if (patience.isNegative() || patience.isZero()) {
      return wrong("Answers need time", "Choose a time-out above 0.");
    }
    return Optional.empty();
  }

  private static Optional<Problem> wrong(String title, String remedy) {
    return Optional.of(Problem.of(title, "Nothing was asked.", Remedy.of(remedy)));
  }
}
