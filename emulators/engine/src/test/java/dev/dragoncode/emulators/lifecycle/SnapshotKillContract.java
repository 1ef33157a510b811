package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Matrix;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.SavedStack;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/**
 * The app's process is killed in the middle of saving and restoring: the data is then the old or
 * the new, the snapshots are whole, and the next session goes on. {@code -Pmatrix} for more rounds,
 * {@code -Ddragoncode.seed} for the same ones again.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
abstract class SnapshotKillContract {

  private static final List<String> IDS = List.of("postgresql", "redis");

  /** As long as a save or a restore takes here. */
  private static final int LONGEST_MILLIS = 5_000;

  @TempDir Path home;
  @TempDir Path project;

  abstract EnginePreference kind();

  abstract EmulatorEngine openEngine() throws InterruptedException;

  @Test
  void aKillCostsNoDataAndNoSnapshot() throws Exception {
    long seed = Long.getLong("dragoncode.seed", System.nanoTime());
    Random random = new Random(seed);
    try (EmulatorEngine engine = openEngine()) {
      firstSnapshot(engine);
      for (int round = 0; round < Matrix.kills(); round++) {
        String moment = random.nextBoolean() ? "saving" : "restoring";
        int later = random.nextInt(LONGEST_MILLIS);
        String what =
            "seed %d, round %d: killed %d ms after %s".formatted(seed, round, later, moment);
        System.out.println(what);
        runUntil("round-" + round, moment, Duration.ofMillis(later));
        assertGoesOn(engine, what);
      }
      removeAll(engine);
    }
  }

  private void firstSnapshot(EmulatorEngine engine) throws Exception {
    try (EmulatorSupervisor supervisor = supervisor(engine)) {
      supervisor.startAll();
      StackBench.awaitAll(supervisor, Ready.class);
      try (RedisClient client = redis(supervisor)) {
        client.set("dragon", "Fafnir");
      }
      assertThat(supervisor.submit(new StackTask.Save("first")).join().problem()).isEmpty();
    }
  }

  private void assertGoesOn(EmulatorEngine engine, String what) throws Exception {
    try (EmulatorSupervisor supervisor = supervisor(engine)) {
      StackBench.awaitAll(supervisor, Ready.class);
      try (RedisClient client = redis(supervisor)) {
        assertThat(client.get("dragon")).as(what).isEqualTo("Fafnir");
      }
      for (SavedStack snapshot : supervisor.work().latest().snapshots()) {
        assertThat(supervisor.submit(new StackTask.Restore(snapshot.name())).join().problem())
            .as(what + ", " + snapshot.name())
            .isEmpty();
      }
      assertThat(supervisor.work().latest().snapshots()).as(what).isNotEmpty();
      Path sets = new StackFiles(home).data(StackFiles.real(project));
      assertThat(engine.data().sets(StackFiles.real(project), sets)).as(what).hasSize(2);
      assertThat(
              engine.instances().stream()
                  .filter(i -> i.owner().project().equals(StackFiles.real(project))))
          .as(what)
          .hasSize(2);
    }
  }

  private void removeAll(EmulatorEngine engine) throws InterruptedException {
    try (EmulatorSupervisor supervisor = supervisor(engine)) {
      assertThat(supervisor.submit(new StackTask.Reset(List.of())).join().problem()).isEmpty();
    }
    EngineKind used = engine.kind();
    Path sets = new StackFiles(home).data(StackFiles.real(project));
    assertThat(engine.data().sets(StackFiles.real(project), sets)).as(used.word()).isEmpty();
  }

  private EmulatorSupervisor supervisor(EmulatorEngine engine) {
    EmulatorSupervisor supervisor = StackBench.supervisor(project, home, engine);
    supervisor.prefer(kind());
    supervisor.plan(IDS.stream().map(StackBench::planned).toList());
    return supervisor;
  }

  private static RedisClient redis(EmulatorSupervisor supervisor) {
    return RedisClient.create(
        Objects.requireNonNull(
            StackBench.emulator(supervisor, "redis").variables(Dialect.DOTENV).get("REDIS_URL")));
  }

  private void runUntil(String name, String moment, Duration later) throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    RunningProcess host =
        new ProcessRunner()
            .start(
                Command.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    SupervisorHost.class.getName(),
                    home.toString(),
                    project.toString(),
                    kind().name(),
                    name),
                line -> lines.add(line.text()));
    String line = lines.poll(2, TimeUnit.MINUTES);
    while (!moment.equals(line)) {
      assertThat(line).as("what came before " + moment).isNotNull();
      line = lines.poll(2, TimeUnit.MINUTES);
    }
    assertThat(host.waitFor(later)).isFalse();
    host.handle().destroyForcibly();
    assertThat(host.waitFor(Duration.ofSeconds(10))).isTrue();
  }
}
