package dev.dragoncode.emulators.model;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A drill as it is remembered.
 *
 * @param id chosen by whoever asked for it
 * @param session of the app that did it: one that is written as under way by a session that has
 *     ended was cut short
 * @param begun when it was in force
 * @param ended when it was over; absent while it is under way
 * @param end how it ended; absent while it is under way
 * @param toUnhealthy from its begin until the emulator was seen not to answer; absent where it
 *     always answered
 * @param toReady from its end until the emulator answered as before; absent where it did not
 */
public record DrillRecord(
    String id,
    String session,
    Path project,
    String emulator,
    EngineKind engine,
    Drill drill,
    Instant begun,
    Optional<Instant> ended,
    Optional<End> end,
    Optional<Duration> toUnhealthy,
    Optional<Duration> toReady) {

  /** How a drill ends. */
  public enum End {
    /** Its time was over. */
    TIME_OVER,
    /** Somebody ended it before. */
    ENDED_EARLY,
    /** The emulator was stopped or started again. */
    STOPPED,
    /** The emulator ended by itself, or did not come back. */
    FAILED,
    /** DragonCode ended without being able to end it; the next start did. */
    CUT_SHORT
  }

  /** The same, ended so. */
  public DrillRecord over(
      Instant at, End how, Optional<Duration> unhealthyAfter, Optional<Duration> readyAfter) {
    return new DrillRecord(
        id,
        session,
        project,
        emulator,
        engine,
        drill,
        begun,
        Optional.of(at),
        Optional.of(how),
        unhealthyAfter,
        readyAfter);
  }
}
