package dev.dragoncode.fakes.pack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value of a request has to look like. */
public sealed interface Shape {

  /**
   * A text.
   *
   * @param words the only ones that are taken; empty for any
   * @param pattern what it has to match as a whole
   */
  record Text(List<String> words, Optional<Pattern> pattern) implements Shape {}

  /**
   * A whole number.
   *
   * @param least the smallest one that is taken
   * @param most the largest one that is taken
   */
  record Whole(long least, long most) implements Shape {}

  /** A number with or without a fraction. */
  record Decimal() implements Shape {}

  /** True or false. */
  record Truth() implements Shape {}

  /** Whatever comes. */
  record Anything() implements Shape {}

  /** A list. */
  record Many(Shape item) implements Shape {}

  /** Names that the vendor does not fix, each with a value. */
  record Dictionary(Shape value) implements Shape {}

  /**
   * Names that the vendor fixes.
   *
   * @param open whether others are taken as well
   */
  record Fields(Map<String, Field> fields, boolean open) implements Shape {}

  /** One of several shapes; the first that fits counts. */
  record Either(List<Shape> shapes) implements Shape {}

  /** A named value. */
  record Field(Shape shape, boolean required) {}
}
