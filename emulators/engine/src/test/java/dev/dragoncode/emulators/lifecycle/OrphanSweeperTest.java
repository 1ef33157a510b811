package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.engine.fake.FakeEngine;
import dev.dragoncode.emulators.engine.fake.FakeWorld;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.io.process.ProcessStart;
import dev.dragoncode.problem.Problem;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanSweeperTest {

  /** The pid of this process, as if it had been another one's long ago. */
  private static final Session DEAD =
      new Session("dead", ProcessHandle.current().pid(), new ProcessStart("another boot/1"));

  @TempDir Path home;
  @TempDir Path project;
  private final FakeWorld world = new FakeWorld();
  private final FakeEngine engine = new FakeEngine(EngineKind.DOCKER, world);

  @Test
  void stopsWhatADeadSessionLeft() throws Exception {
    Instance orphan = start(DEAD.owns(project, "hash", false));

    assertThat(sweeper().sweep()).containsExactly(orphan);
    assertThat(engine.instances()).isEmpty();
  }

  @Test
  void leavesLivingSessionsAlone() throws Exception {
    Instance instance = start(Session.ofThisProcess().owns(project, "hash", false));

    assertThat(sweeper().sweep()).isEmpty();
    assertThat(engine.instances()).containsExactly(instance);
  }

  @Test
  void leavesWhatIsWarmOrLeftOnPurpose() throws Exception {
    Path other = Files.createDirectory(home.resolve("other"));
    Instance warm = start(DEAD.owns(project, "hash", true));
    Instance left = start(DEAD.owns(other, "hash", false));
    StackSnapshot nothing =
        new StackSnapshot(0, new EngineStatus.Unknown(), EnginePreference.AUTO, List.of());
    new StackRecords(home).write(new StackRecord(other, Optional.empty(), nothing, Instant.EPOCH));

    assertThat(sweeper().sweep()).isEmpty();
    assertThat(engine.instances()).containsExactlyInAnyOrder(warm, left);
  }

  @Test
  void leavesAProjectThatIsAboutToBeOpened() throws Exception {
    Instance instance = start(DEAD.owns(project, "hash", false));

    assertThat(sweeper().sweep(Set.of(project))).isEmpty();
    assertThat(engine.instances()).containsExactly(instance);
  }

  @Test
  void anEngineThatDoesNotAnswerIsNoFailure() throws Exception {
    start(DEAD.owns(project, "hash", false));
    world.stopEngine(Problem.of("Docker does not answer", "It is not running."));

    assertThat(sweeper().sweep()).isEmpty();
  }

  private OrphanSweeper sweeper() {
    return new OrphanSweeper(home, List.of(engine));
  }

  private Instance start(Ownership owner) throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    StartListener nobody =
        new StartListener() {
          @Override
          public void pulling(PullProgress progress) {}

          @Override
          public void starting() {}
        };
    return engine.start(
        new StartRequest(
            StackBench.spec("redis"),
            owner,
            Map.of("redis", port),
            Map.of(),
            Files.createTempDirectory(home, "data")),
        nobody);
  }
}
