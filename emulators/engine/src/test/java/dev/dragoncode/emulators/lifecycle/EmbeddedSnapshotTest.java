package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Matrix;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EnginePreference;
import java.util.List;

class EmbeddedSnapshotTest extends SnapshotContract {

  @Override
  EnginePreference kind() {
    return EnginePreference.EMBEDDED;
  }

  @Override
  EmulatorEngine openEngine() {
    return new EmbeddedEngine(home);
  }

  @Override
  List<String> saved() {
    return Matrix.whole()
        ? List.of("postgresql", "redis", "mariadb", "mongodb", "s3", "kafka", "artemis")
        : List.of("postgresql", "redis");
  }
}
