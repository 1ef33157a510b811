package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Probes that ask a real container from inside. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ContainerProbeTest {

  private static final String CACHE =
      """
      id: cache
      name: Cache
      category: cache
      icon: fth-box
      licence: MIT
      docs: https://example.org
      container: {image: "redis:8.4", stopSignal: SIGTERM}
      ports:
        - {name: redis, containerPort: 6379}
      readiness:
        - PROBE
      startTimeout: 3s
      """;

  @TempDir Path folder;

  private EmulatorState started(String probe) throws Exception {
    Path project = Files.createDirectories(folder.resolve("project"));
    Path entries = Files.createDirectories(project.resolve(EmulatorCatalog.PROJECT_FOLDER));
    Files.writeString(entries.resolve("cache.yaml"), CACHE.replace("PROBE", probe));
    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);
    assertThat(catalog.problems()).isEmpty();
    try (EmulatorEngine engine = DockerWorld.open();
        EmulatorSupervisor supervisor =
            StackBench.supervisor(project, folder.resolve("home"), engine)) {
      supervisor.plan(List.of(StackBench.planned(catalog.find("cache").orElseThrow())));
      supervisor.startAll();
      StackBench.await(
          supervisor,
          s ->
              s.emulators().getFirst().state() instanceof Ready
                  || s.emulators().getFirst().state() instanceof Failed);
      return StackBench.emulator(supervisor, "cache").state();
    }
  }

  @Test
  void aCommandInsideThatEndsWellIsReady() throws Exception {
    assertThat(started("exec: [redis-cli, ping]")).isInstanceOf(Ready.class);
    assertThat(started("any: [{health: container}, {exec: [redis-cli, ping]}]"))
        .isInstanceOf(Ready.class);
  }

  @Test
  void oneThatFailsAndAnImageWithoutACheckSayWhy() throws Exception {
    assertThat(((Failed) started("exec: [ls, /nowhere]")).problem().reason())
        .contains("ls in Cache ends well")
        .contains("exit code 2")
        .contains("/nowhere");
    assertThat(((Failed) started("health: container")).problem().reason())
        .contains("its image brings no check along");
  }
}
