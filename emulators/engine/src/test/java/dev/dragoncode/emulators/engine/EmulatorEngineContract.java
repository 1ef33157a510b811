package dev.dragoncode.emulators.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.clients.Connection;
import dev.dragoncode.emulators.clients.RealClients;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.emulators.probe.ProbeOutcome;
import dev.dragoncode.emulators.probe.ProbeTarget;
import dev.dragoncode.emulators.probe.Prober;
import dev.dragoncode.io.process.ProcessStart;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine does, whatever stands behind it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
public abstract class EmulatorEngineContract {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final StartListener NOBODY =
      new StartListener() {
        @Override
        public void pulling(PullProgress progress) {}

        @Override
        public void starting() {}
      };

  @TempDir protected Path folder;

  private final List<Instance> started = new ArrayList<>();
  private @Nullable EmulatorEngine opened;

  /** A new engine object; all of them see the same instances. */
  protected abstract EmulatorEngine open() throws Exception;

  /** Talks to the emulator as its users' programs do. */
  protected void drive(EmulatorSpec spec, Instance instance) throws Exception {
    RealClients.of(spec.id()).drive(new Connection(spec, instance));
  }

  /** What a failed start throws; skips the test where that only says what this machine lacks. */
  protected ProblemException judge(EmulatorSpec spec, ProblemException failure)
      throws InterruptedException {
    return failure;
  }

  @BeforeEach
  void openEngine() throws Exception {
    opened = open();
  }

  @AfterEach
  void stopAll() throws Exception {
    Thread.interrupted();
    if (opened == null) {
      return; // skipped
    }
    for (Instance instance : started) {
      opened.stop(instance, Duration.ZERO);
    }
    opened.close();
  }

  @ParameterizedTest
  @MethodSource("ofTheCatalog")
  void servesClientsFromStartToStop(String id) throws Exception {
    EmulatorSpec spec = spec(id);
    assumeTrue(listed(spec), () -> id + " lists no back end for " + engine().kind());
    StartRequest request = request(spec);

    Instance instance;
    try {
      instance = start(request);
    } catch (ProblemException e) {
      throw judge(spec, e);
    }

    assertThat(instance.emulator()).isEqualTo(id);
    assertThat(instance.engine()).isEqualTo(engine().kind());
    assertThat(instance.owner()).isEqualTo(request.owner());
    assertThat(instance.ports()).isEqualTo(request.ports());
    assertThat(instance.parameters()).isEqualTo(request.parameters());
    awaitReady(spec, instance);
    drive(spec, instance);
    assertThat(engine().liveness(instance)).isEqualTo(new Liveness.Running());
    assertThat(engine().instances()).contains(instance);
    assertReadsItsLog(instance);
    Optional<ResourceUse> use = engine().use(instance);
    assertThat(use).isPresent();
    assertThat(use.get().memoryBytes()).isGreaterThan(1 << 20);
    assertThat(use.get().cpuPercent()).isGreaterThanOrEqualTo(0);

    engine().stop(instance, Duration.ofSeconds(20));

    assertThat(engine().liveness(instance)).isEqualTo(new Liveness.Gone());
    assertThat(engine().instances()).doesNotContain(instance);
    assertThat(request.data()).doesNotExist();
    for (int port : request.ports().values()) {
      awaitFree(port);
    }
  }

