package dev.dragoncode.io.files;

import java.util.Set;

/**
 * What a watcher noticed within a short time.
 *
 * @param paths files and folders that were created, changed or deleted, relative to the root
 * @param everything whether more may have changed than the paths say, so that the tree has to be
 *     walked again
 */
public record FileChange(Set<String> paths, boolean everything) {

  public FileChange {
    paths = Set.copyOf(paths);
  }
}
