package dev.dragoncode.emulators.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The drills of one emulator at one moment.
 *
 * @param now the one under way
 * @param impossible why the engine that runs it cannot do a kind, one sentence each
 */
public record EmulatorDrills(Optional<UnderWay> now, Map<Drill.Kind, String> impossible) {

  /** No drill, and none that is impossible. */
  public static final EmulatorDrills NONE = new EmulatorDrills(Optional.empty(), Map.of());

  public EmulatorDrills {
    impossible = Map.copyOf(impossible);
  }

  /** How far a drill is. */
  public enum Phase {
    /** The emulator is being brought to where it can begin. */
    PREPARING,
    ON,
    /** It is over, and the emulator is not yet as before. */
    ENDING
  }

  /**
   * A drill under way.
   *
   * @param until when it ends by itself; not known before it is on
   */
  public record UnderWay(String id, Drill drill, Phase phase, Optional<Instant> until) {}
}
