package dev.dragoncode.emulators.lifecycle;

import static dev.dragoncode.emulators.lifecycle.StackBench.await;
import static dev.dragoncode.emulators.lifecycle.StackBench.awaitAll;
import static dev.dragoncode.emulators.lifecycle.StackBench.emulator;
import static dev.dragoncode.emulators.lifecycle.StackBench.planned;
import static dev.dragoncode.emulators.lifecycle.StackBench.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.fake.FakeEngine;
import dev.dragoncode.emulators.engine.fake.FakeWorld;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Starting;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stack that its session left running, and what other processes see and do of it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LeftStackTest {

  @TempDir Path home;
  @TempDir Path project;
  private final FakeWorld docker = new FakeWorld();
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
    return StackBench.supervisor(project, home, new FakeEngine(EngineKind.DOCKER, docker));
  }

  @Test
  void theNextSessionAdoptsWhatWasLeftRunning() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    Instance left = instances().getFirst();
    supervisor.close(Ending.LEAVE_RUNNING);
    assertThat(new StackRecords(home).read(project).orElseThrow().left()).isTrue();

    supervisor = another();
    supervisor.plan(List.of(planned("redis")));
    EmulatorSnapshot adopted = await(supervisor, "redis", Ready.class);

    assertThat(instances()).containsExactly(left);
    assertThat(adopted.endpoints().getFirst().port()).isEqualTo(left.ports().get("redis"));
    assertThat(adopted.variables(Dialect.DOTENV)).containsEntry("REDIS_HOST", "127.0.0.1");
  }

  @Test
  void whatEndsWhileItIsAdoptedIsStartedAnewForWhoAskedForIt() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    supervisor.close(Ending.LEAVE_RUNNING);
    docker.mute("redis");
    FakeWorld.Gate anew = docker.holdStart("redis");

    supervisor = another();
    supervisor.plan(List.of(planned("redis"), planned("wiremock")));
    await(supervisor, "redis", Starting.class);
    supervisor.startAll();
    // started after the first one was asked for
    await(supervisor, "wiremock", Ready.class);
    docker.crash("redis", 0, "exit code 0");
    anew.awaitReached();
    docker.unmute("redis");
    anew.open();

    await(supervisor, "redis", Ready.class);
  }

  @Test
  void whatWasLeftWithAnotherConfigurationIsStopped() throws Exception {
    supervisor.plan(List.of(planned("wiremock")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    supervisor.close(Ending.LEAVE_RUNNING);

    supervisor = another();
    supervisor.plan(
        List.of(
            new PlannedEmulator(
                spec("wiremock"),
                Optional.empty(),
                Map.of(),
                Map.of("variable", "OTHER_URL"),
                List.of())));
    supervisor.startAll();
    EmulatorSnapshot wiremock = await(supervisor, "wiremock", Ready.class);

    assertThat(wiremock.variables(Dialect.DOTENV)).containsKey("OTHER_URL");
    assertThat(instances()).hasSize(1);
  }

  @Test
  void aSecondSessionIsToldWhoRunsTheStack() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);

    try (EmulatorSupervisor second = another()) {
      second.plan(List.of(planned("redis")));
      second.startAll();
      Problem problem = ((Failed) await(second, "redis", Failed.class).state()).problem();
      assertThat(problem.reason()).contains("process " + ProcessHandle.current().pid());
    }
    assertThat(emulator(supervisor, "redis").state()).isInstanceOf(Ready.class);
  }

  @Test
  void anotherProcessSeesTheStackAndCanStopIt() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    StackControl control =
        new StackControl(home, List.of(new FakeEngine(EngineKind.DOCKER, docker)));
    await(supervisor, s -> recorded(control) instanceof Ready);

    assertThat(control.status(project).orElseThrow().emulators().getFirst().variables())
        .isEqualTo(emulator(supervisor, "redis").variables());
    assertThat(control.down(project, Duration.ofSeconds(20))).isEqualTo(1);

    await(supervisor, "redis", Stopped.class);
    assertThat(instances()).isEmpty();
  }

  @Test
  void downStopsWhatWasLeftRunning() throws Exception {
    supervisor.plan(List.of(planned("redis")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);
    supervisor.close(Ending.LEAVE_RUNNING);
    StackControl control =
        new StackControl(home, List.of(new FakeEngine(EngineKind.DOCKER, docker)));

    assertThat(control.status(project).orElseThrow().emulators().getFirst().state())
        .isInstanceOf(Ready.class);
    assertThat(control.logs(project, 10)).isNotEmpty();
    assertThat(control.down(project, Duration.ofSeconds(5))).isEqualTo(1);
    assertThat(control.status(project)).isEmpty();
    assertThat(instances()).isEmpty();
  }

  @Test
  void whatIsNoLongerPlannedIsStopped() throws Exception {
    supervisor.plan(List.of(planned("redis"), planned("rabbitmq")));
    supervisor.startAll();
    awaitAll(supervisor, Ready.class);

    supervisor.plan(List.of(planned("redis")));
    supervisor.close(Ending.LEAVE_RUNNING);

    assertThat(instances()).extracting(Instance::emulator).containsExactly("redis");
  }

  private Object recorded(StackControl control) {
    try {
      return control.status(project).orElseThrow().emulators().getFirst().state();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } catch (java.util.NoSuchElementException e) {
      return e;
    }
  }

  private List<Instance> instances() {
    return new FakeEngine(EngineKind.DOCKER, docker).instances();
  }
}
