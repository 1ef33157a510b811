package dev.dragoncode.emulators.browse;

/** A change that the data browser makes for its user. */
public sealed interface Change {

  /** Puts a message into a place. */
  record Publish(Place place, String body) implements Change {}

  /** Deletes a row. */
  record Delete(Place place, Page.Row row) implements Change {}
}
