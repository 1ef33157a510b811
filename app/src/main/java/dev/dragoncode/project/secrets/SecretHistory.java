package dev.dragoncode.project.secrets;

import dev.dragoncode.project.FileSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets that commits brought into a repository, whatever became of them since. */
@FunctionalInterface
public interface SecretHistory {

  /** What the commits that can be reached brought into the project's folder. */
  Past of(FileSource source);

  /** Reads no history. */
  static SecretHistory none() {
    return source -> new Past(List.of(), 0, source.repository().isPresent() ? "was not read" : "");
  }

  /** Remembers what was read of a project's history, so that only what is new is read again. */
  interface Memory {

    /** What was read to its end before, by the same rules; empty where nothing was. */
    Optional<Kept> of(Path project);

    void keep(Path project, Kept kept);

    /** One that lasts as long as the process. */
    static Memory ofProcess() {
      Map<Path, Kept> all = new ConcurrentHashMap<>();
      return new Memory() {
        @Override
        public Optional<Kept> of(Path project) {
          return Optional.ofNullable(all.get(project));
        }

        @Override
        public void keep(Path project, Kept kept) {
          all.put(project, kept);
        }
      };
    }
  }

  /**
   * What was read of a history.
   *
   * @param heads the ids of the commits from which it was read
   */
  record Kept(Set<String> heads, Past past) {
    public Kept {
      heads = Set.copyOf(heads);
    }
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
