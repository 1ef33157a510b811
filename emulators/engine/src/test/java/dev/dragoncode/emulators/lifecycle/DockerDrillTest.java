package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.model.EnginePreference;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "a minute or more: under the profile matrix, and embedded in every build")
class DockerDrillTest extends DrillContract {

  @Override
  EnginePreference kind() {
    return EnginePreference.DOCKER;
  }

  @Override
  EmulatorEngine openEngine() throws InterruptedException {
    return DockerWorld.open();
  }
}
