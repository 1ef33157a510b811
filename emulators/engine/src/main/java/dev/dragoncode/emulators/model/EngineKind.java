package dev.dragoncode.emulators.model;

/** Where an emulator runs. */
public enum EngineKind {
  /** A container of a Docker-compatible engine. */
  DOCKER,
  /** A child process made from Maven Central artifacts. */
  EMBEDDED;

  /** The word used on the command line, in labels and in JSON. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
