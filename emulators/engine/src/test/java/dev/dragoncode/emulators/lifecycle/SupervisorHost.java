package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A process of its own that runs a stack of four emulators until it is killed; prints each new
 * state as a line {@code id word}.
 */
final class SupervisorHost {

  static final List<String> IDS = List.of("postgresql", "redis", "rabbitmq", "wiremock");

  private SupervisorHost() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path home = Path.of(arguments[0]);
    Path project = Path.of(arguments[1]);
    EnginePreference kind = EnginePreference.valueOf(arguments[2]);
    try (EmulatorEngine engine =
            kind == EnginePreference.DOCKER ? DockerWorld.open() : new EmbeddedEngine(home);
        EmulatorSupervisor supervisor = StackBench.supervisor(project, home, engine)) {
      supervisor.prefer(kind);
      supervisor.plan(IDS.stream().map(StackBench::planned).toList());
      supervisor.snapshots().subscribe(SupervisorHost::print);
      supervisor.startAll();
      new CountDownLatch(1).await();
    }
  }

  private static void print(StackSnapshot snapshot) {
    boolean ready =
        !snapshot.emulators().isEmpty()
            && snapshot.emulators().stream()
                .allMatch(e -> e.state() instanceof EmulatorState.Ready);
    snapshot.emulators().forEach(e -> System.out.println(e.id() + " " + e.state().word()));
    if (ready) {
      System.out.println("all ready");
    }
    System.out.flush();
  }
}
