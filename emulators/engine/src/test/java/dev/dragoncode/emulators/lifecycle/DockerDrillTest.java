package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.model.EnginePreference;

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
