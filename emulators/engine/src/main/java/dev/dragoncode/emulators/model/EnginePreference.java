package dev.dragoncode.emulators.model;

/** Which engine a user asks for. */
public enum EnginePreference {
  /** A container where its image is local or its registry answers in time, else embedded. */
  AUTO,
  /** Containers only. */
  DOCKER,
  /** Embedded engines only. */
  EMBEDDED
}
