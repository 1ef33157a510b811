package dev.dragoncode.fakes.stubs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value is a time before, after, or at another one.
 *
 * @param wanted an ISO time, or {@code now +3 days}
 * @param format of the value, as a pattern, {@code unix} or {@code epoch}; empty for the usual ones
 */
record TimeExpectation(Order order, Wanted wanted, String format) implements Expectation {

  private static final Pattern NOW =
      Pattern.compile("now(?:\\s*([+-]\\d{1,9})\\s+([a-z]+))?", Pattern.CASE_INSENSITIVE);

  /** On which side it is. */
  enum Order {
    BEFORE,
    AFTER,
    AT
  }

  /**
   * A time that is fixed, or as far from now as this.
   *
   * @param fixed empty for now
   */
  record Wanted(String text, Optional<Instant> fixed, long amount, ChronoUnit unit) {

    Instant time() {
      ZonedDateTime from = fixed.orElseGet(Instant::now).atZone(ZoneOffset.UTC);
      return from.plus(amount, unit).toInstant();
    }

    /**
     * Reads one.
     *
     * @throws DateTimeException if it is none
     */
    static Wanted of(String text) {
      Matcher now = NOW.matcher(text.strip());
      if (!now.matches()) {
        return new Wanted(text, Optional.of(instant(text)), 0, ChronoUnit.SECONDS);
      }
      return now.group(1) == null
          ? new Wanted(text, Optional.empty(), 0, ChronoUnit.SECONDS)
          : new Wanted(text, Optional.empty(), Long.parseLong(now.group(1)), unitOf(now.group(2)));
    }

    /** The same time some units later, or earlier where they are below 0. */
    Wanted later(long more, ChronoUnit other) {
      return new Wanted(text + " %+d %s".formatted(more, other), fixed, more, other);
    }
  }

  /**
   * A unit by its name.
   *
   * @throws DateTimeException if there is none
   */
  static ChronoUnit unitOf(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (ChronoUnit unit : ChronoUnit.values()) {
      if (unit.name().equals(upper) || unit.name().equals(upper + "S")) {
        return unit;
      }
    }
    throw new DateTimeException("“" + name + "” is no unit of time");
  }

  @Override
  public boolean holds(Seen value) {
    if (!value.there()) {
      return false;
    }
    try {
      int compared = read(value.text()).compareTo(wanted.time());
      return switch (order) {
        case BEFORE -> compared < 0;
        case AFTER -> compared > 0;
        case AT -> compared == 0;
      };
    } catch (DateTimeException | NumberFormatException e) {
      return false;
    }
  }

  private Instant read(String text) {
    return switch (format) {
      case "" -> instant(text);
      case "unix" -> Instant.ofEpochSecond(Long.parseLong(text));
      case "epoch" -> Instant.ofEpochMilli(Long.parseLong(text));
      default -> instant(DateTimeFormatter.ofPattern(format, Locale.ROOT), text);
    };
  }

  /**
   * An ISO or HTTP time; a local one is of UTC.
   *
   * @throws DateTimeException if it is none
   */
  static Instant instant(String text) {
    return Character.isLetter(text.isEmpty() ? '0' : text.charAt(0))
        ? instant(DateTimeFormatter.RFC_1123_DATE_TIME, text)
        : instant(
            text.indexOf('T') < 0 ? DateTimeFormatter.ISO_DATE : DateTimeFormatter.ISO_DATE_TIME,
            text);
  }

  static Instant instant(DateTimeFormatter format, String text) {
    TemporalAccessor read =
        format.parseBest(
            text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (read) {
      case ZonedDateTime zoned -> zoned.toInstant();
      case OffsetDateTime offset -> offset.toInstant();
      case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
      default -> LocalDate.from(read).atStartOfDay().toInstant(ZoneOffset.UTC);
    };
  }

  @Override
  public String words() {
    return "a time %s %s".formatted(order.name().toLowerCase(Locale.ROOT), wanted.text());
  }
}
