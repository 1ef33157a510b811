package dev.dragoncode.emulators.lifecycle;

import static dev.dragoncode.emulators.lifecycle.StackBench.await;
import static dev.dragoncode.emulators.lifecycle.StackBench.emulator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.Neighbour;
import dev.dragoncode.emulators.engine.fake.FakeEngine;
import dev.dragoncode.emulators.engine.fake.FakeWorld;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Starting;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EmulatorState.Waiting;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs: what they wait for, who waits for them, and what becomes of them. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class JobTest {

  private static final Stopped COMPLETED = new Stopped(true);

  @TempDir Path home;
  @TempDir Path project;
  private final FakeWorld docker = new FakeWorld();
  private EmulatorSupervisor supervisor;

  @BeforeEach
  void open() throws Exception {
    entry("migrate", "job: true", "dependsOn:", "  - id: postgresql");
    entry(
        "orders",
        "ports:",
        "  - name: http",
        "    containerPort: 80",
        "readiness:",
        "  - tcp: http",
        "dependsOn:",
        "  - id: migrate",
        "    condition: completed");
    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);
    assertThat(catalog.problems()).isEmpty();
    supervisor = StackBench.supervisor(project, home, new FakeEngine(EngineKind.DOCKER, docker));
    supervisor.plan(
        Stream.of("orders", "migrate", "postgresql")
            .map(id -> StackBench.planned(catalog.find(id).orElseThrow()))
            .toList());
  }

  private void entry(String id, String... lines) throws Exception {
    Path folder = Files.createDirectories(project.resolve(EmulatorCatalog.PROJECT_FOLDER));
    String head =
        """
        id: %s
        name: %s
        category: api
        icon: fth-box
        licence: MIT
        docs: https://example.com
        container:
          image: %s:1.0
        """
            .formatted(id, id.toUpperCase(java.util.Locale.ROOT), id);
    Files.writeString(folder.resolve(id + ".yaml"), head + String.join("\n", lines) + "\n");
  }

  @AfterEach
  void close() {
    supervisor.close();
  }

  /** Lets the job run once it is at work. */
  private void completes(int exitCode) throws Exception {
    await(supervisor, s -> s.emulator("migrate").orElseThrow().state() instanceof Starting);
    await(supervisor, s -> runs("migrate"));
    docker.log("migrate", "3 migrations");
    docker.crash("migrate", exitCode, "exit code " + exitCode);
  }

  private boolean runs(String id) {
    return new FakeEngine(EngineKind.DOCKER, docker)
        .instances().stream().anyMatch(instance -> instance.emulator().equals(id));
  }

  @Test
  void thatEndsWellIsCompletedAndLetsItsDependentsStart() throws Exception {
    supervisor.startAll();
    await(supervisor, "postgresql", Ready.class);
    assertThat(emulator(supervisor, "orders").state()).isEqualTo(new Waiting(Set.of("migrate")));

    completes(0);

    await(supervisor, "orders", Ready.class);
    assertThat(emulator(supervisor, "migrate").state()).isEqualTo(COMPLETED);
    assertThat(supervisor.recent()).extracting(LogLine::text).contains("3 migrations");
    await(supervisor, s -> !runs("migrate"));
  }

  @Test
  void thatFailsShowsItsLastLinesAndHoldsItsDependentsBack() throws Exception {
    supervisor.startAll();
    completes(3);

    Problem problem = ((Failed) await(supervisor, "migrate", Failed.class).state()).problem();
    assertThat(problem.title()).isEqualTo("MIGRATE failed");
    assertThat(problem.reason()).contains("exit code 3").contains("3 migrations");
    Problem held = ((Failed) await(supervisor, "orders", Failed.class).state()).problem();
    assertThat(held.reason()).contains("MIGRATE");
    assertThat(runs("migrate")).isFalse();
  }

  @Test
  void isNotDoneAgainWhileWhatItWorkedOnRunsOn() throws Exception {
    supervisor.startAll();
    completes(0);
    await(supervisor, "orders", Ready.class);
    supervisor.stop("orders");
    await(supervisor, "orders", Stopped.class);

    supervisor.startAll();
    await(supervisor, "orders", Ready.class);

    assertThat(emulator(supervisor, "migrate").state()).isEqualTo(COMPLETED);
    supervisor.start("migrate");
    completes(0);
    await(supervisor, s -> s.emulator("migrate").orElseThrow().state().equals(COMPLETED));
  }

  @Test
  void isDoneAgainAfterAStopOfAll() throws Exception {
    supervisor.startAll();
    completes(0);
    await(supervisor, "orders", Ready.class);
    supervisor.stopAll();
    await(
        supervisor,
        s -> s.emulators().stream().allMatch(e -> e.state().equals(new Stopped(false))));

    supervisor.startAll();
    completes(0);
    await(supervisor, "orders", Ready.class);
  }

  @Test
  void thatWasStoppedHalfwayIsNotCompleted() throws Exception {
    supervisor.startAll();
    await(supervisor, s -> runs("migrate"));
    supervisor.stop("migrate");

    await(supervisor, "orders", Failed.class);
    assertThat(emulator(supervisor, "migrate").state()).isEqualTo(new Stopped(false));
  }

  @Test
  void isDoneAgainOnFreshData() throws Exception {
    supervisor.startAll();
    completes(0);
    await(supervisor, "orders", Ready.class);

    var reset = supervisor.submit(new StackTask.Reset(List.of("postgresql")));
    completes(0);

    assertThat(reset.get().problem()).isEmpty();
    assertThat(emulator(supervisor, "migrate").state()).isEqualTo(COMPLETED);
  }

  @Test
  void knowsWhereToReachWhatItDependsOn() throws Exception {
    supervisor.startAll();
    await(supervisor, s -> runs("migrate"));

    List<Neighbour> neighbours = docker.neighbours("migrate");
    assertThat(neighbours).extracting(n -> n.spec().id()).containsExactly("postgresql");
    assertThat(neighbours.getFirst().instance().ports().values())
        .containsExactly(emulator(supervisor, "postgresql").endpoints().getFirst().port());
  }

  @Test
  void oneThatNeedsWhatTheProjectDoesNotHaveSaysSo() throws Exception {
    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);
    supervisor.plan(List.of(StackBench.planned(catalog.find("migrate").orElseThrow())));
    supervisor.startAll();

    Problem problem = ((Failed) await(supervisor, "migrate", Failed.class).state()).problem();
    assertThat(problem.title())
        .isEqualTo("MIGRATE needs “postgresql”, which this project does not have");
  }
}
