package dev.dragoncode.emulators.model;

import java.util.List;
import java.util.Optional;

/**
 * All emulators of one project at one moment.
 *
 * @param version grows with every change, so that an older snapshot is never shown after a newer
 *     one
 * @param docker what is known of the container engine
 * @param preference which engine the user asks for
 * @param emulators in the order in which they are shown
 */
public record StackSnapshot(
    long version,
    EngineStatus docker,
    EnginePreference preference,
    List<EmulatorSnapshot> emulators) {

  public StackSnapshot {
    emulators = List.copyOf(emulators);
  }

  /** The emulator with this id, if the project has it. */
  public Optional<EmulatorSnapshot> emulator(String id) {
    return emulators.stream().filter(e -> e.id().equals(id)).findFirst();
  }
}
