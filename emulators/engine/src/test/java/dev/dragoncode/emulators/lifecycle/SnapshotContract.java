package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kept data and snapshots with the real programs, driven by their own clients. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class SnapshotContract {

  @TempDir Path home;
  @TempDir Path project;
  private EmulatorEngine engine;
  private EmulatorSupervisor supervisor;

  abstract EnginePreference kind();

  abstract EmulatorEngine openEngine() throws InterruptedException;

  /** Emulators whose data a snapshot holds on this engine. */
  abstract List<String> saved();

  @BeforeEach
  void open() throws InterruptedException {
    engine = openEngine();
    supervisor = StackBench.supervisor(project, home, engine);
    supervisor.prefer(kind());
    supervisor.plan(saved().stream().map(StackBench::planned).toList());
  }

  @AfterEach
  void close() throws InterruptedException {
    if (supervisor != null) {
      Outcome reset = supervisor.submit(new StackTask.Reset(List.of())).join();
      supervisor.close();
      engine.close();
      assertThat(reset.problem()).isEmpty();
    }
  }

  @Test
  void dataSurvivesAStopASnapshotAndItsRestore() throws Exception {
    startAll();
    write("before");
    supervisor.stopAll();
    StackBench.awaitAll(supervisor, Stopped.class);
    startAll();
    assertThat(read()).as("after a stop").isEqualTo(each("before"));

    write("before");
    long began = System.nanoTime();
    assertThat(done(new StackTask.Save("monday"))).isEmpty();
    long saved = System.nanoTime();
    StackBench.awaitAll(supervisor, Ready.class);
    write("after");
    long restoring = System.nanoTime();
    assertThat(done(new StackTask.Restore("monday"))).isEmpty();
    System.out.printf(
        "snapshot of %s on %s: saved in %d ms, restored in %d ms, %d KiB%n",
        saved(),
        kind(),
        (saved - began) / 1_000_000,
        (System.nanoTime() - restoring) / 1_000_000,
        supervisor.work().latest().snapshots().getFirst().bytes() >> 10);
    StackBench.awaitAll(supervisor, Ready.class);
    assertThat(read()).as("after the restore").isEqualTo(each("before"));

    assertThat(done(new StackTask.Reset(List.of()))).isEmpty();
    StackBench.awaitAll(supervisor, Ready.class);
    assertThat(read()).as("after the reset").isEqualTo(each(Keepsakes.NOTHING));
  }

  private void startAll() throws InterruptedException {
    supervisor.startAll();
    StackBench.awaitAll(supervisor, Ready.class);
  }

  private List<dev.dragoncode.problem.Problem> done(StackTask task) {
    return supervisor.submit(task).join().problem().stream().toList();
  }

  private void write(String text) throws Exception {
    for (String id : saved()) {
      Keepsakes.leave(StackBench.emulator(supervisor, id), text);
    }
  }

  private Map<String, String> read() throws Exception {
    Map<String, String> texts = new TreeMap<>();
    for (String id : saved()) {
      texts.put(id, Keepsakes.find(StackBench.emulator(supervisor, id)));
    }
    return texts;
  }

  private Map<String, String> each(String text) {
    Map<String, String> texts = new TreeMap<>();
    saved().forEach(id -> texts.put(id, text));
    return texts;
  }
}
