package dev.dragoncode.io.files;

import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * How far a walk goes.
 *
 * @param folders which folders to enter, by path relative to the root; the root itself is always
 *     entered
 * @param maxFiles where the walk stops, so that a wrongly chosen folder cannot fill the memory
 * @param progress told the number of files found so far, now and then, from any thread
 */
public record WalkScope(Predicate<String> folders, int maxFiles, IntConsumer progress) {

  /** More files than any project that one edits by hand. */
  public static final int MAX_FILES = 2_000_000;

  /** Every folder. */
  public static WalkScope everything() {
    return new WalkScope(_ -> true, MAX_FILES, _ -> {});
  }

  /** Every folder, reporting progress. */
  public static WalkScope everything(IntConsumer progress) {
    return new WalkScope(_ -> true, MAX_FILES, progress);
  }

  /** The chosen folders only. */
  public static WalkScope of(Predicate<String> folders) {
    return new WalkScope(folders, MAX_FILES, _ -> {});
  }
}
