package dev.dragoncode.emulators.lifecycle;

import static dev.dragoncode.emulators.lifecycle.StackBench.await;
import static dev.dragoncode.emulators.lifecycle.StackBench.emulator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Matrix;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration: in a container, and as a main class of Maven artifacts. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RealJobTest {

  private static final String MIGRATE =
      """
      id: migrate
      name: Migrations
      category: database
      icon: fth-play
      licence: MIT
      docs: https://example.org
      job: true
      dependsOn:
        - id: postgresql
      container:
        image: postgres:18.1
        environment:
          PGHOST: ${emulator.postgresql.host}
          PGPORT: ${emulator.postgresql.port.sql}
          PGUSER: ${emulator.postgresql.parameter.user}
          PGPASSWORD: ${emulator.postgresql.parameter.password}
          PGDATABASE: ${emulator.postgresql.parameter.database}
        mounts:
          - source: ${project}/migrate.sql
            target: /migrate.sql
        command: [psql, -v, ON_ERROR_STOP=1, -f, /migrate.sql]
      embedded:
        artifacts:
          - coordinates: com.h2database:h2:2.3.232
          - coordinates: org.postgresql:postgresql:42.7.13
        launch:
          jvm:
            mainClass: org.h2.tools.RunScript
            arguments:
              - -url
              - jdbc:postgresql://${emulator.postgresql.host}:${emulator.postgresql.port.sql}/${emulator.postgresql.parameter.database}
              - -user
              - ${emulator.postgresql.parameter.user}
              - -password
              - ${emulator.postgresql.parameter.password}
              - -driver
              - org.postgresql.Driver
              - -script
              - ${project}/migrate.sql
              - -showResults
      """;

  @TempDir Path folder;

  /** In every build each engine once on either side. */
  private static Stream<Arguments> engines() {
    Stream<Arguments> always =
        Stream.of(
            Arguments.of(EnginePreference.EMBEDDED, EnginePreference.DOCKER),
            Arguments.of(EnginePreference.DOCKER, EnginePreference.EMBEDDED));
    return Matrix.whole()
        ? Stream.concat(
            always,
            Stream.of(
                Arguments.of(EnginePreference.DOCKER, EnginePreference.DOCKER),
                Arguments.of(EnginePreference.EMBEDDED, EnginePreference.EMBEDDED)))
        : always;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void migratesWhateverServesTheDatabase(EnginePreference database, EnginePreference job)
      throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path project = Files.createDirectories(folder.resolve("project"));
    Path entries = Files.createDirectories(project.resolve(EmulatorCatalog.PROJECT_FOLDER));
    Files.writeString(entries.resolve("migrate.yaml"), MIGRATE);
    Path script = project.resolve("migrate.sql");
    Files.writeString(
        script,
        "CREATE TABLE IF NOT EXISTS dragons (name text); INSERT INTO dragons VALUES ('smaug');");
    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);
    assertThat(catalog.problems()).isEmpty();
    boolean containers = database == EnginePreference.DOCKER || job == EnginePreference.DOCKER;
    List<EmulatorEngine> engines =
        containers
            ? List.of(DockerWorld.open(), new EmbeddedEngine(home))
            : List.of(new EmbeddedEngine(home));
    EmulatorSupervisor supervisor =
        StackBench.supervisor(project, home, engines.toArray(EmulatorEngine[]::new));
    try {
      supervisor.plan(
          List.of(plan(catalog, "postgresql", database), plan(catalog, "migrate", job)));
      supervisor.startAll();
      await(supervisor, "postgresql", Ready.class);
      await(supervisor, s -> !s.emulator("migrate").orElseThrow().state().active());

      assertThat(emulator(supervisor, "migrate").state()).isEqualTo(new Stopped(true));
      assertThat(Keepsakes.find(emulator(supervisor, "postgresql"))).isEqualTo("smaug");
      assertThat(supervisor.recent())
          .filteredOn(line -> line.emulator().equals("migrate"))
          .extracting(LogLine::text)
          .anyMatch(line -> line.contains("INSERT"));

      Files.writeString(script, "INSERT INTO eggs VALUES (1);");
      supervisor.start("migrate");
      Problem problem = ((Failed) await(supervisor, "migrate", Failed.class).state()).problem();
      assertThat(problem.title()).isEqualTo("Migrations failed");
      assertThat(problem.reason()).contains("exit code").contains("\"eggs\" does not exist");
      for (EmulatorEngine engine : engines) {
        assertThat(engine.instances())
            .filteredOn(instance -> instance.owner().project().equals(project))
            .extracting(instance -> instance.emulator())
            .doesNotContain("migrate");
      }
    } finally {
      supervisor.submit(new StackTask.Reset(List.of())).join();
      supervisor.close();
      for (EmulatorEngine engine : engines) {
        engine.close();
      }
    }
  }

  private static PlannedEmulator plan(EmulatorCatalog catalog, String id, EnginePreference on) {
    return new PlannedEmulator(
        catalog.find(id).orElseThrow(), Optional.of(on), Map.of(), Map.of(), List.of());
  }
}
