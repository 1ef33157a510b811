package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.fake.FakeEngine;
import dev.dragoncode.emulators.engine.fake.FakeWorld;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Plans and waits of the supervisor's tests. */
final class StackBench {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private StackBench() {}

  static EmulatorSupervisor supervisor(Path project, Path home, EmulatorEngine... engines) {
    return supervisor(project, home, List.of(), engines);
  }

  /** One that starts again what ended by itself, after these pauses. */
  static EmulatorSupervisor supervisor(
      Path project, Path home, List<Duration> restarts, EmulatorEngine... engines) {
    return new EmulatorSupervisor(
        project, home, Session.ofThisProcess(), List.of(engines), Clock.systemUTC(), restarts);
  }

  static PlannedEmulator planned(String id) {
    return planned(spec(id));
  }

  static PlannedEmulator planned(EmulatorSpec spec) {
    return new PlannedEmulator(
        spec, Optional.empty(), Map.of(), Map.of(), List.of("pom.xml needs it"));
  }

  static EmulatorSpec spec(String id) {
    return EmulatorCatalog.bundled().find(id).orElseThrow();
  }

  /** The same entry with other dependencies and another start time-out, asked every second. */
  static EmulatorSpec spec(String id, Duration startTimeout, Dependency... dependsOn) {
    EmulatorSpec s = spec(id);
    return new EmulatorSpec(
        s.id(),
        s.name(),
        s.category(),
        s.icon(),
        s.licence(),
        s.docs(),
        s.match(),
        s.container(),
        s.embedded(),
        s.ports(),
        s.parameters(),
        s.readiness(),
        List.of(dependsOn),
        s.connect(),
        s.client(),
        startTimeout,
        s.stopGrace(),
        s.lifecycle(),
        s.liveness(),
        s.job(),
        s.seed(),
        new EmulatorSpec.Probing(
            s.probing().timeout(), s.probing().interval(), Duration.ofSeconds(1)),
        s.browse(),
        s.observe(),
        s.preferred());
  }

  /** The same entry with a password that is made at the start. */
  static EmulatorSpec withoutPassword(EmulatorSpec s) {
    return new EmulatorSpec(
        s.id(),
        s.name(),
        s.category(),
        s.icon(),
        s.licence(),
        s.docs(),
        s.match(),
        s.container(),
        s.embedded(),
        s.ports(),
        s.parameters().stream()
            .map(p -> p.name().equals("password") ? KeptDataTest.generated(p) : p)
            .toList(),
        s.readiness(),
        s.dependsOn(),
        s.connect(),
        s.client(),
        s.startTimeout(),
        s.stopGrace(),
        s.lifecycle(),
        s.liveness(),
        s.job(),
        s.seed(),
        s.probing(),
        s.browse(),
        s.observe(),
        s.preferred());
  }

  /** Waits for a snapshot that the condition holds for; fails with the newest one otherwise. */
  static StackSnapshot await(EmulatorSupervisor supervisor, Predicate<StackSnapshot> condition)
      throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    try (Subscription subscription =
        supervisor
            .snapshots()
            .subscribe(snapshot -> {
              if (condition.test(snapshot)) {
                seen.countDown();
              }
            })) {
      if (!seen.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(
            "Waited in vain, with " + subscription + ": " + supervisor.snapshots().latest());
      }
    }
    return supervisor.snapshots().latest();
  }

  static EmulatorSnapshot await(
      EmulatorSupervisor supervisor, String id, Class<? extends EmulatorState> state)
      throws InterruptedException {
    await(supervisor, s -> s.emulator(id).filter(e -> state.isInstance(e.state())).isPresent());
    return emulator(supervisor, id);
  }

  static void awaitAll(EmulatorSupervisor supervisor, Class<? extends EmulatorState> state)
      throws InterruptedException {
    await(supervisor, s -> s.emulators().stream().allMatch(e -> state.isInstance(e.state())));
  }

  /**
   * Whether the only instance in the world is another than the one before, and ready. Asked for
   * instead of the states on the way there, which may be over before anyone looks.
   */
  static boolean readyAgain(StackSnapshot stack, FakeWorld world, String id, Instance before) {
    List<Instance> now = new FakeEngine(EngineKind.DOCKER, world).instances();
    return now.size() == 1
        && !now.contains(before)
        && stack.emulator(id).filter(e -> e.state() instanceof EmulatorState.Ready).isPresent();
  }

  static EmulatorSnapshot emulator(EmulatorSupervisor supervisor, String id) {
    return supervisor.snapshots().latest().emulator(id).orElseThrow();
  }
}
