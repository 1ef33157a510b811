package dev.dragoncode.emulators.model;

/**
 * How far a download is: an image's layers or an engine's artifacts.
 *
 * @param doneBytes bytes fetched so far
 * @param totalBytes bytes in all as known so far; 0 while unknown
 * @param what what is being fetched now, for a person
 */
public record PullProgress(long doneBytes, long totalBytes, String what) {

  /** From 0 to 1; 0 while the total is unknown. */
  public double fraction() {
    return totalBytes <= 0 ? 0 : Math.min(1.0, (double) doneBytes / totalBytes);
  }
}
