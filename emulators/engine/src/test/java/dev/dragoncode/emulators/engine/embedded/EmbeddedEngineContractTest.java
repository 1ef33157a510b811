package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EmulatorEngineContract;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** The contract on real child processes. */
class EmbeddedEngineContractTest extends EmulatorEngineContract {

  @Override
  protected EmulatorEngine open() throws IOException {
    return new EmbeddedEngine(
        Files.createDirectories(folder.resolve("home")),
        MavenSettings::ofUser,
        Platform.current(),
        JavaRuntime.ofThisProcess(),
        Duration.ofHours(1));
  }
}
