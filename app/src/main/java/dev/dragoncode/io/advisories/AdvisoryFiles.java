package dev.dragoncode.io.advisories;

import dev.dragoncode.project.locks.Ecosystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the files of advisories, one for each ecosystem and each time that they were fetched. A
 * complete file is never changed: a newer one takes its place, while readers of the older one end
 * in peace.
 */
final class AdvisoryFiles {

  private static final Logger LOG = LoggerFactory.getLogger(AdvisoryFiles.class);
  private static final String COMPLETE = ".db";
  private static final String PARTIAL = ".part";

  /** A file that was begun longer ago belongs to a process that died. */
  private static final long ABANDONED_MILLIS = 24L * 60 * 60 * 1000;

  private AdvisoryFiles() {}

  static Path partial(Path folder, Ecosystem ecosystem, long millis) {
    return folder.resolve(name(ecosystem, millis) + PARTIAL);
  }

  static Path complete(Path folder, Ecosystem ecosystem, long millis) {
    return folder.resolve(name(ecosystem, millis) + COMPLETE);
  }

  private static String name(Ecosystem ecosystem, long millis) {
    return "%s-%015d".formatted(ecosystem.word(), millis);
  }

  /** The newest complete file. */
  static Optional<Path> newest(Path folder, Ecosystem ecosystem) {
    return all(folder, ecosystem.word() + "-", COMPLETE).stream().max(Comparator.naturalOrder());
  }

  /** Removes older complete files and what dead processes left; what is in use may stay. */
  static void tidy(Path folder, Ecosystem ecosystem, long now) {
    Optional<Path> newest = newest(folder, ecosystem);
    for (Path each : all(folder, ecosystem.word() + "-", COMPLETE)) {
      if (!each.equals(newest.orElse(each))) {
        delete(each);
      }
    }
    for (Path each : all(folder, "", PARTIAL)) {
      if (now - each.toFile().lastModified() > ABANDONED_MILLIS) {
        delete(each);
      }
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.debug("{} stays for now", file, e);
    }
  }

  private static List<Path> all(Path folder, String start, String end) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> {
            String name = String.valueOf(f.getFileName());
            return name.startsWith(start) && name.endsWith(end);
          })
          .toList();
    } catch (IOException e) {
      LOG.debug("Could not list {}", folder, e);
      return List.of();
    }
  }
}
