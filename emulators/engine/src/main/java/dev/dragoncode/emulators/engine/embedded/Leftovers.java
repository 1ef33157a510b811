package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.io.files.PrivateFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Half-made files and folders of processes that were killed; their names start with a dot. */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** Nothing takes as long to be made. */
  private static final Duration STALE = Duration.ofHours(1);

  private Leftovers() {}

  /** Removes those of this folder that are too old to be still in the making. */
  static void remove(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant before = Instant.now().minus(STALE);
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.filter(p -> p.getFileName().toString().startsWith(".")).toList()) {
        if (Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
          PrivateFolders.delete(path);
        }
      }
    } catch (IOException e) {
      LOG.info("Leftovers in {} stay", folder, e);
    }
  }
}
