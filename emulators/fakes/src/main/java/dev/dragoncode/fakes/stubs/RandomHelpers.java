package dev.dragoncode.fakes.stubs;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Helpers of templates that choose by chance. */
final class RandomHelpers {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String SIGNS = "!\"#$%&'()*+,-./:;<=>?@[]^_{|}~";

  /** Longer texts are of no use in a response. */
  private static final int MOST_LENGTH = 100_000;

  private static final int USUAL_LENGTH = 36;

  private RandomHelpers() {}

  static void register(Handlebars handlebars) {
    handlebars.registerHelper("randomValue", (_, options) -> value(options));
    handlebars.registerHelper(
        "randomInt",
        (_, options) -> {
          long least = whole(options, "lower", Integer.MIN_VALUE);
          long most = whole(options, "upper", Integer.MAX_VALUE);
          return least < most ? ThreadLocalRandom.current().nextLong(least, most) : least;
        });
    handlebars.registerHelper(
        "randomDecimal",
        (_, options) -> {
          double least = number(options, "lower", -1_000_000);
          double most = number(options, "upper", 1_000_000);
          return least < most ? ThreadLocalRandom.current().nextDouble(least, most) : least;
        });
    handlebars.registerHelper("pickRandom", (first, options) -> picked(first, options));
  }

  private static String value(Options options) {
    String type = TextHelpers.hash(options, "type", "ALPHANUMERIC").toUpperCase(Locale.ROOT);
    String text =
        switch (type) {
          case "UUID" -> UUID.randomUUID().toString();
          case "HEXADECIMAL" -> random(DIGITS + "abcdef", options);
          case "ALPHABETIC" -> random(LETTERS, options);
          case "NUMERIC" -> random(DIGITS, options);
          case "ALPHANUMERIC_AND_SYMBOLS" -> random(LETTERS + DIGITS + SIGNS, options);
          default -> random(LETTERS + DIGITS, options);
        };
    return Boolean.parseBoolean(TextHelpers.hash(options, "uppercase", "false"))
        ? text.toUpperCase(Locale.ROOT)
        : text;
  }

  private static String random(String alphabet, Options options) {
    int length = Math.clamp(whole(options, "length", USUAL_LENGTH), 0, MOST_LENGTH);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(ThreadLocalRandom.current().nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static long whole(Options options, String name, long otherwise) {
    return (long) number(options, name, (double) otherwise);
  }

  private static double number(Options options, String name, double otherwise) {
    try {
      return Double.parseDouble(TextHelpers.hash(options, name, String.valueOf(otherwise)));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static Object picked(Object first, Options options) {
    List<Object> choices = new ArrayList<>();
    if (first instanceof Collection<?> several && options.params.length == 0) {
      choices.addAll(several);
    } else {
      choices.add(first);
      choices.addAll(Arrays.asList(options.params));
    }
    return choices.isEmpty()
        ? ""
        : choices.get(ThreadLocalRandom.current().nextInt(choices.size()));
  }
}
