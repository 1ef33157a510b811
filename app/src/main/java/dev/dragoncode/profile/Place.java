package dev.dragoncode.profile;

/**
 * Where the code of a frame stands.
 *
 * @param path what of the file's path is known, with slashes: its end for a Java class, all of it
 *     for a script
 * @param line the one most samples were in; 0 where none is known
 */
public record Place(String path, int line) {

  /** Such as {@code OrderController.java:44}. */
  public String shown() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return line > 0 ? name + ":" + line : name;
  }
}
