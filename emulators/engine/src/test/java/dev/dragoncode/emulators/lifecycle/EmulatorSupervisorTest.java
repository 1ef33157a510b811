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
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency.Condition;
import dev.dragoncode.emulators.model.EmulatorState.EngineUnavailable;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.NotStarted;
import dev.dragoncode.emulators.model.EmulatorState.Pulling;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Starting;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EmulatorState.Unhealthy;
import dev.dragoncode.emulators.model.EmulatorState.Waiting;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class EmulatorSupervisorTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Problem NO_DOCKER =
      Problem.of("Docker does not answer", "It is not running.", Remedy.of("Start Docker."));

  @TempDir Path home;
  @TempDir Path project;
  private final FakeWorld docker = new FakeWorld();
  private final FakeWorld embedded = new FakeWorld();
  private EmulatorSupervisor supervisor;

  @BeforeEach
  void open() {
    supervisor =
        StackBench.supervisor(
            project,
            home,
            new FakeEngine(EngineKind.DOCKER, docker),
            new FakeEngine(EngineKind.EMBEDDED, embedded));
  }

  @AfterEach
  void close() {
    supervisor.close();
  }

  @Test
  void startsAllAndSaysHowToConnect() throws Exception {
    supervisor.plan(List.of(planned("postgresql"), planned("redis")));
    assertThat(emulator(supervisor, "redis").state()).isEqualTo(new NotStarted());

    supervisor.startAll();
    awaitAll(supervisor, Ready.class);

    EmulatorSnapshot postgresql = emulator(supervisor, "postgresql");
    int port = postgresql.endpoints().getFirst().port();
    assertThat(((Ready) postgresql.state()).endpoints()).isEqualTo(postgresql.endpoints());
    assertThat(postgresql.variables(Dialect.DOTENV)).containsEntry("PGPORT", "" + port);
    assertThat(postgresql.variables(Dialect.SPRING).get("spring.datasource.url"))
        .isEqualTo("jdbc:postgresql://127.0.0.1:%d/app".formatted(port));
    assertThat(postgresql.choice().orElseThrow().kind()).isEqualTo(EngineKind.DOCKER);
    assertThat(postgresql.why()).containsExactly("pom.xml needs it");
    assertThat(postgresql.gaps()).isNotEmpty();
    assertThat(supervisor.recent()).extracting(LogLine::emulator).contains("postgresql", "redis");
  }

  @Test
  void stopsAndLeavesNothing() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);

    supervisor.stopAll();
    awaitAll(supervisor, Stopped.class);

    assertThat(instances(docker, EngineKind.DOCKER)).isEmpty();
  }

  @Test
  void showsWhatIsPulledAndCutsItShort() throws Exception {
    docker.pull("redis", 1_000);
    FakeWorld.Gate half = docker.holdPull("redis");
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    half.awaitReached();

    assertThat(((Pulling) await(supervisor, "redis", Pulling.class).state()).progress().fraction())
        .isEqualTo(0.5);
    supervisor.stop("redis");
    await(supervisor, "redis", Stopped.class);
    assertThat(instances(docker, EngineKind.DOCKER)).isEmpty();
  }

  @Test
  void waitsForDependenciesAtTheStartAndTheOtherWayRoundAtTheStop() throws Exception {
    FakeWorld.Gate gate = docker.holdStart("postgresql");
    supervisor.plan(
        List.of(
            planned(spec("rabbitmq", MINUTE, new Dependency("postgresql", Condition.READY))),
            planned("postgresql")));
    supervisor.start("rabbitmq");
    gate.awaitReached();
    assertThat(await(supervisor, "rabbitmq", Waiting.class).state())
        .isEqualTo(new Waiting(Set.of("postgresql")));

    gate.open();
    awaitAll(supervisor, Ready.class);
    BlockingQueue<String> stops = new LinkedBlockingQueue<>();
    supervisor
        .snapshots()
        .subscribe(snapshot -> {
          boolean first = snapshot.emulator("rabbitmq").orElseThrow().state().active();
          boolean second = snapshot.emulator("postgresql").orElseThrow().state().active();
          stops.add(first + " " + second);
        });
    supervisor.stopAll();
    awaitAll(supervisor, Stopped.class);
    assertThat(stops).doesNotContain("true false").contains("false true");
  }

  @Test
  void aFailedDependencyFailsWhatNeedsIt() throws Exception {
    docker.failStart("postgresql", Problem.of("No such image", "It is missing."));
    supervisor.plan(
        List.of(
            planned("postgresql"),
            planned(spec("rabbitmq", MINUTE, new Dependency("postgresql", Condition.READY)))));
    supervisor.startAll();
    awaitAll(supervisor, Failed.class);

    assertThat(((Failed) emulator(supervisor, "rabbitmq").state()).problem().reason())
        .contains("PostgreSQL");
  }

  @Test
  void takesTheEmbeddedEngineWhereThereIsNoContainerAndSaysWhy() throws Exception {
    docker.refuse("redis", "docker.io did not answer within 2 s", NO_DOCKER);
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();

    EmulatorSnapshot redis = await(supervisor, "redis", Ready.class);
    assertThat(redis.choice().orElseThrow().kind()).isEqualTo(EngineKind.EMBEDDED);
    assertThat(redis.choice().orElseThrow().why()).isEqualTo("docker.io did not answer within 2 s");
  }

  @Test
  void withoutTheChosenEngineItIsUnavailableAndRetryStartsIt() throws Exception {
    docker.stopEngine(NO_DOCKER);
    supervisor.prefer(EnginePreference.DOCKER);
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    EmulatorSnapshot redis = await(supervisor, "redis", EngineUnavailable.class);
    assertThat(((EngineUnavailable) redis.state()).problem()).isEqualTo(NO_DOCKER);

    docker.startEngine();
    supervisor.retry();
    await(supervisor, "redis", Ready.class);
  }

  @Test
  void noticesThatItEndedAndShowsItsLastLines() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    docker.log("redis", "ERROR out of memory");

    docker.crash("redis", 137, "exit code 137 (killed)");

    Problem problem = ((Failed) await(supervisor, "redis", Failed.class).state()).problem();
    assertThat(problem.reason()).contains("exit code 137 (killed)").contains("out of memory");
    supervisor.start("redis");
    await(supervisor, "redis", Ready.class);
  }

  @Test
  void aStartThatTakesTooLongFailsAndLeavesNothing() throws Exception {
    docker.mute("redis");
    supervisor.plan(List.of(planned(spec("redis", Duration.ofSeconds(1)))));
    supervisor.startAll();

    Problem problem = ((Failed) await(supervisor, "redis", Failed.class).state()).problem();
    assertThat(problem.title()).isEqualTo("Redis was not ready within 1 s");
    assertThat(problem.reason()).contains("ready to accept connections");
    assertThat(instances(docker, EngineKind.DOCKER)).isEmpty();
  }

  @Test
  void becomesUnhealthyAndReadyAgain() throws Exception {
    supervisor.plan(List.of(planned(spec("redis", Duration.ofSeconds(30)))));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);

    docker.mute("redis");
    assertThat(((Unhealthy) await(supervisor, "redis", Unhealthy.class).state()).reason())
        .contains("Redis answers on");
    docker.unmute("redis");
    await(supervisor, "redis", Ready.class);
  }

  @Test
  void survivesItsEnginesAbsence() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);

    docker.stopEngine(NO_DOCKER);
    await(supervisor, "redis", EngineUnavailable.class);
    docker.startEngine();

    await(supervisor, "redis", Ready.class);
    assertThat(instances(docker, EngineKind.DOCKER)).hasSize(1);
    assertThat(supervisor.recent())
        .extracting(LogLine::text)
        .contains("Redis ended with its engine, which is back");
  }

  @Test
  void startsAgainWhatEndedByItselfButNotForEver() throws Exception {
    supervisor.close();
    supervisor =
        StackBench.supervisor(
            project,
            home,
            List.of(Duration.ZERO, Duration.ZERO),
            new FakeEngine(EngineKind.DOCKER, docker));
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    docker.write("redis", "dragons");
    for (int restart = 1; restart <= 2; restart++) {
      Instance before = instances(docker, EngineKind.DOCKER).getFirst();
      docker.crash("redis", 137, "exit code 137 (killed)");
      await(
          supervisor,
          s ->
              s.emulator("redis").orElseThrow().state() instanceof Ready
                  && !instances(docker, EngineKind.DOCKER).contains(before));
      assertThat(docker.read("redis")).isEqualTo("dragons");
    }
    docker.crash("redis", 137, "exit code 137 (killed)");

    Problem problem = ((Failed) await(supervisor, "redis", Failed.class).state()).problem();
    assertThat(problem.reason()).contains("exit code 137 (killed)");
    supervisor.start("redis");
    await(supervisor, "redis", Ready.class);
  }

  @Test
  void readsWhatItUses() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();

    StackSnapshot snapshot =
        await(supervisor, s -> s.emulators().stream().anyMatch(e -> e.cpuHistory().size() >= 2));
    assertThat(snapshot.emulators().getFirst().use().orElseThrow().memoryBytes())
        .isEqualTo(48 << 20);
  }

  @Test
  void aTakenFixedPortIsAProblem() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      supervisor.plan(
          List.of(
              new PlannedEmulator(
                  spec("redis"), Optional.empty(), Map.of("redis", port), Map.of(), List.of())));
      supervisor.startAll();

      Problem problem = ((Failed) await(supervisor, "redis", Failed.class).state()).problem();
      assertThat(problem.title()).isEqualTo("Port " + port + " is taken");
      assertThat(problem.reason()).contains("java (process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void aTakenLeasedPortMovesAndSaysSo() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    int port = emulator(supervisor, "redis").endpoints().getFirst().port();
    supervisor.stopAll();
    awaitAll(supervisor, Stopped.class);

    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      supervisor.startAll();
      EmulatorSnapshot redis = await(supervisor, "redis", Ready.class);
      assertThat(redis.endpoints().getFirst().port()).isNotEqualTo(port);
      assertThat(redis.choice().orElseThrow().why()).contains("port " + port + " is taken");
    }
  }

  @Test
  void restartStopsAndStarts() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    Instance before = instances(docker, EngineKind.DOCKER).getFirst();

    supervisor.restart("redis");
    await(supervisor, s -> readyAgain(s, docker, "redis", before));
  }

  /** Else a look that began before takes what has just been started for what has ended. */
  @Test
  void whatEndedJustBeforeItWasRestartedIsNotRestartedTwice() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    Instance before = instances(docker, EngineKind.DOCKER).getFirst();
    FakeWorld.Gate look = docker.holdTail("redis");
    docker.crash("redis", 137, "exit code 137 (killed)");
    look.awaitReached();

    supervisor.restart("redis");
    await(supervisor, s -> readyAgain(s, docker, "redis", before));
    Instance restarted = instances(docker, EngineKind.DOCKER).getFirst();
    look.open();

    await(supervisor, s -> s.emulators().getFirst().cpuHistory().size() >= 2);
    assertThat(instances(docker, EngineKind.DOCKER)).containsExactly(restarted);
  }

  @Test
  void aJobThatEndedWellLetsItsDependentsStart() throws Exception {
    FakeWorld.Gate gate = docker.holdStart("rabbitmq");
    docker.mute("redis");
    supervisor.plan(
        List.of(
            planned("redis"),
            planned(spec("rabbitmq", MINUTE, new Dependency("redis", Condition.COMPLETED)))));
    supervisor.startAll();
    await(supervisor, "redis", Starting.class);
    await(supervisor, s -> !instances(docker, EngineKind.DOCKER).isEmpty());
    docker.crash("redis", 0, "exit code 0");

    gate.awaitReached();
    gate.open();
    await(supervisor, "rabbitmq", Ready.class);
    assertThat(emulator(supervisor, "redis").state()).isEqualTo(new Stopped(true));
  }

  @Test
  void aDataFolderThatCannotBeWrittenIsAProblem() throws Exception {
    Path file = Files.writeString(home.resolve("stacks"), "in the way");
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();

    Problem problem = ((Failed) await(supervisor, "redis", Failed.class).state()).problem();
    assertThat(problem.reason()).contains(file.toString());
    assertThat(problem.remedies()).isNotEmpty();
  }

  private static List<Instance> instances(FakeWorld world, EngineKind kind) {
    return new FakeEngine(kind, world).instances();
  }
}
