package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EmulatorEngineContract;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.ShellTerminal;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.snapshot.Subscription;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real container engine, and what only containers have. */
class DockerEngineTest extends EmulatorEngineContract {

  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  @Override
  protected EmulatorEngine open() throws InterruptedException {
    return DockerWorld.open();
  }

  @Override
  protected ProblemException judge(EmulatorSpec spec, ProblemException failure)
      throws InterruptedException {
    return DockerWorld.judge(engine(), spec, failure);
  }

  @Test
  void containersAreShutInAndBoundToLoopback() throws Exception {
    Instance instance = start(request(spec("postgresql")));

    try (DockerConnection docker = DockerWorld.connect()) {
      InspectContainerResponse container = inspect(docker.client(), instance);
      HostConfig host = container.getHostConfig();
      assertThat(container.getName()).matches("/dragoncode-project-postgresql-[0-9a-f]{8}");
      assertThat(host.getPortBindings().getBindings().values())
          .allSatisfy(bindings ->
              assertThat(bindings)
                  .extracting(Ports.Binding::getHostIp)
                  .containsExactly("127.0.0.1"));
      assertThat(host.getPrivileged()).isFalse();
      assertThat(host.getInit()).isTrue();
      assertThat(host.getMemory()).isEqualTo(1L << 30);
      assertThat(host.getRestartPolicy().getName()).isIn("", "no");
      assertThat(container.getConfig().getHealthcheck().getTest()).containsExactly("NONE");
    }
  }

  @Test
  void anonymousVolumesGoWithTheContainer() throws Exception {
    Instance instance = start(request(spec("postgresql")));
    try (DockerConnection docker = DockerWorld.connect()) {
      List<String> volumes =
          inspect(docker.client(), instance).getMounts().stream()
              .map(InspectContainerResponse.Mount::getName)
              .toList();
      assertThat(volumes).isNotEmpty();

      engine().stop(instance, Duration.ZERO);

      assertThat(volumes)
          .allSatisfy(volume ->
              assertThatThrownBy(() -> docker.client().inspectVolumeCmd(volume).exec())
                  .isInstanceOf(NotFoundException.class));
    }
  }

