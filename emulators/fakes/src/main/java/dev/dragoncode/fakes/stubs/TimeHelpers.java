package dev.dragoncode.fakes.stubs;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Options;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Helpers of templates that tell the time, which is the fakes' own. */
final class TimeHelpers {

  /** Under which a template's model has the time. */
  static final String NOW = "~now";

  private static final Pattern OFFSET = Pattern.compile("\\s*([+-]?\\d{1,9})\\s+([a-zA-Z]+)\\s*");

  private TimeHelpers() {}

  static void register(Handlebars handlebars) {
    handlebars.registerHelper("now", (_, options) -> now(options));
    handlebars.registerHelper(
        "date", (time, options) -> shown(time instanceof Moment m ? m.at() : at(options), options));
    handlebars.registerHelper("parseDate", (text, options) -> parsed(text, options));
    handlebars.registerHelper("truncateDate", (time, options) -> truncated(time, options));
  }

  private record Moment(Instant at) {
    @Override
    public String toString() {
      return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
  }

  private static Instant at(Options options) {
    return options.context.get(NOW) instanceof Instant now ? now : Instant.now();
  }

  private static Object now(Options options) {
    return shown(at(options), options);
  }

  private static Object shown(Instant time, Options options) {
    try {
      ZoneId zone = ZoneId.of(TextHelpers.hash(options, "timezone", "Z"));
      ZonedDateTime zoned = time.atZone(zone);
      Matcher offset = OFFSET.matcher(TextHelpers.hash(options, "offset", ""));
      if (offset.matches()) {
        zoned =
            zoned.plus(Long.parseLong(offset.group(1)), TimeExpectation.unitOf(offset.group(2)));
      }
      String format = TextHelpers.hash(options, "format", "");
      return switch (format) {
        case "" ->
            zone.equals(ZoneOffset.UTC)
                ? new Moment(zoned.toInstant())
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    zoned.truncatedTo(ChronoUnit.SECONDS));
        case "epoch" -> String.valueOf(zoned.toInstant().toEpochMilli());
        case "unix" -> String.valueOf(zoned.toEpochSecond());
        default -> DateTimeFormatter.ofPattern(format, Locale.ENGLISH).format(zoned);
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      return TextHelpers.error(e);
    }
  }

  private static Object parsed(Object text, Options options) {
    try {
      String format = TextHelpers.hash(options, "format", "");
      String value = String.valueOf(text);
      return new Moment(
          switch (format) {
            case "" -> TimeExpectation.instant(value);
            case "epoch" -> Instant.ofEpochMilli(Long.parseLong(value));
            case "unix" -> Instant.ofEpochSecond(Long.parseLong(value));
            default ->
                TimeExpectation.instant(DateTimeFormatter.ofPattern(format, Locale.ENGLISH), value);
          });
    } catch (DateTimeException | IllegalArgumentException e) {
      return TextHelpers.error(e);
    }
  }

  private static Object truncated(Object time, Options options) {
    ZonedDateTime from =
        (time instanceof Moment moment ? moment.at() : at(options)).atZone(ZoneOffset.UTC);
    String to = String.valueOf(options.params.length > 0 ? options.param(0) : "");
    ZonedDateTime day = from.truncatedTo(ChronoUnit.DAYS);
    ZonedDateTime cut =
        switch (to) {
          case "first second of minute" -> from.truncatedTo(ChronoUnit.MINUTES);
          case "first minute of hour" -> from.truncatedTo(ChronoUnit.HOURS);
          case "first hour of day" -> day;
          case "first day of month" -> day.withDayOfMonth(1);
          case "first day of next month" -> day.withDayOfMonth(1).plusMonths(1);
          case "last day of month" -> day.withDayOfMonth(1).plusMonths(1).minusDays(1);
          case "first day of year" -> day.withDayOfYear(1);
          case "first day of next year" -> day.withDayOfYear(1).plusYears(1);
          case "last day of year" -> day.withDayOfYear(1).plusYears(1).minusDays(1);
          default -> null;
        };
    return cut == null
        ? TextHelpers.error("“" + to + "” is no place to cut a date at")
        : new Moment(cut.toInstant());
  }
}
