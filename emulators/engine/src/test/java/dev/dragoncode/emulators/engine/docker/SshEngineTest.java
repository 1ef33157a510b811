package dev.dragoncode.emulators.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Ports;
import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.clients.Connection;
import dev.dragoncode.emulators.clients.RealClients;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.probe.ProbeOutcome;
import dev.dragoncode.emulators.probe.ProbeTarget;
import dev.dragoncode.emulators.probe.Prober;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.io.process.ProcessStart;
import dev.dragoncode.io.ssh.SshSettings;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An engine behind OpenSSH's own server, as if it were on another machine. */
@Timeout(120)
class SshEngineTest {

  private static final EmulatorSpec REDIS = EmulatorCatalog.bundled().find("redis").orElseThrow();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final List<DockerEngine> engines = new ArrayList<>();
  private final List<Instance> started = new ArrayList<>();
  private @Nullable SshServer ssh;

  @BeforeEach
  void listen() throws Exception {
    DockerWorld.open().close();
    ssh = SshServer.start(folder.resolve("ssh"));
  }

  @AfterEach
  void stopAll() throws Exception {
    if (ssh == null) {
      return; // skipped
    }
    if (!started.isEmpty()) {
      try (DockerConnection docker = DockerWorld.connect();
          EngineCalls calls = new EngineCalls()) {
        started.forEach(
            instance -> new ContainerRemoval(docker.client(), calls).byForce(instance.id()));
      }
    }
    engines.forEach(DockerEngine::close);
    ssh.close();
  }

  @Test
  void emulatorsOverThereServeClientsHere() throws Exception {
    DockerEngine engine = engine("home", ssh().settings());
    assertThat(engine.status())
        .isInstanceOfSatisfying(
            EngineStatus.Available.class,
            available -> assertThat(available.where()).isEqualTo("127.0.0.1"));
    StartRequest request = request(REDIS);

    Instance instance = start(engine, request);

    assertThat(instance.ports()).isEqualTo(request.ports());
    awaitReady(instance);
    RealClients.of("redis").drive(new Connection(REDIS, instance));
    assertThat(engine.instances()).containsExactly(instance);
    assertThat(engine.tail(instance, 5)).isNotEmpty();
    int leased = instance.ports().values().iterator().next();
    try (DockerConnection docker = DockerWorld.connect()) {
      Ports.Binding[] published =
          docker
              .client()
              .inspectContainerCmd(instance.id())
              .exec()
              .getNetworkSettings()
              .getPorts()
              .getBindings()
              .values()
              .iterator()
              .next();
      assertThat(published).extracting(Ports.Binding::getHostIp).containsExactly("127.0.0.1");
      assertThat(published[0].getHostPortSpec()).isNotEqualTo(String.valueOf(leased));
    }

    engine.stop(instance, Duration.ZERO);

    assertThat(LoopbackPorts.free(leased)).isTrue();
    assertThat(engine.instances()).isEmpty();
  }

  @Test
  void aBrokenTunnelIsBuiltAgainForTheNextConnection() throws Exception {
    DockerEngine engine = engine("home", ssh().settings());
    Instance instance = start(engine, request(REDIS));
    awaitReady(instance);

    ssh().cut();

    awaitReady(instance);
    RealClients.of("redis").drive(new Connection(REDIS, instance));
    assertThat(engine.status().available()).isTrue();
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "some seconds of waiting: under the profile matrix")
  void aFollowedLogGoesOnAfterABrokenTunnelAndRepeatsNothing() throws Exception {
    DockerEngine engine = engine("home", ssh().settings());
    Instance instance = start(engine, request(REDIS));
    awaitReady(instance);
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Subscription _ = engine.follow(instance, 1_000, line -> lines.add(line.text()))) {
      awaitTrue(() -> lines.stream().anyMatch(line -> line.contains("Ready to accept")));

      ssh().cut();
      awaitReady(instance);
      try (Socket redis =
          new Socket(
              InetAddress.getLoopbackAddress(), instance.ports().values().iterator().next())) {
        redis.getOutputStream().write("SAVE\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(redis.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
            .isEqualTo("+OK");
      }

      awaitTrue(() -> lines.stream().anyMatch(line -> line.contains("DB saved on disk")));
      assertThat(lines).filteredOn(line -> line.contains("Ready to accept")).hasSize(1);
    }
  }

  private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never came true").isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void aMachineThatGoesAwayAndComesBackIsNoticed() throws Exception {
    DockerEngine engine = engine("home", ssh().settings());
    Instance instance = start(engine, request(REDIS));
    awaitReady(instance);

