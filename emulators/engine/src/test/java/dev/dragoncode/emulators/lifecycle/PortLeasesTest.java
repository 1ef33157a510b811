package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.fake.FakeEngine;
import dev.dragoncode.emulators.engine.fake.FakeWorld;
import dev.dragoncode.emulators.lifecycle.PortLeases.Lease;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.problem.ProblemException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortLeasesTest {

  @TempDir Path home;

  @Test
  void aFolderKeepsItsPortAndAnotherFolderGetsAnother() {
    Lease first = new PortLeases(home).lease(Path.of("/a"), "redis", "redis");

    assertThat(first.port()).isBetween(20_000, 29_999);
    assertThat(new PortLeases(home).lease(Path.of("/a"), "redis", "redis")).isEqualTo(first);
    assertThat(new PortLeases(home).lease(Path.of("/b"), "redis", "redis").port())
        .isNotEqualTo(first.port());
  }

  @Test
  void aTakenPortGetsANewLeaseThatIsKept() throws Exception {
    PortLeases leases = new PortLeases(home);
    int before = leases.lease(Path.of("/a"), "redis", "redis").port();
    Lease moved;
    try (ServerSocket other = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      moved = leases.lease(Path.of("/a"), "redis", "redis");
    }

    assertThat(moved.movedFrom()).hasValue(before);
    assertThat(moved.port()).isNotEqualTo(before);
    assertThat(leases.lease(Path.of("/a"), "redis", "redis"))
        .isEqualTo(new Lease(moved.port(), Optional.empty()));
  }

  @Test
  void aTakenFixedPortNamesWhoHasIt() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> new PortLeases(home).fixed("Redis", other.getLocalPort()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().title()).contains(String.valueOf(other.getLocalPort()));
                assertThat(e.problem().remedies()).hasSize(2);
              });
    }
  }

  @Test
  void leasesMadeAtTheSameTimeAreDifferent() throws Exception {
    List<Future<Lease>> futures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        Path project = Path.of("/project-" + i);
        futures.add(threads.submit(() -> new PortLeases(home).lease(project, "redis", "redis")));
      }
    }
    Set<Integer> ports = new HashSet<>();
    for (Future<Lease> future : futures) {
      ports.add(future.get().port());
    }
    assertThat(ports).hasSize(40);
  }

  @Test
  void worktreesOfOneRepositoryGetPortsOfTheirOwnThatStay(@TempDir Path folder) throws Exception {
    Path main = Files.createDirectories(folder.resolve("shop"));
    Path other = folder.resolve("shop-fix");
    git(main, "init", "-q");
    git(
        main,
        "-c",
        "user.name=dragon",
        "-c",
        "user.email=dragon@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "begin");
    git(main, "worktree", "add", "-q", other.toString());

    FakeWorld world = new FakeWorld();
    int inMain = portOfRedis(main, world);
    int inOther = portOfRedis(other, world);

    assertThat(inOther).isNotEqualTo(inMain);
    assertThat(portOfRedis(main, world)).isEqualTo(inMain);
    assertThat(portOfRedis(other, world)).isEqualTo(inOther);
  }

  private static void git(Path folder, String... words) throws InterruptedException {
    List<String> line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(words));
    assertThat(
            new ProcessRunner().run(Command.of(line).in(folder), Duration.ofSeconds(20)).exitCode())
        .isZero();
  }

  private int portOfRedis(Path project, FakeWorld world) throws InterruptedException {
    return portOfRedis(project, world, StackBench.spec("redis"));
  }

  private int portOfRedis(Path project, FakeWorld world, EmulatorSpec spec)
      throws InterruptedException {
    try (EmulatorSupervisor supervisor =
        StackBench.supervisor(project, home, new FakeEngine(EngineKind.DOCKER, world))) {
      supervisor.plan(List.of(StackBench.planned(spec)));
      supervisor.startAll();
      return StackBench.await(supervisor, "redis", EmulatorState.Ready.class)
          .endpoints()
          .getFirst()
          .port();
    }
  }

  @Test
  void anEntryMayAskForAnyPortOrForTheUsualOne() throws Exception {
    int usual = LoopbackPorts.anyFree();
    Path project = Files.createDirectories(home.resolve("project"));
    FakeWorld world = new FakeWorld();

    EmulatorSpec fixed = entry(project, "lease: fixed, preferred: " + usual);
    assertThat(portOfRedis(project, world, fixed)).isEqualTo(usual);

    EmulatorSpec any = entry(project, "lease: ephemeral");
    assertThat(portOfRedis(project, world, any)).isNotEqualTo(usual);
    assertThat(Files.exists(home.resolve("ports.json"))).as("nothing is leased").isFalse();
  }

  private static EmulatorSpec entry(Path project, String port) throws Exception {
    Path folder = Files.createDirectories(project.resolve(EmulatorCatalog.PROJECT_FOLDER));
    Files.writeString(
        folder.resolve("redis.yaml"),
        """
        id: redis
        name: Redis
        category: cache
        icon: fth-box
        licence: MIT
        docs: https://example.org
        container: {image: "redis:8.4"}
        ports:
          - {name: redis, containerPort: 6379, %s}
        readiness:
          - tcp: redis
        """
            .formatted(port));
    EmulatorCatalog catalog = EmulatorCatalog.bundled().withProject(project);
    assertThat(catalog.problems()).isEmpty();
    return catalog.find("redis").orElseThrow();
  }

  @Test
  void damagedLeasesAreMadeAnew() throws Exception {
    Files.writeString(home.resolve("ports.json"), "{ not json");

    assertThat(new PortLeases(home).lease(Path.of("/a"), "redis", "redis").port()).isPositive();
  }
}
