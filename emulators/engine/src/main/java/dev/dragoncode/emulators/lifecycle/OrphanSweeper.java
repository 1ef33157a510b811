package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import java.nio.file.Path;
import java.util.List;

/**
 * Stops what dead sessions left on this machine. Instances of living sessions, and those left
 * running on purpose, stay as they are.
 */
public final class OrphanSweeper {

  public OrphanSweeper(Path home, List<EmulatorEngine> engines) {}

  /** Looks through every engine that answers, and returns what was stopped. */
  public List<Instance> sweep() throws InterruptedException {
    return List.of();
  }
}
