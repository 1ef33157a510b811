package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Matrix;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.io.process.Command;
import dev.dragoncode.io.process.ProcessRunner;
import dev.dragoncode.io.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The app's process is killed, and the next one puts things in order: nothing leaks. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class KillContract {

  @TempDir Path home;
  @TempDir Path project;
  private EmulatorEngine engine;

  abstract EnginePreference kind();

  /** An engine object that sees what the killed process started. */
  abstract EmulatorEngine openEngine() throws InterruptedException;

  /** Names of all that runs for this test, found behind the engine's back. */
  abstract Set<String> running() throws InterruptedException;

  @BeforeEach
  void open() throws InterruptedException {
    engine = openEngine();
  }

  @AfterEach
  void close() throws InterruptedException {
    if (engine == null) {
      return; // the test was skipped
    }
    for (Instance instance : ofThisTest()) {
      engine.stop(instance, Duration.ZERO);
    }
    Path real = StackFiles.real(project);
    for (DataSet set : engine.data().sets(real, new StackFiles(home).data(real))) {
      engine.data().remove(set);
    }
    engine.close();
  }

  /** In every build those that leave most behind: half a start, and all of it. */
  private static Stream<Arguments> moments() {
    Stream<Arguments> always =
        Stream.of(Arguments.of("postgresql starting", 600), Arguments.of("all ready", 0));
    return Matrix.whole()
        ? Stream.concat(
            always,
            Stream.of(Arguments.of("postgresql starting", 0), Arguments.of("redis ready", 300)))
        : always;
  }

  @ParameterizedTest
  @MethodSource("moments")
  void aSweepAfterTheKillLeavesNothing(String moment, int millisLater) throws Exception {
    runUntil(moment, Duration.ofMillis(millisLater));

    new OrphanSweeper(home, List.of(engine)).sweep();

    // a kill while PostgreSQL is prepared leaves that command, which ends by itself
    awaitNothing();
    assertThat(ofThisTest()).isEmpty();
    assertThat(filesIn("children")).isEmpty();
    assertThat(filesIn("stacks").filter(file -> file.toString().endsWith(".json"))).isEmpty();
  }

  @Test
  void theNextSessionAdoptsAllThatRuns() throws Exception {
    runUntil("all ready", Duration.ZERO);
    Set<String> before = running();
    assertThat(before).hasSizeGreaterThanOrEqualTo(SupervisorHost.IDS.size());

    try (EmulatorSupervisor supervisor = StackBench.supervisor(project, home, engine)) {
      supervisor.prefer(kind());
      supervisor.plan(SupervisorHost.IDS.stream().map(StackBench::planned).toList());
      StackBench.awaitAll(supervisor, Ready.class);

      assertThat(before).isSubsetOf(running());
      assertThat(ofThisTest()).hasSize(4);
      assertThat(supervisor.recent()).isNotEmpty();
      // the sweeper of yet another session must not touch what this one has adopted
      assertThat(new OrphanSweeper(home, List.of(engine)).sweep())
          .noneMatch(swept -> swept.owner().project().equals(StackFiles.real(project)));
      assertThat(ofThisTest()).hasSize(4);
    }

    awaitNothing();
    assertThat(filesIn("runs")).isEmpty();
  }

  private List<Instance> ofThisTest() throws InterruptedException {
    Path real = StackFiles.real(project);
    return engine.instances().stream().filter(i -> i.owner().project().equals(real)).toList();
  }

  /** Starts the app's stand-in and kills it so long after it has said this. */
  private void runUntil(String moment, Duration later) throws Exception {
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
                    kind().name()),
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

  private void awaitNothing() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Set<String> left = running();
    while (!left.isEmpty()) {
      assertThat(System.nanoTime()).as("still running: " + left).isLessThan(deadline);
      Thread.sleep(50);
      left = running();
    }
  }

  private Stream<Path> filesIn(String folder) throws IOException {
    Path path = home.resolve(folder);
    if (!Files.exists(path)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.toList().stream();
    }
  }
}
