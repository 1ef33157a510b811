package dev.dragoncode.run.probe;

/**
 * A route that the sources declare.
 *
 * @param method in upper case; ANY where the source leaves it open
 * @param path as it is declared, with its variables
 * @param file relative to the project
 * @param line from 1
 */
public record DeclaredRoute(String method, String path, String file, int line) {

  /** The path with something in the place of each variable: {@code /orders/{id}} is /orders/1. */
  public String filled() {
    String filled =
        path.replaceAll("\\{[^}]*}", "1")
            .replaceAll("<[^>]*>", "1")
            .replaceAll("(?<=/):[A-Za-z_][A-Za-z0-9_]*\\??", "1")
            .replaceAll("\\*+", "1");
    return filled.startsWith("/") ? filled : "/" + filled;
  }

  /** Whether it has a variable. */
  public boolean open() {
    return !filled().equals(path.startsWith("/") ? path : "/" + path);
  }

  /** Whether a request of this method may be made to it. */
  public boolean takes(String verb) {
    return method.equals(verb) || method.equals("ANY");
  }
}
