package dev.dragoncode.emulators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Matrix;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two clones of one project run the same stack at once, each with ports and data of its own. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SideBySideTest {

  private static final List<String> STACK = List.of("postgresql", "redis");

  @TempDir Path folder;

  /** In every build the quicker of the two; ports and data are the stack's on either. */
  private static Stream<EnginePreference> kinds() {
    return Matrix.whole()
        ? Stream.of(EnginePreference.EMBEDDED, EnginePreference.DOCKER)
        : Stream.of(EnginePreference.EMBEDDED);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void twoClonesShareNothing(EnginePreference kind) throws Exception {
    Path home = folder.resolve("home");
    try (EmulatorEngine engine = open(kind, home)) {
      EmulatorSupervisor one = clone("one", home, kind, engine);
      EmulatorSupervisor two = clone("two", home, kind, engine);
      try {
        one.startAll();
        two.startAll();
        StackBench.awaitAll(one, Ready.class);
        StackBench.awaitAll(two, Ready.class);
        Set<Integer> ofOne = ports(one);
        Set<Integer> ofTwo = ports(two);
        Set<Integer> all = new HashSet<>(ofOne);
        all.addAll(ofTwo);
        assertThat(all).hasSize(2 * STACK.size());

        for (String id : STACK) {
          Keepsakes.leave(StackBench.emulator(one, id), "one");
          Keepsakes.leave(StackBench.emulator(two, id), "two");
        }
        assertHolds(one, "one");
        assertHolds(two, "two");

        one.stopAll();
        StackBench.awaitAll(one, Stopped.class);
        assertHolds(two, "two");

        one.startAll();
        StackBench.awaitAll(one, Ready.class);
        assertThat(ports(one)).as("leased to the clone for good").isEqualTo(ofOne);
        assertHolds(one, "one");

        assertThat(two.submit(new StackTask.Reset(List.of())).join().problem()).isEmpty();
        StackBench.awaitAll(two, Ready.class);
        assertHolds(two, Keepsakes.NOTHING);
        assertHolds(one, "one");
      } finally {
        for (EmulatorSupervisor each : List.of(one, two)) {
          each.submit(new StackTask.Reset(List.of())).join();
          each.close();
        }
      }
    }
  }

  private static EmulatorEngine open(EnginePreference kind, Path home) throws Exception {
    return kind == EnginePreference.DOCKER ? DockerWorld.open() : new EmbeddedEngine(home);
  }

  private EmulatorSupervisor clone(
      String name, Path home, EnginePreference kind, EmulatorEngine engine) throws Exception {
    // Clones have the same name, in folders of their own.
    Path project = Files.createDirectories(folder.resolve(name).resolve("shop"));
    EmulatorSupervisor supervisor = StackBench.supervisor(project, home, engine);
    supervisor.prefer(kind);
    supervisor.plan(STACK.stream().map(StackBench::planned).toList());
    return supervisor;
  }

  private static Set<Integer> ports(EmulatorSupervisor supervisor) {
    Set<Integer> ports = new HashSet<>();
    for (EmulatorSnapshot emulator : supervisor.snapshots().latest().emulators()) {
      emulator.endpoints().forEach(endpoint -> ports.add(endpoint.port()));
    }
    return ports;
  }

  private static void assertHolds(EmulatorSupervisor supervisor, String word) throws Exception {
    for (String id : STACK) {
      assertThat(Keepsakes.find(StackBench.emulator(supervisor, id))).as(id).isEqualTo(word);
    }
  }
}
