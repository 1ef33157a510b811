package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EnginePreference;

class EmbeddedSnapshotKillTest extends SnapshotKillContract {

  @Override
  EnginePreference kind() {
    return EnginePreference.EMBEDDED;
  }

  @Override
  EmulatorEngine openEngine() {
    return new EmbeddedEngine(home);
  }
}
