package dev.dragoncode.emulators.browse;

import java.nio.file.Path;

/** A change that the data browser makes for its user. */
public sealed interface Change {

  /** Puts a message into a place. */
  record Publish(Place place, String body) implements Change {}

  /** Deletes a row. */
  record Delete(Place place, Page.Row row) implements Change {}

  /** Deletes all rows of a place. */
  record Clear(Place place) implements Change {}

  /** Puts a file into a place, under its own name. */
  record Upload(Place place, Path file) implements Change {}
}
