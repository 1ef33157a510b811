package dev.dragoncode.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a repository's own files say: the branch and which paths are tracked. Runs no git. */
final class GitFiles {

  private static final Logger LOG = LoggerFactory.getLogger(GitFiles.class);
  private static final int SHORT_ID = 7;

  private final Optional<Path> repository;
  private final Path root;
  private @Nullable DirCache cache;
  private long cacheStamp;

  GitFiles(Optional<Path> repository, Path root) {
    this.repository = repository;
    this.root = root;
  }

  Optional<Path> repository() {
    return repository;
  }

  /**
   * The folder of HEAD and index: {@code .git}, or where a work tree's {@code .git} file points.
   */
  Optional<Path> folder() {
    return repository.flatMap(tree -> {
      Path git = tree.resolve(".git");
      if (Files.isDirectory(git)) {
        return Optional.of(git);
      }
      return firstLine(git)
          .filter(line -> line.startsWith("gitdir:"))
          .map(line -> tree.resolve(line.substring("gitdir:".length()).strip()).normalize());
    });
  }

  /** The branch that is checked out, or the beginning of the commit's id. */
  Optional<String> branch() {
    return folder()
        .flatMap(git -> firstLine(git.resolve("HEAD")))
        .filter(head -> !head.isEmpty())
        .map(head ->
            head.startsWith("ref: refs/heads/")
                ? head.substring("ref: refs/heads/".length())
                : head.substring(0, Math.min(SHORT_ID, head.length())));
  }

  /** Whether git tracks a path relative to the project. */
  synchronized Optional<Boolean> tracked(String path) {
    Optional<Path> index = folder().map(git -> git.resolve("index"));
    if (repository.isEmpty() || index.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.exists(index.get())) {
      return Optional.of(false);
    }
    try {
      long stamp = Files.getLastModifiedTime(index.get()).toMillis();
      if (cache == null || stamp != cacheStamp) {
        cache = DirCache.read(index.get().toFile(), FS.DETECTED);
        cacheStamp = stamp;
      }
      String way = repository.get().relativize(root.resolve(path).normalize()).toString();
      return Optional.of(cache.findEntry(way.replace('\\', '/')) >= 0);
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("Could not read {}", index.get(), e);
      return Optional.empty();
    }
  }

  private static Optional<String> firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().map(String::strip);
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
