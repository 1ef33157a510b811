package dev.dragoncode.emulators.browse;

import java.util.OptionalLong;

/**
 * Something that holds rows: a table, the keys of a database, a queue, a bucket.
 *
 * @param id the product's own, as its adapter understands it
 * @param group what it stands under, such as a schema; may be empty
 * @param size how many rows it holds, where that is known
 * @param estimated whether that is the product's estimate
 */
public record Place(
    String id, String name, String group, Kind kind, OptionalLong size, boolean estimated) {

  /** What a place is in its product. */
  public enum Kind {
    TABLE,
    VIEW,
    KEYS,
    QUEUE,
    TOPIC,
    MAILBOX,
    BUCKET,
    COLLECTION
  }
}
