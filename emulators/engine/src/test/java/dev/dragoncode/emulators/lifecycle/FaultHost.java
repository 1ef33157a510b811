package dev.dragoncode.emulators.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorDrills.Phase;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.emulators.model.StackTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A process of its own that does one thing with a stack of two emulators, prints the word for it as
 * it begins, and {@code done}. Told to {@code mend}, it does what a user would with what has failed
 * meanwhile, and prints {@code ready}; at the end of its input it closes the stack.
 */
final class FaultHost {

  static final List<String> IDS = List.of("postgresql", "redis");

  /** What it can be told to do; {@code drill-} and a kind stays in that drill. */
  static final List<String> MOMENTS = List.of("start", "run", "save", "restore", "stop");

  private final EmulatorSupervisor supervisor;

  private FaultHost(EmulatorSupervisor supervisor) {
    this.supervisor = supervisor;
  }

  /** The data folder, the project, the engine, the moment, and how long a start may take. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Path project = Path.of(arguments[1]);
    EnginePreference kind = EnginePreference.valueOf(arguments[2]);
    try (EmulatorEngine engine =
            kind == EnginePreference.DOCKER ? DockerWorld.open() : new EmbeddedEngine(home);
        EmulatorSupervisor supervisor =
            new EmulatorSupervisor(
                project, home, Session.ofThisProcess(), List.of(engine), Clock.systemUTC())) {
      supervisor.prefer(kind);
      Duration startTimeout = Duration.parse(arguments[4]);
      supervisor.plan(
          IDS.stream().map(id -> StackBench.planned(StackBench.spec(id, startTimeout))).toList());
      FaultHost host = new FaultHost(supervisor);
      host.act(arguments[3]);
      say("done");
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        host.mend();
        say("ready");
      }
    }
    say("closed");
  }

  private void act(String moment) throws InterruptedException, IOException {
    if (moment.equals("start")) {
      say(moment);
      supervisor.startAll();
      settle();
      return;
    }
    supervisor.startAll();
    StackBench.awaitAll(supervisor, Ready.class);
    switch (moment) {
      case "run" -> say(moment);
      case "save" -> {
        say(moment);
        supervisor.submit(new StackTask.Save("second")).join();
      }
      case "restore" -> {
        say(moment);
        supervisor.submit(new StackTask.Restore("first")).join();
      }
      case "stop" -> {
        say(moment);
        supervisor.stopAll();
        settle();
      }
      default -> drill(moment);
    }
  }

  private void drill(String moment) throws InterruptedException {
    Duration lasting = Duration.ofMinutes(30);
    Drill.Kind kind = Drill.Kind.valueOf(moment.substring("drill-".length()));
    Drill drill =
        kind == Drill.Kind.SLOW
            ? new Drill.Slow(lasting, Duration.ofSeconds(1), Duration.ZERO, 0)
            : Drill.of(kind, lasting);
    CompletableFuture<?> done =
        supervisor.submit(new StackTask.RunDrill("one", IDS.getFirst(), drill));
    StackBench.await(
        supervisor,
        stack ->
            done.isDone()
                || stack
                    .emulator(IDS.getFirst())
                    .flatMap(e -> e.drills().now())
                    .filter(now -> now.phase() == Phase.ON)
                    .isPresent());
    say(done.isDone() ? "no drill: " + done.join() : moment);
  }

  private void mend() throws InterruptedException {
    while (!allReady(supervisor.snapshots().latest())) {
      settle();
      supervisor.startAll();
      settle();
    }
  }

  private static boolean allReady(StackSnapshot stack) {
    return stack.emulators().stream().allMatch(e -> e.state() instanceof Ready);
  }

  /** Until nothing is under way. */
  private void settle() throws InterruptedException {
    StackBench.await(
        supervisor,
        stack ->
            stack.emulators().stream()
                    .map(emulator -> emulator.state())
                    .allMatch(state -> !state.active() || state instanceof Ready)
                && stack.emulators().stream()
                    .noneMatch(e -> e.state() instanceof EmulatorState.EngineUnavailable));
  }

  private static void say(String word) {
    System.out.println(word);
    System.out.flush();
  }
}
