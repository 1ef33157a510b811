package dev.dragoncode.ui.load;

import dev.dragoncode.load.Destination;
import dev.dragoncode.load.Expected;
import dev.dragoncode.load.Header;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.Objective;
import dev.dragoncode.load.Pace;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.run.probe.DeclaredRoute;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a person has typed to begin a load run, and what it means. Pure.
 *
 * @param port where the service listens already; blank starts it
 * @param rate a number, or blank for as fast as it goes
 * @param seconds as many as are measured
 * @param warmup seconds before
 * @param headers one a line
 * @param confirmed whether another machine may be loaded
 */
record LoadForm(
    String where,
    String port,
    String rate,
    String concurrency,
    String seconds,
    String warmup,
    String method,
    String headers,
    String body,
    String expected,
    boolean confirmed) {

  private static final int MOST_PORT = 65_535;

  /** The usual numbers: a rate that any service bears, half a minute. */
  static LoadForm usual() {
    return new LoadForm("", "", "50", "64", "30", "5", "", "", "", "2xx", false);
  }

  boolean whereIsGood() {
    return !where.isBlank() && (Destination.isRoute(where) || works(LoadPlan::address, where));
  }

  boolean portIsGood() {
    return port.isBlank() || within(port, 1, MOST_PORT);
  }

  boolean rateIsGood() {
    return rate.isBlank()
        || (works(Double::parseDouble, rate)
            && Double.parseDouble(rate) > 0
            && Double.parseDouble(rate) <= LoadPlan.MOST_RATE);
  }

  boolean concurrencyIsGood() {
    return within(concurrency, 1, LoadPlan.MOST_CONCURRENCY);
  }

  boolean secondsAreGood() {
    return within(seconds, 1, LoadPlan.LONGEST.toSeconds());
  }

  boolean warmupIsGood() {
    return within(warmup, 0, LoadPlan.LONGEST.toSeconds() / 2);
  }

  boolean headersAreGood() {
    return headers.lines().filter(Predicate.not(String::isBlank)).allMatch(l -> l.indexOf(':') > 0);
  }

  boolean expectedIsGood() {
    return works(Expected::of, expected);
  }

  boolean isGood() {
    return whereIsGood()
        && portIsGood()
        && rateIsGood()
        && concurrencyIsGood()
        && secondsAreGood()
        && warmupIsGood()
        && headersAreGood()
        && expectedIsGood();
  }

  private static boolean within(String text, long least, long most) {
    return text.strip().matches("\\d{1,9}")
        && Long.parseLong(text.strip()) >= least
        && Long.parseLong(text.strip()) <= most;
  }

  private interface Reader {
    Object read(String text);
  }

  private static boolean works(Reader reader, String text) {
    try {
      return reader.read(text.strip()) != null;
    } catch (ProblemException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether the project's service has to be started for it. */
  boolean startsService() {
    return Destination.isRoute(where) && port.isBlank();
  }

  /** The other machine that it would load; empty for this one. */
  Optional<String> remote() {
    if (!whereIsGood() || Destination.isRoute(where)) {
      return Optional.empty();
    }
    LoadPlan there = LoadPlan.of(LoadPlan.address(where), 1, 1, Duration.ofSeconds(1));
    return there.here() ? Optional.empty() : Optional.of(there.target().getHost());
  }

  /** What is meant, where everything is good. */
  LoadPlan plan(List<DeclaredRoute> declared, List<Objective> objectives) {
    Optional<String> typed =
        method.isBlank() ? Optional.empty() : Optional.of(method.strip().toUpperCase(Locale.ROOT));
    String otherwise = body.isEmpty() ? "GET" : "POST";
    return switch (Destination.of(where, declared)) {
      case Destination.Address(URI uri) -> plan(typed.orElse(otherwise), uri, objectives);
      case Destination.Route route -> {
        String at = port.isBlank() ? "" : ":" + port.strip();
        URI uri = LoadPlan.address("http://127.0.0.1" + at + route.path());
        yield plan(typed.or(route::method).orElse(otherwise), uri, objectives);
      }
    };
  }

  private LoadPlan plan(String verb, URI target, List<Objective> objectives) {
    return new LoadPlan(
        verb,
        target,
        headerList(),
        body,
        Expected.of(expected),
        rate.isBlank()
            ? new Pace.Closed()
            : new Pace.Open(Double.parseDouble(rate.strip()), Duration.ZERO),
        Duration.ofSeconds(Long.parseLong(warmup.strip())),
        Duration.ofSeconds(Long.parseLong(seconds.strip())),
        Integer.parseInt(concurrency.strip()),
        LoadPlan.PATIENCE,
        objectives,
        confirmed ? remote() : Optional.empty());
  }

  private List<Header> headerList() {
    List<Header> all = new ArrayList<>();
    headers
        .lines()
        .filter(Predicate.not(String::isBlank))
        .forEach(line -> {
          int colon = line.indexOf(':');
          all.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        });
    return all;
  }
}
