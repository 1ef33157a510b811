package dev.dragoncode.ui.emulators;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in a log as a person names it: a time of day, or how long ago. */
final class LogTime {

  private static final Pattern AGO = Pattern.compile("-?(\\d{1,6})\\s*(s|m|min|h)");

  private LogTime() {}

  /**
   * Reads {@code 14:05}, {@code 14:05:31}, {@code 5m}, {@code 30s} or {@code 1h}.
   *
   * @param newest the newest line's time: what "ago" counts from; a time of day is the latest one
   *     that is not after it
   * @return empty where the text is none of these
   */
  static Optional<Instant> parse(String text, Instant newest, ZoneId zone) {
    String trimmed = text.strip().toLowerCase(Locale.ROOT);
    Matcher ago = AGO.matcher(trimmed);
    if (ago.matches()) {
      long count = Long.parseLong(ago.group(1));
      return Optional.of(
          newest.minus(
              switch (ago.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofMinutes(count);
              }));
    }
    try {
      ZonedDateTime last = newest.atZone(zone);
      ZonedDateTime time = last.with(LocalTime.parse(trimmed));
      return Optional.of((time.isAfter(last) ? time.minusDays(1) : time).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
