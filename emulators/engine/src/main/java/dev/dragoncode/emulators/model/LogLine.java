package dev.dragoncode.emulators.model;

import java.time.Instant;

/**
 * One line of an emulator's output.
 *
 * @param at when it was written or, where the engine does not say, when it was read
 * @param emulator the emulator's id
 * @param text the line without its end, control characters removed
 */
public record LogLine(Instant at, String emulator, Level level, String text) {

  /** How much a line matters. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
