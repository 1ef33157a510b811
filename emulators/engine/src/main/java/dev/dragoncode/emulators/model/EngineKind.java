package dev.dragoncode.emulators.model;

/** Where an emulator runs. */
public enum EngineKind {
  /** A container of a Docker-compatible engine. */
  DOCKER,
  /** A child process made from Maven Central artifacts. */
  EMBEDDED,
  /** A pod of a cluster, reached through forwarded ports. Not tried on a real cluster. */
  KUBERNETES;

  /** The word used on the command line, in labels and in JSON. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
