package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.emulators.model.StackTask;
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
      List<String> ids = arguments.length > 3 ? List.of("postgresql", "redis") : IDS;
      supervisor.plan(ids.stream().map(StackBench::planned).toList());
      supervisor.snapshots().subscribe(SupervisorHost::print);
      supervisor.startAll();
      if (arguments.length > 3) {
        StackBench.awaitAll(supervisor, EmulatorState.Ready.class);
        workFor(supervisor, arguments[3]);
      }
      new CountDownLatch(1).await();
    }
  }

  /** Saves a snapshot once, and restores it for ever. */
  private static void workFor(EmulatorSupervisor supervisor, String name) {
    System.out.println("saving");
    supervisor.submit(new StackTask.Save(name)).join();
    while (true) {
      System.out.println("restoring");
      supervisor.submit(new StackTask.Restore("first")).join();
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
