package dev.dragoncode.emulators.browse;

import java.time.Duration;
import java.util.OptionalInt;

/** What a product says to a query. */
public sealed interface Answer {

  /** It has rows for it. */
  record Rows(Page page) implements Answer {}

  /**
   * It did it, and has nothing to show.
   *
   * @param rows that were changed
   */
  record Done(long rows, Duration took) implements Answer {}

  /**
   * It refuses.
   *
   * @param message in the product's own words
   * @param position of the fault in the query, from 1, where the product names it
   * @param hint what would help; may be empty
   */
  record Refused(String message, OptionalInt position, String hint) implements Answer {}
}
