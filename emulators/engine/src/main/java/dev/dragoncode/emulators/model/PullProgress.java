package dev.dragoncode.emulators.model;

import java.util.List;

/**
 * How far a download is: an image's layers or an engine's artifacts.
 *
 * @param doneBytes bytes fetched so far
 * @param totalBytes bytes in all as known so far; 0 while unknown
 * @param what what is being fetched now, for a person
 * @param parts an image's layers or the artifacts, in the order in which they were begun
 */
public record PullProgress(long doneBytes, long totalBytes, String what, List<Part> parts) {

  public PullProgress {
    parts = List.copyOf(parts);
  }

  /** Progress of which no parts are known. */
  public PullProgress(long doneBytes, long totalBytes, String what) {
    this(doneBytes, totalBytes, what, List.of());
  }

  /** How far one part is. */
  public enum Step {
    WAITING,
    DOWNLOADING,
    DOWNLOADED,
    UNPACKING,
    COMPLETE
  }

  /**
   * A layer or an artifact.
   *
   * @param name a layer's short id or a file's name
   * @param totalBytes 0 while unknown, and for a layer that was there already
   */
  public record Part(String name, Step step, long doneBytes, long totalBytes) {}

  /** From 0 to 1; 0 while the total is unknown. */
  public double fraction() {
    return totalBytes <= 0 ? 0 : Math.min(1.0, (double) doneBytes / totalBytes);
  }
}
