package dev.dragoncode.fakes.openapi;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The formats and patterns that texts are held against. */
final class Formats {

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  /** Patterns of one document are few; this ends what an odd one would keep. */
  private static final int MOST_PATTERNS = 5_000;

  /** Steps after which a match is given up: some patterns take for ever on some texts. */
  private static final int MOST_STEPS = 200_000;

  private final Map<String, Optional<Pattern>> patterns = new ConcurrentHashMap<>();

  /** Whether a text has a format; unknown formats are taken as they come. */
  static boolean fits(String format, String text) {
    try {
      return switch (format) {
        case "date-time" ->
            !OffsetDateTime.parse(text.replace(' ', 'T')).equals(OffsetDateTime.MIN);
        case "date" -> !LocalDate.parse(text).equals(LocalDate.MIN);
        case "uuid" -> UUID.matcher(text).matches();
        case "email" -> EMAIL.matcher(text).matches();
        case "ipv4" -> IPV4.matcher(text).matches();
        case "uri", "url" -> new URI(text).isAbsolute();
        default -> true;
      };
    } catch (DateTimeException | URISyntaxException e) {
      return false;
    }
  }

  /** Whether a pattern is found in a text; one that Java cannot read, or not end, fits all. */
  boolean found(String pattern, String text) {
    Optional<Pattern> compiled = patterns.get(pattern);
    if (compiled == null) {
      compiled = compiled(pattern);
      if (patterns.size() < MOST_PATTERNS) {
        patterns.put(pattern, compiled);
      }
    }
    try {
      return compiled.map(p -> p.matcher(new Counted(text)).find()).orElse(true);
    } catch (EndlessException | StackOverflowError e) {
      return true;
    }
  }

  private static Optional<Pattern> compiled(String pattern) {
    try {
      return Optional.of(Pattern.compile(pattern));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private static final class EndlessException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EndlessException() {
      super(null, null, false, false);
    }
  }

  /** A text that counts how often it is looked at. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int steps;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
        throw new EndlessException();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
