package dev.dragoncode.change;

import java.util.Optional;

/**
 * What becomes of one file.
 *
 * @param path relative to the project's folder, with forward slashes
 * @param before its content when the change was made up; empty where there was no file
 * @param after what it is to hold; empty where it is to go
 * @param executable whether a file that is made may be run; one that is there keeps its rights
 * @param generated what DragonCode alone would have written, to merge with later; empty where it
 *     only put something into what a person wrote
 */
public record FileEdit(
    String path,
    Optional<Bytes> before,
    Optional<Bytes> after,
    boolean executable,
    Optional<Bytes> generated) {

  /** A change of a text, or of nothing, to another. */
  public static FileEdit of(String path, Optional<String> before, String after) {
    return new FileEdit(
        path, before.map(Bytes::of), Optional.of(Bytes.of(after)), false, Optional.empty());
  }

  /** Whether there is nothing to do. */
  public boolean isNothing() {
    return before.equals(after);
  }

  /** Whether there was no file. */
  public boolean creates() {
    return before.isEmpty();
  }

  /** Whether the file goes. */
  public boolean deletes() {
    return after.isEmpty();
  }

  /** The text before; empty where there was no file. */
  public String beforeText() {
    return before.map(Bytes::text).orElse("");
  }

  /** The text after; empty where the file goes. */
  public String afterText() {
    return after.map(Bytes::text).orElse("");
  }
}
