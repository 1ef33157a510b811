package dev.dragoncode.fakes.pack;

import dev.dragoncode.io.yaml.YamlFields;
import dev.dragoncode.io.yaml.YamlNode.Place;
import dev.dragoncode.io.yaml.YamlNode.YamlException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of a pack: from milliseconds to the days that a vendor goes on to retry. */
public final class Durations {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

  private Durations() {}

  /** The time that a field names. */
  public static Duration of(YamlFields fields, String key) throws YamlException {
    return of(fields.text(key), fields.placeOf(key));
  }

  static Duration of(String text, Place place) throws YamlException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new YamlException(place, "“" + text + "” is no time such as 500ms, 30s, 5m, 2h or 3d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