  @Test
  void aTakenPortIsAProblemAndLeavesNothing() throws Exception {
    EmulatorSpec spec = spec("redis");
    StartRequest request = request(spec);
    int port = request.ports().values().iterator().next();
    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();

      assertThatThrownBy(() -> start(request))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().title()).contains("Redis");
                assertThat(e.problem().reason()).contains(String.valueOf(port));
                assertThat(e.problem().remedies()).isNotEmpty();
              });
    }
    assertThat(ofThisProject()).isEmpty();
  }

  @Test
  void anInterruptedStartLeavesNothing() throws Exception {
    StartRequest request = request(spec("redis"));
    AtomicReference<Object> outcome = new AtomicReference<>();
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    StartListener listener =
        new StartListener() {
          @Override
          public void pulling(PullProgress progress) {}

          @Override
          public void starting() {
            underWay.countDown();
            try {
              interrupted.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                outcome.set(engine().start(request, listener));
              } catch (InterruptedException | RuntimeException e) {
                outcome.set(e);
              }
            });
    underWay.await();

    thread.interrupt();
    interrupted.countDown();

    assertThat(thread.join(PATIENCE)).isTrue();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertThat(ofThisProject()).isEmpty();
  }

  @Test
  void stoppingWhatIsGoneIsHarmless() throws Exception {
    EmulatorSpec spec = spec("redis");
    Instance instance = start(request(spec));
    engine().stop(instance, Duration.ofSeconds(5));

    engine().stop(instance, Duration.ofSeconds(5));

    assertThat(engine().liveness(instance)).isEqualTo(new Liveness.Gone());
    assertThat(engine().tail(instance, 10)).isEmpty();
    assertThat(engine().use(instance)).isEmpty();
  }

  @Test
  void anotherEngineObjectSeesAndStopsTheSameInstances() throws Exception {
    EmulatorSpec spec = spec("redis");
    Instance instance = start(request(spec));

    try (EmulatorEngine other = open()) {
      assertThat(other.instances()).contains(instance);
      awaitReady(spec, instance);
      other.stop(instance, Duration.ofSeconds(5));
    }

    assertThat(engine().liveness(instance)).isEqualTo(new Liveness.Gone());
  }

  @Test
  void whatRunsOutlivesTheEngineObject() throws Exception {
    EmulatorSpec spec = spec("redis");
    Instance instance;
    try (EmulatorEngine first = open()) {
      instance = first.start(request(spec), NOBODY);
      started.add(instance);
    }

    awaitReady(spec, instance);
    assertThat(engine().liveness(instance)).isEqualTo(new Liveness.Running());
  }

  @Test
  void closingAFollowerEndsIt() throws Exception {
    EmulatorSpec spec = spec("redis");
    Instance instance = start(request(spec));
    List<LogLine> lines = new CopyOnWriteArrayList<>();
    Subscription subscription = engine().follow(instance, 100, lines::add);
    await("a line", () -> !lines.isEmpty());

    subscription.close();
    subscription.close();

    assertThat(engine().liveness(instance)).isEqualTo(new Liveness.Running());
  }

  @Test
  void saysThatItIsThere() throws Exception {
    assertThat(engine().status()).isInstanceOf(EngineStatus.Available.class);
    assertThat(engine().availability(spec("redis"))).isInstanceOf(Availability.Possible.class);
  }

  private static Set<String> ofTheCatalog() {
    return Matrix.whole() ? EmulatorCatalog.bundled().entries().keySet() : Matrix.EVERY_BUILD;
  }

  private boolean listed(EmulatorSpec spec) {
    return switch (engine().kind()) {
      case DOCKER, KUBERNETES -> spec.container().isPresent();
      case EMBEDDED -> spec.embedded().isPresent();
    };
  }

  protected final EmulatorEngine engine() {
    return Objects.requireNonNull(opened);
  }

  protected static EmulatorSpec spec(String id) {
    return EmulatorCatalog.bundled().find(id).orElseThrow();
  }

  /** A request with free ports and the spec's own values, for a project with one stub. */
  protected final StartRequest request(EmulatorSpec spec) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project")).toRealPath();
    RealClients.of(spec.id()).fill(project);
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (EmulatorSpec.PortSpec port : spec.ports()) {
      ports.put(port.name(), freePort());
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    spec.parameters().forEach(p -> parameters.put(p.name(), p.value().orElse("s3cret")));
    ProcessHandle self = ProcessHandle.current();
    Ownership owner =
        new Ownership(
            "session-" + System.nanoTime(),
            self.pid(),
            ProcessStart.orNow(self),
            project,
            "hash-of-" + spec.id(),
            false);
    Path data = Files.createTempDirectory(folder, "data-");
    return new StartRequest(spec, owner, ports, parameters, data);
  }

  protected final Instance start(StartRequest request) throws InterruptedException {
    return start(request, NOBODY);
  }

  protected final Instance start(StartRequest request, StartListener listener)
      throws InterruptedException {
    Instance instance = engine().start(request, listener);
    started.add(instance);
    return instance;
  }

  protected final void awaitReady(EmulatorSpec spec, Instance instance)
      throws InterruptedException {
    try (Prober prober = new Prober()) {
      ProbeTarget target =
          new ProbeTarget(
              spec,
              "127.0.0.1",
              instance.ports(),
              instance.parameters(),
              () -> newestLines(instance));
      ProbeOutcome outcome = prober.await(target, spec.readiness(), PATIENCE, awaited -> {});
      assertThat(outcome)
          .as(() -> "log: " + newestLines(instance))
          .isEqualTo(new ProbeOutcome.Passed());
    }
  }

  /** Waits for a condition, without a fixed pause, and fails when it does not come. */
  protected static void await(String what, Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  /** Something that will hold. */
  @FunctionalInterface
  protected interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** The instances of this test's own project. */
  protected final List<Instance> ofThisProject() throws InterruptedException {
    return engine().instances().stream()
        .filter(instance -> instance.owner().project().startsWith(folder))
        .toList();
  }

  private void assertReadsItsLog(Instance instance) throws InterruptedException {
    List<LogLine> lines = new CopyOnWriteArrayList<>();
    try (Subscription subscription = engine().follow(instance, 1_000, lines::add)) {
      assertThat(subscription).isNotNull();
      await("log lines of " + instance, () -> !lines.isEmpty());
    }
    List<LogLine> tail = engine().tail(instance, 2);
    assertThat(tail).hasSizeBetween(1, 2);
    assertThat(tail)
        .allSatisfy(line -> {
          assertThat(line.emulator()).isEqualTo(instance.emulator());
          assertThat(line.at()).isBetween(instance.startedAt().minusSeconds(5), Instant.now());
          assertThat(line.text()).doesNotContain("\n", "\r");
        });
  }

  private List<LogLine> newestLines(Instance instance) {
    try {
      return engine().tail(instance, 200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitFree(int port) throws InterruptedException {
    await(
        "port " + port + " to be free",
        () -> {
          try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
          } catch (IOException e) {
            return false;
          }
        });
  }
}
