package dev.dragoncode.emulators.lifecycle;

import static dev.dragoncode.emulators.lifecycle.StackBench.await;
import static dev.dragoncode.emulators.lifecycle.StackBench.awaitAll;
import static dev.dragoncode.emulators.lifecycle.StackBench.emulator;
import static dev.dragoncode.emulators.lifecycle.StackBench.planned;
import static dev.dragoncode.emulators.lifecycle.StackBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.fake.FakeEngine;
import dev.dragoncode.emulators.engine.fake.FakeWorld;
import dev.dragoncode.emulators.model.EmulatorState.NotStarted;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.SavedStack;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots and resets of a whole stack, and what is left when they fail. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SnapshotTest {

  @TempDir Path home;
  @TempDir Path project;
  private final FakeWorld docker = new FakeWorld();
  private final FakeWorld embedded = new FakeWorld();
  private EmulatorSupervisor supervisor;

  @BeforeEach
  void open() {
    supervisor = another();
    supervisor.plan(List.of(planned("postgresql"), planned("redis"), planned("wiremock")));
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

  private void startWith(String content) throws InterruptedException {
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    docker.write("postgresql", content);
    docker.write("redis", content);
  }

  private Outcome done(StackTask task) {
    return supervisor.submit(task).join();
  }

  private static Problem problem(Outcome outcome) {
    return outcome.problem().orElseThrow();
  }

  @Test
  void putsTheWholeStackBackInPlace() throws Exception {
    startWith("before");
    int port = emulator(supervisor, "redis").endpoints().getFirst().port();
    Outcome saved = done(new StackTask.Save("monday"));
    assertThat(saved.problem()).isEmpty();
    assertThat(saved.notes()).containsExactly("WireMock is not in it: it keeps nothing on disk.");
    awaitAll(supervisor, Ready.class);

    docker.write("postgresql", "after");
    docker.write("redis", "after");
    Outcome restored = done(new StackTask.Restore("monday"));

    assertThat(restored.problem()).isEmpty();
    assertThat(restored.notes())
        .containsExactly("WireMock is as it was: it is not in the snapshot.");
    awaitAll(supervisor, Ready.class);
    assertThat(docker.read("postgresql")).isEqualTo("before");
    assertThat(docker.read("redis")).isEqualTo("before");
    assertThat(docker.data().count("postgresql")).isEqualTo(1);
    assertThat(emulator(supervisor, "redis").endpoints().getFirst().port()).isEqualTo(port);
  }

  @Test
  void isListedWithWhatItHoldsAndCanBeDeleted() throws Exception {
    startWith("before");
    done(new StackTask.Save("monday"));

    SavedStack snapshot = supervisor.work().latest().snapshots().getFirst();
    assertThat(snapshot.name()).isEqualTo("monday");
    assertThat(snapshot.bytes()).isEqualTo(2L * "before".length());
    assertThat(snapshot.emulators())
        .extracting(SavedStack.SavedEmulator::id)
        .containsExactly("postgresql", "redis");
    assertThat(new StackControl(home, List.of()).snapshots(project)).containsExactly(snapshot);
    assertThat(problem(done(new StackTask.Save("monday"))).title()).contains("already");
    assertThat(problem(done(new StackTask.Save("../x"))).title()).contains("cannot be called");
    assertThat(problem(done(new StackTask.Restore("tuesday"))).reason()).contains("monday");

    assertThat(done(new StackTask.Delete("monday")).problem()).isEmpty();
    assertThat(supervisor.work().latest().snapshots()).isEmpty();
  }

  @Test
  void aSaveThatFailsLeavesTheStackRunningAndNoHalfSnapshot() throws Exception {
    startWith("before");
    docker.data().failCopies("redis", Problem.of("The disk is full", "0 bytes are free."));

    assertThat(problem(done(new StackTask.Save("monday"))).title()).isEqualTo("The disk is full");

    awaitAll(supervisor, Ready.class);
    assertThat(docker.read("postgresql")).isEqualTo("before");
    assertThat(filesBelow("snapshots")).isEmpty();
  }

  @Test
  void aRestoreThatFailsLeavesTheOldDataOfAll() throws Exception {
    startWith("before");
    done(new StackTask.Save("monday"));
    docker.write("postgresql", "after");
    docker.data().failCopies("redis", Problem.of("The disk is full", "0 bytes are free."));

    assertThat(problem(done(new StackTask.Restore("monday"))).title())
        .isEqualTo("The disk is full");

    awaitAll(supervisor, Ready.class);
    assertThat(docker.read("postgresql")).isEqualTo("after");
    assertThat(docker.data().count("postgresql")).isEqualTo(1);
  }

  @Test
  void aRestoreTellsWhatDidNotStartAgain() throws Exception {
    startWith("before");
    done(new StackTask.Save("monday"));
    docker.failStart("redis", Problem.of("Redis could not be started", "Its port is taken."));

    Outcome restored = done(new StackTask.Restore("monday"));

    assertThat(restored.problem()).isEmpty();
    assertThat(restored.notes())
        .contains("Redis did not start again: Redis could not be started. Its port is taken.");
    assertThat(emulator(supervisor, "postgresql").state()).isInstanceOf(Ready.class);
  }

  @Test
  void aDamagedSnapshotIsRefused() throws Exception {
    startWith("before");
    done(new StackTask.Save("monday"));
    docker.write("redis", "after");
    for (Path file : filesBelow("snapshots")) {
      if (file.toString().contains("postgresql")) {
        Files.writeString(file, "beforf");
      }
    }

    assertThat(problem(done(new StackTask.Restore("monday"))).title()).contains("is damaged");
    assertThat(docker.read("redis")).isEqualTo("after");
  }

  @Test
  void anotherEngineOrMajorVersionIsRefused() throws Exception {
    startWith("before");
    done(new StackTask.Save("monday"));
    supervisor.stopAll();
    awaitAll(supervisor, Stopped.class);

    supervisor.plan(List.of(planned(spec("postgresql").withImageTag("17.1")), planned("redis")));
    Problem version = problem(done(new StackTask.Restore("monday")));
    assertThat(version.title()).isEqualTo("PostgreSQL 17 cannot use the data of version 18");

    supervisor.prefer(EnginePreference.EMBEDDED);
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    Problem engine = problem(done(new StackTask.Restore("monday")));
    assertThat(engine.title()).contains("is for another engine");
    assertThat(engine.remedies()).extracting(Remedy::text).anyMatch(r -> r.contains("docker"));
  }

  @Test
  void whatWasStoppedStaysStopped() throws Exception {
    startWith("before");
    supervisor.stop("redis");
    await(supervisor, "redis", Stopped.class);
    assertThat(done(new StackTask.Save("monday")).problem()).isEmpty();
    assertThat(done(new StackTask.Restore("monday")).problem()).isEmpty();
    assertThat(emulator(supervisor, "redis").state()).isEqualTo(new Stopped());
    supervisor.start("redis");
    await(supervisor, "redis", Ready.class);
    assertThat(docker.read("redis")).isEqualTo("before");
  }

  @Test
  void closingInTheMiddleOfASaveLeavesTheDataAndNoHalfSnapshot() throws Exception {
    startWith("before");
    FakeWorld.Gate copying = docker.data().holdCopies();
    CompletableFuture<Outcome> save = supervisor.submit(new StackTask.Save("monday"));
    copying.awaitReached();
    supervisor.close();
    copying.open();
    assertThat(problem(save.join()).reason()).contains("as it was");
    assertThat(filesBelow("snapshots")).isEmpty();

    supervisor = another();
    supervisor.plan(List.of(planned("postgresql")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    assertThat(docker.read("postgresql")).isEqualTo("before");
  }

  @Test
  void aSessionThatWasKilledMeanwhileIsResumed() throws Exception {
    startWith("before");
    supervisor.close();
    new StackRecords(home).writeHalted(StackFiles.real(project), List.of("redis"));

    supervisor = another();
    supervisor.plan(List.of(planned("postgresql"), planned("redis")));

    await(supervisor, "redis", Ready.class);
    assertThat(emulator(supervisor, "postgresql").state()).isEqualTo(new NotStarted());
    while (!new StackRecords(home).readHalted(StackFiles.real(project)).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anotherProcessAsksTheOwner() throws Exception {
    startWith("before");
    StackControl control = new StackControl(home, List.of());
    await(supervisor, s -> new StackRecords(home).read(project).isPresent());

    assertThat(control.ask(project, new StackTask.Save("monday")).orElseThrow().problem())
        .isEmpty();
    Outcome again = control.ask(project, new StackTask.Save("monday")).orElseThrow();
    assertThat(problem(again).title()).contains("already");
    supervisor.close();
    assertThat(control.ask(project, new StackTask.Delete("monday"))).isEmpty();
  }

  @Test
  void aResetBeginsAnewAndOnlyForWhatIsNamed() throws Exception {
    startWith("before");
    assertThat(done(new StackTask.Reset(List.of("redis"))).problem()).isEmpty();
    awaitAll(supervisor, Ready.class);
    assertThat(docker.read("redis")).isEmpty();
    assertThat(docker.read("postgresql")).isEqualTo("before");

    assertThat(done(new StackTask.Reset(List.of())).problem()).isEmpty();
    awaitAll(supervisor, Ready.class);
    assertThat(docker.read("postgresql")).isEmpty();
    assertThat(problem(done(new StackTask.Reset(List.of("kafka")))).title()).contains("kafka");
  }

  private List<Path> filesBelow(String folder) throws IOException {
    if (!Files.exists(home.resolve(folder))) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(home.resolve(folder))) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }
}
