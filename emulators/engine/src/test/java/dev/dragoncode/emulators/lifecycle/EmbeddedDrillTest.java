package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EnginePreference;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "a full disk needs Linux")
class EmbeddedDrillTest extends DrillContract {

  @Override
  EnginePreference kind() {
    return EnginePreference.EMBEDDED;
  }

  @Override
  EmulatorEngine openEngine() {
    return new EmbeddedEngine(home);
  }
}
