package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Matrix;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.model.EnginePreference;
import java.util.List;

class DockerSnapshotTest extends SnapshotContract {

  @Override
  EnginePreference kind() {
    return EnginePreference.DOCKER;
  }

  @Override
  EmulatorEngine openEngine() throws InterruptedException {
    return DockerWorld.open();
  }

  @Override
  List<String> saved() {
    return Matrix.whole()
        ? List.of("postgresql", "redis", "rabbitmq", "mariadb", "kafka")
        : List.of("postgresql", "redis");
  }
}
