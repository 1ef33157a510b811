package dev.dragoncode.fakes.stubs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a value of a request has to be. */
interface Expectation {

  boolean holds(Seen value);

  /** In words, behind “expected”. */
  String words();

  /** Whether a value that is not there can be right. */
  default boolean takesNothing() {
    return false;
  }

  /** The value is this text. */
  record Equal(String text, boolean anyCase) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return value.there()
          && (anyCase ? value.text().equalsIgnoreCase(text) : value.text().equals(text));
    }

    @Override
    public String words() {
      return quoted(text) + (anyCase ? " in any case" : "");
    }
  }

  /** The value is these bytes. */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes it
  record EqualBytes(byte[] bytes) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return value.there() && Arrays.equals(value.bytes(), bytes);
    }

    @Override
    public String words() {
      return "the given %d bytes".formatted(bytes.length);
    }
  }

  /** The value has this text in it. */
  record Containing(String text) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return value.there() && value.text().contains(text);
    }

    @Override
    public String words() {
      return "something with " + quoted(text);
    }
  }

  /** All of the value fits a regular expression. */
  record Fitting(BoundedRegex regex) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return value.there() && regex.fits(value.text());
    }

    @Override
    public String words() {
      return "what matches " + quoted(regex.toString());
    }
  }

  /** There is no value. */
  record Absent() implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return !value.there();
    }

    @Override
    public String words() {
      return "nothing";
    }

    @Override
    public boolean takesNothing() {
      return true;
    }
  }

  /** Whatever there is. */
  record Anything() implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return true;
    }

    @Override
    public String words() {
      return "anything";
    }
  }

  /** Another expectation does not hold. */
  record Not(Expectation other) implements Expectation {
    @Override
    public boolean takesNothing() {
      return true;
    }

    @Override
    public boolean holds(Seen value) {
      return !other.holds(value);
    }

    @Override
    public String words() {
      return "not " + other.words();
    }
  }

  /** All of several hold. */
  record Every(List<Expectation> parts) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return parts.stream().allMatch(part -> part.holds(value));
    }

    @Override
    public String words() {
      return parts.stream().map(Expectation::words).collect(Collectors.joining(" and "));
    }
  }

  /** One of several holds. */
  record Some(List<Expectation> parts) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return parts.stream().anyMatch(part -> part.holds(value));
    }

    @Override
    public String words() {
      return parts.stream().map(Expectation::words).collect(Collectors.joining(" or "));
    }

    @Override
    public boolean takesNothing() {
      return parts.stream().anyMatch(Expectation::takesNothing);
    }
  }

  /** A text between quotation marks, short enough for a line. */
  static String quoted(String text) {
    String line = text.replaceAll("\\s+", " ");
    return "“" + (line.length() > 80 ? line.substring(0, 79) + "…" : line) + "”";
  }

  /** The lower-case name under which a header is kept. */
  static String header(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
