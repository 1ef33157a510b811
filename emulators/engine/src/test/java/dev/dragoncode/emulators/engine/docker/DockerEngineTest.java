package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EmulatorEngineContract;

/** The contract on a real container engine. */
class DockerEngineTest extends EmulatorEngineContract {

  @Override
  protected EmulatorEngine open() throws InterruptedException {
    return DockerWorld.open();
  }
}
