package dev.dragoncode.project.secrets;

import dev.dragoncode.project.FileSource;
import java.util.List;

/** The secrets that commits brought into a repository, whatever became of them since. */
@FunctionalInterface
public interface SecretHistory {

  /** What the commits that can be reached brought into the project's folder. */
  Past of(FileSource source);

  /** Reads no history. */
  static SecretHistory none() {
    return source -> new Past(List.of(), 0, source.repository().isPresent() ? "was not read" : "");
  }

  /**
   * What was found.
   *
   * @param commits that were read
   * @param gap why commits are missing, as the end of a sentence; empty where none is
   */
  record Past(List<Brought> found, int commits, String gap) {
    public Past {
      found = List.copyOf(found);
    }
  }

  /**
   * A secret in a version of a file.
   *
   * @param commit short id of the commit that brought it, or the beginning of a merge
   * @param path relative to the project
   */
  record Brought(String commit, String path, SecretHit hit) {}
}
