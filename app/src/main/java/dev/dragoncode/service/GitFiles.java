package dev.dragoncode.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a repository's own files say: the branch and which paths are tracked. Runs no git. */
final class GitFiles {

  private static final Logger LOG = LoggerFactory.getLogger(GitFiles.class);
  private static final int SHORT_ID = 7;
  private static final String TAGS = "refs/tags/";

  /** Names with more slashes are passed over. */
  private static final int MAX_TAG_DEPTH = 6;

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

  /** The id of the commit that is checked out; empty before the first one. */
  Optional<String> commit() {
    Optional<String> head = folder().flatMap(git -> firstLine(git.resolve("HEAD")));
    return head.flatMap(
        words -> words.startsWith("ref: ") ? resolved(words.substring("ref: ".length())) : head);
  }

  private Optional<String> resolved(String ref) {
    return common().flatMap(git -> firstLine(git.resolve(ref)).or(() -> packed(git, ref)));
  }

  private static Optional<String> packed(Path git, String ref) {
    Path file = git.resolve("packed-refs");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.endsWith(" " + ref))
          .findFirst()
          .map(line -> line.substring(0, line.indexOf(' ')));
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("Could not read {}", file, e);
      return Optional.empty();
    }
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

  /** The names of all tags, loose and packed. */
  List<String> tags() {
    Optional<Path> common = common();
    if (common.isEmpty()) {
      return List.of();
    }
    Set<String> names = new TreeSet<>();
    Path loose = common.get().resolve(TAGS);
    try {
      if (Files.isDirectory(loose)) {
        try (Stream<Path> files = Files.walk(loose, MAX_TAG_DEPTH)) {
          files
              .filter(Files::isRegularFile)
              .map(file -> loose.relativize(file).toString().replace('\\', '/'))
              .forEach(names::add);
        }
      }
      Path packed = common.get().resolve("packed-refs");
      if (Files.isRegularFile(packed)) {
        try (Stream<String> lines = Files.lines(packed)) {
          lines
              .filter(line -> line.contains(" " + TAGS))
              .map(line -> line.substring(line.indexOf(TAGS) + TAGS.length()))
              .forEach(names::add);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("Could not read the tags below {}", common.get(), e);
    }
    return List.copyOf(names);
  }

  /** The hooks that git runs in this clone: executable files where its configuration looks. */
  List<String> hooks() {
    Optional<Path> common = common();
    if (common.isEmpty()) {
      return List.of();
    }
    try {
      FileBasedConfig config =
          new FileBasedConfig(common.get().resolve("config").toFile(), FS.DETECTED);
      config.load();
      Optional<String> elsewhere = Optional.ofNullable(config.getString("core", null, "hooksPath"));
      Path folder =
          elsewhere
              .map(way -> repository.orElseThrow().resolve(way))
              .orElseGet(() -> common.get().resolve("hooks"));
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .filter(Files::isExecutable)
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> !name.endsWith(".sample"))
            .sorted()
            .toList();
      }
    } catch (IOException | ConfigInvalidException | InvalidPathException e) {
      LOG.debug("Could not read the hooks below {}", common.get(), e);
      return List.of();
    }
  }

  /** The folder that all work trees of the repository share. */
  private Optional<Path> common() {
    return folder()
        .filter(Files::isDirectory)
        .map(git ->
            firstLine(git.resolve("commondir"))
                .map(way -> git.resolve(way).normalize())
                .orElse(git));
  }

  private static Optional<String> firstLine(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (var lines = Files.lines(file)) {
      return lines.findFirst().map(String::strip);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
