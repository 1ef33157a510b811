package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessResult;
import dev.dragoncode.io.process.ProcessRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Kills the engine, too, where DRAGONCODE_FAULT_ENGINE names a program that kills it with SIGKILL
 * and starts it again: {@code .ci/fault-engine} has an engine for that alone.
 */
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "a minute or more: under the profile matrix, and embedded in every build")
class DockerFaultTest extends FaultContract {

  private static final String ENGINE = "DRAGONCODE_FAULT_ENGINE";

  @Override
  EnginePreference kind() {
    return EnginePreference.DOCKER;
  }

  @Override
  EmulatorEngine openEngine() throws InterruptedException {
    return DockerWorld.open();
  }

  @Override
  List<Victim> victims() {
    List<Victim> victims = new ArrayList<>(List.of(app(), emulator("a container")));
    String program = System.getenv(ENGINE);
    if (program != null && !program.isBlank()) {
      victims.add(
          new Victim(
              "the engine",
              (app, random) -> {
                ProcessResult result =
                    new ProcessRunner().run(Command.of(program, "kill"), Duration.ofMinutes(2));
                assertThat(result.succeeded()).as(() -> String.valueOf(result)).isTrue();
              }));
    }
    return victims;
  }

  @Override
  Set<String> running() throws InterruptedException {
    return DockerKillTest.containersOf(project);
  }
}
