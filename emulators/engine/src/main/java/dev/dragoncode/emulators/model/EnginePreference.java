package dev.dragoncode.emulators.model;

import java.util.Optional;

/** Which engine a user asks for. */
public enum EnginePreference {
  /** A container where its image is local or its registry answers in time, else embedded. */
  AUTO,
  /** Containers only. */
  DOCKER,
  /** Embedded engines only. */
  EMBEDDED,
  /** Pods of the chosen cluster only. */
  KUBERNETES;

  /** The engine that is asked for; empty where any will do. */
  public Optional<EngineKind> kind() {
    return switch (this) {
      case AUTO -> Optional.empty();
      case DOCKER -> Optional.of(EngineKind.DOCKER);
      case EMBEDDED -> Optional.of(EngineKind.EMBEDDED);
      case KUBERNETES -> Optional.of(EngineKind.KUBERNETES);
    };
  }
}
