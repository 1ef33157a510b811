package dev.dragoncode.emulators.model;

import dev.dragoncode.problem.Problem;

/** Whether an engine answers now. */
public sealed interface EngineStatus {

  /** Not asked yet. */
  record Unknown() implements EngineStatus {}

  /**
   * It answers.
   *
   * @param name for a person: "Docker", "Podman", "Embedded engines"
   * @param version the engine's own, empty where it has none
   * @param where for a person: "local", a context's name or a host
   */
  record Available(String name, String version, String where) implements EngineStatus {}

  /** It does not; the problem says how to mend it. */
  record Unavailable(Problem problem) implements EngineStatus {}

  default boolean available() {
    return this instanceof Available;
  }
}
