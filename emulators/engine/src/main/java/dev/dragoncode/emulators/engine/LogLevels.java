package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.LogLine.Level;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses how much a line of an emulator's output matters, from the ways in which most products
 * log; for the others, their catalog entries say it.
 */
public final class LogLevels {

  /** A level stands near the start of a line; words further on belong to the message. */
  private static final int WHERE_LEVELS_STAND = 120;

  /** PostgreSQL: {@code LOG: text}, {@code ERROR: text}. */
  private static final Pattern POSTGRESQL =
      Pattern.compile(
          "(?:^|[\\s\\]])(DEBUG\\d?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC|DETAIL|HINT|CONTEXT"
              + "|STATEMENT):  ");

  /** RabbitMQ, and whoever writes {@code [error]}. */
  private static final Pattern BRACKETED =
      Pattern.compile(
          "\\[(debug|info|notice|warn|warning|error|critical|alert|emergency|fatal)]",
          Pattern.CASE_INSENSITIVE);

  /** logfmt and JSON: {@code level=error}, {@code "level":"error"}. */
  private static final Pattern KEYED =
      Pattern.compile(
          "\"?\\b(?:level|lvl|severity)\"?\\s*[=:]\\s*\"?(\\w+)", Pattern.CASE_INSENSITIVE);

  /** Java and most others: the level as a word in capitals. */
  private static final Pattern WORD =
      Pattern.compile(
          "\\b(TRACE|DEBUG|FINE|INFO|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL|PANIC)\\b");

  private LogLevels() {}

  /** The level of a line. */
  public static Level guess(String text) {
    String start =
        text.length() > WHERE_LEVELS_STAND ? text.substring(0, WHERE_LEVELS_STAND) : text;
    for (Pattern pattern : new Pattern[] {POSTGRESQL, BRACKETED, KEYED, WORD}) {
      Matcher matcher = pattern.matcher(start);
      if (matcher.find()) {
        return levelOf(matcher.group(1).toUpperCase(Locale.ROOT));
      }
    }
    return isStackTrace(text) ? Level.ERROR : Level.INFO;
  }

  private static boolean isStackTrace(String text) {
    return text.startsWith("\tat ")
        || text.startsWith("Caused by: ")
        || text.startsWith("Exception in thread ");
  }

  private static Level levelOf(String word) {
    return switch (word) {
      case "TRACE", "FINE" -> Level.DEBUG;
      case "WARN", "WARNING" -> Level.WARN;
      case "ERROR", "SEVERE", "FATAL", "CRITICAL", "PANIC", "ALERT", "EMERGENCY" -> Level.ERROR;
      default -> word.startsWith("DEBUG") ? Level.DEBUG : Level.INFO;
    };
  }
}
