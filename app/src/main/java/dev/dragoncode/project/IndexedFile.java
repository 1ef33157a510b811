package dev.dragoncode.project;

/**
 * A file of the project as the index knows it.
 *
 * @param path relative to the project, with forward slashes; begins with {@code ../} for a file of
 *     the repository around it
 * @param size in bytes
 * @param modified last modification in milliseconds since 1970
 * @param ignored whether an ignore file excludes it
 */
public record IndexedFile(String path, long size, long modified, boolean ignored) {

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder that it lies in; the project's own is the empty string. */
  public String folder() {
    return folderOf(path);
  }

  /** What follows the name's last dot, or the empty string. */
  public String extension() {
    return extensionOf(path);
  }

  static String folderOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static String extensionOf(String path) {
    int dot = path.lastIndexOf('.');
    return dot <= path.lastIndexOf('/') + 1 ? "" : path.substring(dot + 1);
  }
}
