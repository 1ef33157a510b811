package dev.dragoncode.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures and removes folders of the user's data. */
final class StoredFiles {

  private static final Logger LOG = LoggerFactory.getLogger(StoredFiles.class);

  private StoredFiles() {}

  /** All files below the folder, bytes; what cannot be read counts as nothing. */
  static long size(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).mapToLong(StoredFiles::fileSize).sum();
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} cannot be measured", folder, e);
      return 0;
    }
  }

  /** Removes the folder; what is in use may stay. */
  static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.info("{} is not cleared: {}", folder, e.toString());
    }
  }

  private static long fileSize(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
