package dev.dragoncode.fakes.pack;

import java.util.List;

/**
 * Where a request differs from the vendor's published shape.
 *
 * @param path names and positions from the outside in
 * @param expected what would have fitted, in words
 * @param found the value as it came; empty where there was none
 */
public record Finding(Kind kind, List<String> path, String expected, String found) {

  /** In which way it differs. */
  public enum Kind {
    /** A required value is not there. */
    MISSING,
    /** The vendor knows no value of this name. */
    UNKNOWN,
    /** The value is of another type. */
    TYPE,
    /** The value is of the right type and not among those that are taken. */
    VALUE
  }

  public Finding {
    path = List.copyOf(path);
  }

  /** The path as a form names it: {@code items[0][price]}. */
  public String bracketed() {
    StringBuilder text = new StringBuilder(path.getFirst());
    path.stream().skip(1).forEach(part -> text.append('[').append(part).append(']'));
    return text.toString();
  }

  /** The path with dots: {@code items.0.price}. */
  public String dotted() {
    return String.join(".", path);
  }

  /** One line for the inspector. */
  public String sentence() {
    return switch (kind) {
      case MISSING -> "%s is missing; expected %s".formatted(dotted(), expected);
      case UNKNOWN -> "%s is not known here".formatted(dotted());
      case TYPE, VALUE -> "%s is “%s”; expected %s".formatted(dotted(), found, expected);
    };
  }
}
