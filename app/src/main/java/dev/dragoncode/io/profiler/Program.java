package dev.dragoncode.io.profiler;

/**
 * A program that runs, and can be profiled.
 *
 * @param name as short as it can be told: the main class, the jar or the script
 * @param line how it was started, shortened
 * @param here whether it works in the project's folder
 */
public record Program(long pid, Kind kind, String name, String line, boolean here) {

  /** What runs it. */
  public enum Kind {
    JVM("Java"),
    NODE("Node");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    /** As people call it. */
    public String shown() {
      return shown;
    }
  }
}