  @Test
  void aShellRunsOnATerminalOfTheUsersSize() throws Exception {
    Instance instance = start(request(spec("redis")));
    // closed last: it waits for the shell, which ends with its terminal
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ScriptedTerminal terminal = new ScriptedTerminal(new ShellTerminal.Size(101, 37))) {
      Future<Integer> code =
          threads.submit(() -> engine().shell().orElseThrow().open(instance, terminal));

      terminal.type("tty; stty size\r");
      await("the size", () -> terminal.shown().contains("37 101"));
      terminal.resize(new ShellTerminal.Size(60, 20));
      terminal.type("stty size; echo dragon-$((40 + 2)); exit 3\r");

      assertThat(code.get()).isEqualTo(3);
      assertThat(terminal.shown()).contains("/dev/pts/", "20 60", "dragon-42");
    }
  }

  @Test
  void aShellInWhatIsGoneIsAProblem() throws Exception {
    Instance instance = start(request(spec("redis")));
    engine().stop(instance, Duration.ZERO);
    try (ScriptedTerminal terminal = new ScriptedTerminal(new ShellTerminal.Size(80, 24))) {
      assertThatThrownBy(() -> engine().shell().orElseThrow().open(instance, terminal))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("No terminal could be opened in redis");
    }
  }

  @Test
  void aKilledContainerIsSeenWithItsExitCode() throws Exception {
    Instance instance = start(request(spec("redis")));
    awaitReady(spec("redis"), instance);
    try (DockerConnection docker = DockerWorld.connect()) {
      docker.client().killContainerCmd(instance.id()).exec();
    }

    await("the end", () -> engine().liveness(instance) instanceof Liveness.Ended);

    assertThat(engine().liveness(instance))
        .isEqualTo(new Liveness.Ended(137, "exit code 137 (killed)"));
    assertThat(engine().use(instance)).isEmpty();
    assertThat(engine().tail(instance, 5)).isNotEmpty();
  }

  @Test
  void aSecondStackOfTheSameProjectIsRefused() throws Exception {
    EmulatorSpec redis = spec("redis");
    Instance first = start(request(redis));

    assertProblem(
        () -> start(request(redis)),
        "Redis could not be started",
        "A container of the same name exists");

    assertThat(ofThisProject()).containsExactly(first);
  }

  @Test
  void whatIsLeftOfADeadContainerMakesRoom() throws Exception {
    EmulatorSpec redis = spec("redis");
    Instance first = start(request(redis));
    try (DockerConnection docker = DockerWorld.connect()) {
      docker.client().killContainerCmd(first.id()).exec();
    }
    await("the end", () -> engine().liveness(first) instanceof Liveness.Ended);

    Instance second = start(request(redis));

    assertThat(ofThisProject()).containsExactly(second);
  }

  @Test
  void anImageThatDoesNotExistIsAProblem() throws Exception {
    String mirror = DockerWorld.requireMirror();
    EmulatorSpec redis = spec("redis");
    try (DockerEngine engine = with(Map.of("redis", mirror + "/library/nothing:1.0"))) {
      assertProblem(
          () -> engine.start(request(redis), DockerWorld.NOBODY),
          "Redis could not be started",
          "There is no image " + mirror + "/library/nothing:1.0");
    }
    assertThat(ofThisProject()).isEmpty();
  }

  @Test
  void whatTheEngineRefusesLeavesNothing() throws Exception {
    EmulatorSpec redis = spec("redis");
    EmulatorSpec broken = DockerWorld.withMemory(redis, 1_024);

    assertProblem(
        () -> start(request(broken)), "Redis could not be started", "The container engine says:");

    assertThat(ofThisProject()).isEmpty();
  }

  @Test
  void silentRegistriesAreAskedAtTheSameTime() throws Exception {
    try (ServerSocket one = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        DockerEngine engine =
            with(
                Map.of(
                    "redis", "127.0.0.1:" + one.getLocalPort() + "/a:1",
                    "rabbitmq", "127.0.0.1:" + other.getLocalPort() + "/b:1"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(engine.status().available()).isTrue();
      long before = System.nanoTime();
      List<Future<Availability>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        EmulatorSpec spec = spec(i % 2 == 0 ? "redis" : "rabbitmq");
        answers.add(threads.submit(() -> engine.availability(spec)));
      }

      for (Future<Availability> answer : answers) {
        assertThat(answer.get())
            .isInstanceOfSatisfying(
                Availability.Impossible.class,
                no -> assertThat(no.why()).endsWith("did not answer within 2 s"));
      }
      // one after the other they would take eight seconds
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void aRegistryThatAnswersMakesAnImagePossible() throws Exception {
    String mirror = DockerWorld.requireMirror();
    try (DockerEngine engine = with(Map.of("redis", mirror + "/library/nothing:1.0"))) {
      assertThat(engine.availability(spec("redis")))
          .isEqualTo(new Availability.Possible(mirror + " answers"));
    }
  }

  @Test
  void anEngineThatStopsAndComesBackIsNoticed(@TempDir Path sockets) throws Exception {
    Assumptions.assumeTrue(Files.exists(SOCKET), "no engine at " + SOCKET);
    Instance instance = start(request(spec("redis")));
    List<LogLine> lines = new CopyOnWriteArrayList<>();
    try (SocketProxy proxy = new SocketProxy(sockets.resolve("d.sock"), SOCKET);
        DockerEngine engine = at(proxy.address());
        Subscription follower = engine.follow(instance, 10, lines::add)) {
      assertThat(follower).isNotNull();
      assertThat(engine.liveness(instance)).isEqualTo(new Liveness.Running());
      await("a line", () -> !lines.isEmpty());

      proxy.cut();

      assertProblem(
          () -> engine.liveness(instance),
          "The container engine does not answer",
          sockets.resolve("d.sock").toString(),
          "The state of redis could not be read",
          "stopped answering");
      assertThat(engine.status()).isInstanceOf(EngineStatus.Unavailable.class);
      assertThat(engine.availability(spec("redis"))).isInstanceOf(Availability.Impossible.class);
      proxy.restore();
      assertThat(engine.status()).isInstanceOf(EngineStatus.Available.class);
      assertThat(engine.liveness(instance)).isEqualTo(new Liveness.Running());
      assertThat(engine.instances()).contains(instance);
    }
  }

  @Test
  void anEngineThatWasRestartedMeanwhileIsSimplyUsed(@TempDir Path sockets) throws Exception {
    Assumptions.assumeTrue(Files.exists(SOCKET), "no engine at " + SOCKET);
    try (SocketProxy proxy = new SocketProxy(sockets.resolve("d.sock"), SOCKET);
        DockerEngine engine = at(proxy.address())) {
      assertThat(engine.instances()).isNotNull();
      proxy.cut();
      proxy.restore();
      assertThat(engine.instances()).isNotNull();
      proxy.cut();
      proxy.restore();

      Instance instance = engine.start(request(spec("redis")), DockerWorld.NOBODY);

      engine.stop(instance, Duration.ofSeconds(5));
    }
  }

  private static InspectContainerResponse inspect(DockerClient client, Instance instance) {
    return client.inspectContainerCmd(instance.id()).exec();
  }

  /** A problem with this title whose reason holds the text; or one of the further pairs. */
  private static void assertProblem(ThrowingCallable call, String... titlesAndReasons) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              boolean found = false;
              for (int i = 0; i < titlesAndReasons.length; i += 2) {
                found |=
                    e.problem().title().equals(titlesAndReasons[i])
                        && e.problem().reason().contains(titlesAndReasons[i + 1]);
              }
              assertThat(found).as(e.problem().toString()).isTrue();
              assertThat(e.problem().remedies()).isNotEmpty();
            });
  }

  private static DockerEngine with(Map<String, String> overrides) {
    return DockerWorld.engine(
        DockerHosts.ofThisMachine(Optional.empty())::find,
        new ImageSources(Optional.empty(), overrides));
  }

  private static DockerEngine at(String address) {
    DockerHost host = new DockerHost(URI.create(address), Optional.empty(), "the test", true);
    return DockerWorld.engine(
        () -> new DockerHosts.Found(List.of(host), List.of()), ImageSources.from(System.getenv()));
  }
}
