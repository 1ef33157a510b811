package dev.dragoncode.emulators.lifecycle;

import static dev.dragoncode.emulators.lifecycle.StackBench.await;
import static dev.dragoncode.emulators.lifecycle.StackBench.awaitAll;
import static dev.dragoncode.emulators.lifecycle.StackBench.emulator;
import static dev.dragoncode.emulators.lifecycle.StackBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.engine.fake.FakeEngine;
import dev.dragoncode.emulators.engine.fake.FakeWorld;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EmulatorState.Waiting;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.seed.SeedFile;
import dev.dragoncode.emulators.seed.Seeder;
import dev.dragoncode.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When seeds are applied, and when they are not. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SeedingTest {

  @TempDir Path home;
  @TempDir Path project;
  private final FakeWorld docker = new FakeWorld();
  private final List<String> applied = new CopyOnWriteArrayList<>();
  private EmulatorSupervisor supervisor;
  private Seeder seeder = this::apply;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectories(project.resolve("db"));
    Files.writeString(project.resolve("db/1-schema.sql"), "CREATE TABLE dragons ();");
    Files.writeString(project.resolve("db/2-dragons.sql"), "INSERT INTO dragons VALUES ();");
    supervisor = another();
  }

  private EmulatorSupervisor another() {
    EmulatorSupervisor made =
        StackBench.supervisor(project, home, new FakeEngine(EngineKind.DOCKER, docker));
    made.seeder((target, file) -> seeder.seed(target, file));
    return made;
  }

  @AfterEach
  void close() {
    supervisor.close();
  }

  private String apply(BrowseTarget target, SeedFile file) throws InterruptedException {
    applied.add(target.spec().id() + " " + file.name());
    return "1 statement";
  }

  private static PlannedEmulator seeded(EmulatorSpec spec, String... seeds) {
    return new PlannedEmulator(
        spec, Optional.empty(), Map.of(), Map.of(), List.of(), List.of(seeds));
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
  void fillsFreshDataOnceInTheOrderOfTheFiles() throws Exception {
    supervisor.plan(List.of(seeded(spec("postgresql"), "db")));
    startAll();
    stopAll();
    startAll();
    assertThat(applied)
        .containsExactly("postgresql db/1-schema.sql", "postgresql db/2-dragons.sql");
    assertThat(supervisor.recent())
        .extracting(LogLine::text)
        .contains("Seeded from db/2-dragons.sql: 1 statement");

    assertThat(supervisor.submit(new StackTask.Reset(List.of())).get().problem()).isEmpty();
    assertThat(applied).hasSize(4);
  }

  @Test
  void fillsWhatKeepsNothingAtEachStart() throws Exception {
    supervisor.plan(List.of(seeded(spec("mailpit"), "db/1-schema.sql")));
    startAll();
    stopAll();
    startAll();
    assertThat(applied).hasSize(2);
  }

  @Test
  void isDoneBeforeDependentsStart() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    seeder =
        (target, file) -> {
          begun.countDown();
          go.await();
          return apply(target, file);
        };
    supervisor.plan(
        List.of(
            seeded(spec("postgresql"), "db/1-schema.sql"),
            StackBench.planned(
                spec(
                    "redis",
                    Duration.ofMinutes(1),
                    new Dependency("postgresql", Dependency.Condition.READY)))));
    supervisor.startAll();
    begun.await();
    assertThat(emulator(supervisor, "redis").state()).isEqualTo(new Waiting(Set.of("postgresql")));

    go.countDown();
    awaitAll(supervisor, Ready.class);
  }

  @Test
  void thatIsRefusedFailsTheStartAndItsDataDoesNotCount() throws Exception {
    seeder =
        (target, file) -> {
          throw file.failure(7, target.spec().name(), "relation “dragons” does not exist");
        };
    supervisor.plan(List.of(seeded(spec("postgresql"), "db/2-dragons.sql")));
    supervisor.startAll();

    Problem problem = ((Failed) await(supervisor, "postgresql", Failed.class).state()).problem();
    assertThat(problem.title()).isEqualTo("PostgreSQL was not seeded: db/2-dragons.sql, line 7");
    assertThat(problem.reason()).contains("does not exist");
    assertThat(docker.data().count("postgresql")).isZero();

    seeder = this::apply;
    startAll();
    assertThat(applied).hasSize(1);
  }

  @Test
  void outsideOfTheProjectOrMissingIsAProblem() throws Exception {
    Path outside = Files.writeString(home.resolve("passwords.sql"), "SELECT 1");
    Files.createSymbolicLink(project.resolve("link.sql"), outside);
    for (String bad : List.of("../passwords.sql", outside.toString(), "link.sql", "none.sql")) {
      supervisor.plan(List.of(seeded(spec("postgresql"), bad)));
      supervisor.startAll();
      Problem problem = ((Failed) await(supervisor, "postgresql", Failed.class).state()).problem();
      assertThat(problem.title()).contains(bad);
      supervisor.plan(List.of());
    }
    assertThat(applied).isEmpty();
  }

  @Test
  void thatChangedIsNoticedAndNotAppliedByItself() throws Exception {
    supervisor.plan(List.of(seeded(spec("postgresql"), "db")));
    startAll();
    assertThat(emulator(supervisor, "postgresql").seeds().changed()).isFalse();

    Files.writeString(project.resolve("db/3-more.sql"), "SELECT 1");
    await(supervisor, s -> s.emulator("postgresql").orElseThrow().seeds().changed());
    stopAll();
    startAll();
    assertThat(applied).hasSize(2);
    assertThat(emulator(supervisor, "postgresql").seeds().changed()).isTrue();

    assertThat(supervisor.submit(new StackTask.Reset(List.of())).get().problem()).isEmpty();
    assertThat(applied).hasSize(5).endsWith("postgresql db/3-more.sql");
    assertThat(emulator(supervisor, "postgresql").seeds().changed()).isFalse();
  }

  @Test
  void anAdoptedEmulatorIsNotSeededAgain() throws Exception {
    supervisor.plan(List.of(seeded(spec("postgresql"), "db")));
    startAll();
    supervisor.close(Ending.LEAVE_RUNNING);
    supervisor = another();
    supervisor.plan(List.of(seeded(spec("postgresql"), "db")));
    awaitAll(supervisor, Ready.class);
    assertThat(applied).hasSize(2);
  }

  @Test
  void aStopCutsItShort() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    seeder =
        (target, file) -> {
          begun.countDown();
          new CountDownLatch(1).await();
          return "";
        };
    supervisor.plan(List.of(seeded(spec("postgresql"), "db/1-schema.sql")));
    supervisor.startAll();
    begun.await();
    supervisor.stop("postgresql");
    await(supervisor, "postgresql", Stopped.class);
    assertThat(docker.data().count("postgresql")).isZero();
  }
}