    ssh().stop();

    assertThat(engine.status()).isInstanceOf(EngineStatus.Unavailable.class);
    assertThat(probe(instance, Duration.ZERO).passed()).isFalse();
    ssh().start();
    assertThat(engine.status()).isInstanceOf(EngineStatus.Available.class);
    awaitReady(instance);
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "some seconds of waiting: under the profile matrix")
  void clientsAloneBringABrokenTunnelBack() throws Exception {
    Instance instance = start(engine("home", ssh().settings()), request(REDIS));
    awaitReady(instance);

    ssh().stop();
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(probe(instance, Duration.ZERO).passed()).isFalse();
    }
    ssh().start();

    awaitReady(instance);
  }

  @Test
  void aLaterSessionReachesWhatAnEarlierOneLeft() throws Exception {
    DockerEngine earlier = engine("home", ssh().settings());
    Instance instance = start(earlier, request(REDIS));
    awaitReady(instance);
    earlier.close();
    assertThat(LoopbackPorts.free(instance.ports().values().iterator().next())).isTrue();
    DockerEngine later = engine("home", ssh().settings());

    assertThat(later.instances()).containsExactly(instance);
    later.reach(instance);

    awaitReady(instance);
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "some seconds of waiting: under the profile matrix")
  void whatRunsForAnotherMachineIsNotOurs() throws Exception {
    DockerEngine mine = engine("home", ssh().settings());
    DockerEngine theirs = engine("their-home", ssh().settings());
    StartRequest request = request(REDIS);

    Instance one = start(mine, request);
    Instance other = start(theirs, request(REDIS));

    assertThat(mine.instances()).containsExactly(one);
    assertThat(theirs.instances()).containsExactly(other);
    try (DockerEngine local = DockerWorld.open()) {
      assertThat(local.instances()).doesNotContain(one, other);
    }
  }

  @Test
  void aClosedEngineLeavesNothing() throws Exception {
    DockerEngine engine = engine("home", ssh().settings());
    Instance instance = start(engine, request(REDIS));
    awaitReady(instance);
    assertThat(ssh().sessions()).isNotEmpty();

    engine.close();

    instance.ports().values().forEach(port -> assertThat(LoopbackPorts.free(port)).isTrue());
    awaitNoSession();
    try (Stream<Path> left = Files.list(folder.resolve("home").resolve("tunnels"))) {
      assertThat(left).isEmpty();
    }
  }

  private DockerEngine engine(String home, SshSettings settings) {
    DockerEngine engine = ssh().engine(folder.resolve(home), List.of(ssh().host("", settings)));
    engines.add(engine);
    return engine;
  }

  private Instance start(DockerEngine engine, StartRequest request) throws InterruptedException {
    Instance instance = engine.start(request, DockerWorld.NOBODY);
    started.add(instance);
    return instance;
  }

  private StartRequest request(EmulatorSpec spec) throws IOException {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (EmulatorSpec.PortSpec port : spec.ports()) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.put(port.name(), free.getLocalPort());
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    spec.parameters().forEach(p -> parameters.put(p.name(), p.value().orElse("s3cret")));
    ProcessHandle self = ProcessHandle.current();
    Ownership owner =
        new Ownership(
            "session",
            self.pid(),
            ProcessStart.orNow(self),
            Files.createDirectories(folder.resolve("project")).toRealPath(),
            "hash",
            false);
    return new StartRequest(
        spec, owner, ports, parameters, Files.createTempDirectory(folder, "data-"));
  }

  private static void awaitReady(Instance instance) throws InterruptedException {
    assertThat(probe(instance, PATIENCE)).isEqualTo(new ProbeOutcome.Passed());
  }

  private static ProbeOutcome probe(Instance instance, Duration patience)
      throws InterruptedException {
    try (Prober prober = new Prober()) {
      ProbeTarget target =
          new ProbeTarget(
              REDIS, "127.0.0.1", instance.ports(), instance.parameters(), () -> List.of());
      return prober.await(target, REDIS.readiness(), patience, awaited -> {});
    }
  }

  private void awaitNoSession() throws InterruptedException {
    for (ProcessHandle session : ssh().sessions()) {
      session.onExit().join();
    }
    assertThat(ssh().sessions()).isEmpty();
  }

  private SshServer ssh() {
    if (ssh == null) {
      throw new IllegalStateException("no server");
    }
    return ssh;
  }
}
