package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Matrix;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.SavedStack;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.io.process.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The app, a child, a container or the engine is killed at a random moment of a start, a run, a
 * save, a restore or a stop: afterwards the data is the old or the new, the snapshots are whole,
 * the next session goes on, and nothing is left when it ends. {@code -Pmatrix} for more rounds,
 * {@code -Ddragoncode.seed} for the same ones again.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
abstract class FaultContract {

  /** As long as a start or a save takes here. */
  private static final int LONGEST_MILLIS = 4_000;

  @TempDir Path home;
  @TempDir Path project;
  private EmulatorEngine engine;

  abstract EnginePreference kind();

  abstract EmulatorEngine openEngine() throws InterruptedException;

  /** What can be killed at random, the app among it. */
  abstract List<Victim> victims();

  /** Names of all that runs for this test, found behind the engine's back. */
  abstract Set<String> running() throws InterruptedException;

  /** Something that is killed. */
  record Victim(String name, Killing killing) {}

  /** How it is killed; the app's process is handed over. */
  interface Killing {
    void kill(HostProcess app, Random random) throws Exception;
  }

  @BeforeEach
  void open() throws Exception {
    engine = openEngine();
    firstSnapshot();
  }

  @AfterEach
  void close() throws Exception {
    if (engine == null) {
      return; // the test was skipped
    }
    try (EmulatorSupervisor supervisor = supervisor()) {
      assertThat(supervisor.submit(new StackTask.Reset(List.of())).join().problem()).isEmpty();
    }
    Path sets = new StackFiles(home).data(StackFiles.real(project));
    assertThat(engine.data().sets(StackFiles.real(project), sets)).isEmpty();
    engine.close();
  }

