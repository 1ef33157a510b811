package dev.dragoncode.emulators.model;

import java.time.Instant;
import java.util.List;

/**
 * A named snapshot of a stack's data.
 *
 * @param takenAt when it was complete
 * @param emulators whose data it holds
 * @param leftOut why it does not hold that of others, one sentence each
 */
public record SavedStack(
    String name, Instant takenAt, List<SavedEmulator> emulators, List<String> leftOut) {

  public SavedStack {
    emulators = List.copyOf(emulators);
    leftOut = List.copyOf(leftOut);
  }

  /** What it takes on the disk. */
  public long bytes() {
    return emulators.stream().mapToLong(SavedEmulator::bytes).sum();
  }

  /**
   * One emulator's part.
   *
   * @param artifact the image or the coordinates that the data works with
   * @param configHash of what it was started with; other settings are no obstacle
   */
  public record SavedEmulator(
      String id, EngineKind engine, String artifact, String configHash, long bytes) {}
}
