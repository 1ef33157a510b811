package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason =
        "most of a minute; every build kills embedded engines, and containers at random")
class DockerKillTest extends KillContract {

  @Override
  EnginePreference kind() {
    return EnginePreference.DOCKER;
  }

  @Override
  EmulatorEngine openEngine() throws InterruptedException {
    return DockerWorld.open();
  }

  /**
   * Containers, running or not, whose labels name this test's folder, as the docker client sees.
   */
  @Override
  Set<String> running() throws InterruptedException {
    return containersOf(project);
  }

  static Set<String> containersOf(Path project) throws InterruptedException {
    Command list =
        Command.of(
            "docker",
            "ps",
            "--all",
            "--no-trunc",
            "--format",
            "{{.ID}}",
            "--filter",
            "label=dev.dragoncode.project=" + StackFiles.real(project));
    return Set.copyOf(new ProcessRunner().run(list, Duration.ofSeconds(20)).output());
  }
}