  @Test
  void noKillLeavesAnOrphanLosesASnapshotOrWedgesTheStack() throws Exception {
    long seed = Long.getLong("dragoncode.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Victim> victims = victims();
    for (int round = 0; round < Matrix.kills(); round++) {
      String moment = FaultHost.MOMENTS.get(random.nextInt(FaultHost.MOMENTS.size()));
      Victim victim = victims.get(random.nextInt(victims.size()));
      int later = random.nextInt(LONGEST_MILLIS);
      String what =
          "seed %d, round %d: %s killed %d ms after the begin of a %s"
              .formatted(seed, round, victim.name(), later, moment);
      System.out.println(what);
      try (HostProcess app = HostProcess.start(home, project, kind(), moment)) {
        app.awaitWord(moment);
        assertThat(app.runsAfter(Duration.ofMillis(later))).as(what).isTrue();
        victim.killing().kill(app, random);
        if (app.handle().isAlive()) {
          app.awaitWord("done");
          app.mend();
          app.end();
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(what, e);
      }
      assertGoesOn(what);
      assertThat(running()).as(what).isEmpty();
    }
  }

  /** In every build the one that leaves most behind: a process that stands still. */
  private static Set<Drill.Kind> drills() {
    return Matrix.whole() ? EnumSet.allOf(Drill.Kind.class) : EnumSet.of(Drill.Kind.PAUSE);
  }

  @ParameterizedTest
  @MethodSource("drills")
  void aKillOfTheAppInADrillLeavesNothingOfIt(Drill.Kind drill) throws Exception {
    try (HostProcess app = HostProcess.start(home, project, kind(), "drill-" + drill)) {
      app.awaitWord("drill-" + drill);
      app.kill();
    }
    assertGoesOn("killed in a drill: " + drill);
    assertThat(running()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Drill.Kind.class)
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "most of a minute: under the profile matrix")
  void aSweepAfterTheKillLeavesNothingOfADrill(Drill.Kind drill) throws Exception {
    try (HostProcess app = HostProcess.start(home, project, kind(), "drill-" + drill)) {
      app.awaitWord("drill-" + drill);
      app.kill();
    }
    new OrphanSweeper(home, List.of(engine)).sweep();
    assertThat(running()).isEmpty();
    assertGoesOn("swept after a drill: " + drill);
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "most of a minute: under the profile matrix")
  void anAppThatSleptHasMissedNothing() throws Exception {
    Duration startTimeout = Duration.ofSeconds(6);
    Duration asleep = startTimeout.plusSeconds(3);
    for (String moment : List.of("start", "run", "save")) {
      try (HostProcess app = HostProcess.start(home, project, kind(), moment, startTimeout)) {
        app.awaitWord(moment);
        if (moment.equals("run")) {
          Set<String> before = running();
          sleep(app, asleep);
          app.awaitWord("done");
          // looked at, found well, and left alone
          assertThat(app.runsAfter(Duration.ofSeconds(3))).isTrue();
          assertThat(running()).as("still the same").isEqualTo(before);
        } else {
          sleep(app, asleep);
          app.awaitWord("done");
        }
        app.mend();
        app.end();
      }
    }
    assertGoesOn("slept");
    assertThat(names()).contains("first", "second");
  }

  private static void sleep(HostProcess app, Duration asleep) throws InterruptedException {
    Signals.stop(app.handle());
    assertThat(app.runsAfter(asleep)).isTrue();
    Signals.resume(app.handle());
  }

  private void firstSnapshot() throws Exception {
    try (EmulatorSupervisor supervisor = supervisor()) {
      supervisor.startAll();
      StackBench.awaitAll(supervisor, Ready.class);
      for (String id : FaultHost.IDS) {
        Keepsakes.leave(StackBench.emulator(supervisor, id), "Fafnir");
      }
      assertThat(supervisor.submit(new StackTask.Save("first")).join().problem()).isEmpty();
    }
  }

  private void assertGoesOn(String what) throws Exception {
    try (EmulatorSupervisor supervisor = supervisor()) {
      supervisor.startAll();
      StackBench.awaitAll(supervisor, Ready.class);
      for (String id : FaultHost.IDS) {
        assertThat(Keepsakes.find(StackBench.emulator(supervisor, id)))
            .as(what + ", " + id)
            .isEqualTo("Fafnir");
      }
      assertThat(names()).as(what).contains("first");
      for (String name : names()) {
        assertThat(supervisor.submit(new StackTask.Restore(name)).join().problem())
            .as(what + ", " + name)
            .isEmpty();
        for (String id : FaultHost.IDS) {
          assertThat(StackBench.emulator(supervisor, id).state())
              .as(what + ", " + id + " after the restore of " + name)
              .isInstanceOf(Ready.class);
          assertThat(Keepsakes.find(StackBench.emulator(supervisor, id)))
              .as(what + ", " + id + " of " + name)
              .isEqualTo("Fafnir");
        }
      }
      Path sets = new StackFiles(home).data(StackFiles.real(project));
      assertThat(engine.data().sets(StackFiles.real(project), sets)).as(what).hasSize(2);
      assertThat(ofThisTest()).as(what).hasSize(2);
    }
    assertThat(ofThisTest()).as(what).isEmpty();
  }

  private List<String> names() {
    return new SavedStacks(new StackFiles(home).snapshots(StackFiles.real(project)))
        .list().stream().map(SavedStack::name).toList();
  }

  List<Instance> ofThisTest() throws InterruptedException {
    Path real = StackFiles.real(project);
    return engine.instances().stream().filter(i -> i.owner().project().equals(real)).toList();
  }

  /** Kills the app. */
  static Victim app() {
    return new Victim("the app", (app, random) -> app.kill());
  }

  /** Kills all of a random emulator. */
  Victim emulator(String name) {
    return new Victim(
        name,
        (app, random) -> {
          List<Instance> all = new ArrayList<>(ofThisTest());
          if (!all.isEmpty()) {
            engine.drills().orElseThrow().kill(all.get(random.nextInt(all.size())));
          }
        });
  }

  private EmulatorSupervisor supervisor() {
    EmulatorSupervisor supervisor = StackBench.supervisor(project, home, engine);
    supervisor.prefer(kind());
    supervisor.plan(FaultHost.IDS.stream().map(StackBench::planned).toList());
    return supervisor;
  }
}
