package dev.dragoncode.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder with all that DragonCode keeps for this user. */
public final class DataFolder {

  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  private final Path path;

  public DataFolder(Path path) {
    this.path = path;
  }

  /**
   * Where it is: {@code DRAGONCODE_HOME}, else the platform's place for an application's data.
   *
   * @param environment of this process
   * @param os as {@code os.name} says it
   * @param home the user's home folder
   */
  public static DataFolder of(Map<String, String> environment, String os, Path home) {
    String chosen = environment.getOrDefault("DRAGONCODE_HOME", "");
    if (!chosen.isBlank()) {
      return new DataFolder(Path.of(chosen).toAbsolutePath().normalize());
    }
    if (os.startsWith("Windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      return new DataFolder(
          (local.isBlank() ? home.resolve("AppData").resolve("Local") : Path.of(local))
              .resolve("DragonCode"));
    }
    if (os.startsWith("Mac")) {
      return new DataFolder(home.resolve("Library/Application Support/DragonCode"));
    }
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    return new DataFolder(
        (xdg.isBlank() ? home.resolve(".local/share") : Path.of(xdg)).resolve("dragoncode"));
  }

  public Path path() {
    return path;
  }

  public Path database() {
    return path.resolve("dragoncode.db");
  }

  /** What can be fetched or made again: unpacked engines and AOT caches. */
  private List<Path> caches() {
    return List.of(path.resolve("engines"), path.resolve("aot"));
  }

  /** All of it, bytes. */
  public long size() {
    return size(path);
  }

  /** Of that, what {@link #clearCache} frees, bytes. */
  public long cacheSize() {
    return caches().stream().mapToLong(DataFolder::size).sum();
  }

  /** Removes what can be fetched or made again; what is in use by a running engine may stay. */
  public void clearCache() {
    for (Path cache : caches()) {
      try (Stream<Path> tree = Files.walk(cache)) {
        for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(entry);
        }
      } catch (IOException | UncheckedIOException e) {
        LOG.info("{} is not cleared: {}", cache, e.toString());
      }
    }
  }

  private static long size(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile).mapToLong(DataFolder::fileSize).sum();
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} cannot be measured", folder, e);
      return 0;
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
