package dev.dragoncode.fakes.stubs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression whose search ends, whatever it and the text are. */
final class BoundedRegex {

  /** Characters looked at: a tenth of a second, and far more than a plain expression needs. */
  private static final int MOST_STEPS = 5_000_000;

  private final Pattern pattern;

  private BoundedRegex(Pattern pattern) {
    this.pattern = pattern;
  }

  /** The expression that a part says. */
  static BoundedRegex of(Part part) {
    try {
      return new BoundedRegex(Pattern.compile(part.text(), Pattern.DOTALL));
    } catch (PatternSyntaxException e) {
      throw part.wrong("is no regular expression: " + e.getDescription());
    }
  }

  /**
   * An expression.
   *
   * @throws PatternSyntaxException if it is none
   */
  static BoundedRegex of(String text) {
    return new BoundedRegex(Pattern.compile(text));
  }

  /** Whether all of the text fits; a search that takes too long finds nothing. */
  boolean fits(String text) {
    try {
      return pattern.matcher(new Counted(text)).matches();
    } catch (TooLong | StackOverflowError e) {
      return false;
    }
  }

  /** The first find and its groups; empty where there is none, or none in time. */
  Optional<List<String>> first(String text) {
    try {
      Matcher found = pattern.matcher(new Counted(text));
      if (!found.find()) {
        return Optional.empty();
      }
      List<String> groups = new java.util.ArrayList<>();
      for (int i = 0; i <= found.groupCount(); i++) {
        String group = found.group(i);
        groups.add(group == null ? "" : group);
      }
      return Optional.of(groups);
    } catch (TooLong | StackOverflowError e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLong() {
      super("too long", null, false, false);
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
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return text.substring(from, to);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
