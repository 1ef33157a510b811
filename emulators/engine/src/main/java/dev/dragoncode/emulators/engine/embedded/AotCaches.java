package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.files.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Ahead-of-time caches of the JVMs that run engines, one for each runtime, class path and set of
 * flags. The JVM itself checks a cache and runs without one that does not fit.
 */
final class AotCaches {

  private final Path folder;
  private final String runtime;

  /**
   * @param runtime names the Java runtime exactly
   */
  AotCaches(Path engines, String runtime) {
    this.folder = engines.resolve("aot");
    this.runtime = runtime;
  }

  /** Names the cache for this class path and these flags. */
  String key(List<ResolvedFile> classPath, List<String> flags, String mainClass) {
    // the JVM compares paths and sizes of the class path, so both belong to the key
    return Sha256.of(runtime + classPath + flags + mainClass).substring(0, 16);
  }

  Optional<Path> find(String key) {
    return Optional.of(file(key)).filter(Files::isRegularFile);
  }

  /** Where a training run writes; apart from the place where a cache is looked for. */
  Path trainingFile(String key, String run) throws IOException {
    Leftovers.remove(folder);
    return PrivateFolders.create(folder).resolve("." + key + "-" + run + ".aot");
  }

  /** Puts what a training run wrote in place. */
  boolean accept(String key, Path trained) throws IOException {
    if (!Files.isRegularFile(trained) || Files.size(trained) == 0) {
      return false;
    }
    Files.move(trained, file(key), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /** Removes what a training run has left, intermediate files of the JVM included. */
  void discard(Path training) throws IOException {
    String name = training.getFileName().toString();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (file.getFileName().toString().startsWith(name)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".aot");
  }
}
