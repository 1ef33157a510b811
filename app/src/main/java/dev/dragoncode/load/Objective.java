package dev.dragoncode.load;

import dev.dragoncode.project.ProjectSettings.Slo;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a team has promised, as a load run can hold it: so many percent of the requests get the
 * expected status, within a time where one is promised.
 *
 * @param percent above 0 and below 100
 * @param within empty where an answer is good however long it takes
 */
public record Objective(String name, double percent, Optional<Duration> within) {

  /** The bucket of a histogram that a query counts, in seconds, as Prometheus writes it. */
  private static final Pattern BUCKET = Pattern.compile("\\ble\\s*=~?\\s*[\"'](\\d*\\.?\\d+)[\"']");

  private static final Pattern NAMED =
      Pattern.compile("(?i)\\b(\\d+(?:\\.\\d+)?)\\s*(ms|milliseconds?|s|seconds?)\\b");

  /** Reads an objective: its time stands in {@code within}, else in its query, else in its name. */
  public static Objective of(Slo slo) {
    Optional<Duration> time =
        slo.within().or(() -> slo.query().flatMap(Objective::bucket)).or(() -> named(slo.name()));
    return new Objective(slo.name(), slo.objective(), time);
  }

  private static Optional<Duration> bucket(String query) {
    Matcher bucket = BUCKET.matcher(query);
    return bucket.find()
        ? Optional.of(seconds(Double.parseDouble(bucket.group(1))))
        : Optional.empty();
  }

  private static Optional<Duration> named(String name) {
    Matcher time = NAMED.matcher(name);
    if (!time.find()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(time.group(1));
    return Optional.of(seconds(time.group(2).startsWith("m") ? number / 1e3 : number));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
