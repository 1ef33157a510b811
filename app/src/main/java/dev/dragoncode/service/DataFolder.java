package dev.dragoncode.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The folder with all that DragonCode keeps for this user. It says where the log goes, so it has no
 * logger of its own: that would be made too early.
 */
public final class DataFolder {

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

  /** The advisories that were fetched. */
  public Path advisories() {
    return path.resolve("advisories");
  }

  /** What runs have left. */
  public Path runs() {
    return path.resolve("runs");
  }

  /** What can be fetched or made again: unpacked engines and AOT caches. */
  private List<Path> caches() {
    return List.of(path.resolve("engines"), path.resolve("aot"));
  }

  /** All of it, bytes. */
  public long size() {
    return StoredFiles.size(path);
  }

  /** Of that, what {@link #clearCache} frees, bytes. */
  public long cacheSize() {
    return caches().stream().mapToLong(StoredFiles::size).sum();
  }

  /** Removes what can be fetched or made again; what is in use by a running engine may stay. */
  public void clearCache() {
    caches().forEach(StoredFiles::delete);
  }
}
