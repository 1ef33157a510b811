package dev.dragoncode.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where an index's files come from. */
public interface FileSource {

  /** The project's folder. */
  Path root();

  /** The repository that the project's folder lies in, its own folder or one above it. */
  Optional<Path> repository();

  /**
   * Reads a file.
   *
   * @param path as in {@link IndexedFile#path}
   */
  byte[] read(String path) throws IOException;

  /** Whether the ignore files exclude this path, whether or not it exists. */
  boolean ignores(String path, boolean folder);

  /**
   * Whether git tracks this path.
   *
   * @return empty where there is no repository or it cannot be read
   */
  Optional<Boolean> tracked(String path);

  /** The names of the repository's tags; none where there is no repository or it cannot be read. */
  List<String> tags();

  /** The git hooks that are active in this clone, such as {@code pre-commit}. */
  List<String> hooks();
}
