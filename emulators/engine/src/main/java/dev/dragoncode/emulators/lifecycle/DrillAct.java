package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EngineDrills;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorSpec.Category;
import dev.dragoncode.emulators.model.EmulatorState.EngineUnavailable;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.io.ports.SlowRelay;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a drill of each kind is brought about and undone. */
final class DrillAct {

  private static final int DATABASES_WRITE = 512 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(DrillAct.class);

  private final Drill drill;
  private final SupervisedEmulator emulator;
  private final Surroundings around;
  private final Dependencies dependencies;
  private final String name;
  private final List<SlowRelay> relays = new ArrayList<>();

  DrillAct(
      Drill drill, SupervisedEmulator emulator, Surroundings around, Dependencies dependencies) {
    this.drill = drill;
    this.emulator = emulator;
    this.around = around;
    this.dependencies = dependencies;
    this.name = emulator.plan().spec().name();
  }

  /**
   * Brings it about; in force once this returns.
   *
   * @throws ProblemException if it cannot be; {@link #end} is then to be called all the same
   */
  void begin() throws InterruptedException {
    switch (drill) {
      case Drill.Kill _ -> {
        engine().kill(instance());
        fall(name + " was killed by a drill");
      }
      case Drill.Pause _ -> engine().pause(instance());
      case Drill.Slow slow -> slowDown(slow);
      case Drill.Refuse _ -> fall(name + " refuses connections by a drill");
      case Drill.Fill _ -> {
        restart(StartMode.SMALL_DISK, name + " gets a small disk for a drill");
        engine().fill(instance(), spare());
      }
    }
  }

  /**
   * Undoes it.
   *
   * @param back whether the emulator is to run as before; otherwise somebody stops it
   */
  void end(boolean back) throws InterruptedException {
    relays.forEach(SlowRelay::close);
    switch (drill) {
      case Drill.Pause _ -> engine().resume(instance());
      case Drill.Kill _, Drill.Refuse _ -> {
        if (back) {
          emulator.rise(StartMode.USUAL);
        }
      }
      case Drill.Slow _, Drill.Fill _ -> {
        if (back) {
          fall(name + " is started as before its drill");
          emulator.rise(StartMode.USUAL);
          dependencies.awaitStarted(List.of(emulator));
        } else {
          dependencies.awaitInactive(List.of(emulator));
        }
        dropSmallDisk();
      }
    }
  }

  private void slowDown(Drill.Slow slow) throws InterruptedException {
    restart(StartMode.BEHIND_RELAY, name + " is put behind a slow line for a drill");
    SlowRelay.Pace pace = new SlowRelay.Pace(slow.latency(), slow.jitter(), slow.bytesPerSecond());
    Map<String, Integer> hidden = instance().ports();
    Map<String, Integer> seen = new HashMap<>();
    for (Endpoint endpoint : emulator.snapshot().endpoints()) {
      Integer behind = hidden.get(endpoint.name());
      if (behind == null) {
        continue;
      }
      try {
        relays.add(SlowRelay.open(endpoint.port(), behind, pace));
      } catch (IOException e) {
        throw Problem.of(
                name + " could not be made slow",
                "Its port %d cannot be listened on: %s.".formatted(endpoint.port(), e.getMessage()),
                Remedy.of("Stop the program that has the port, and try again."))
            .causedBy(e)
            .asException();
      }
      seen.put(endpoint.name(), endpoint.port());
    }
    emulator.seenAt(seen);
  }

  private void restart(StartMode mode, String why) throws InterruptedException {
    fall(why);
    emulator.rise(mode);
    dependencies.awaitStarted(List.of(emulator));
    Optional<Problem> problem =
        switch (emulator.state()) {
          case Ready _ -> Optional.empty();
          case Failed(Problem failed) -> Optional.of(failed);
          case EngineUnavailable(Problem away) -> Optional.of(away);
          default ->
              Optional.of(
                  Problem.of(
                      name + " does not run any more",
                      "It was stopped before the drill was in force.",
                      Remedy.of("Start it, and try again.")));
        };
    if (problem.isPresent()) {
      throw problem.get().asException();
    }
  }

  /** Ends what runs and waits until it has ended. */
  private void fall(String why) throws InterruptedException {
    Future<?> fallen = emulator.fall(why);
    try {
      fallen.get();
    } catch (CancellationException e) {
      LOG.debug("{} is stopped meanwhile", name, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** PostgreSQL, for one, writes a file when the first client comes, or sends it away. */
  private int spare() {
    return emulator.plan().spec().category() == Category.DATABASE ? DATABASES_WRITE : 0;
  }

  private void dropSmallDisk() throws InterruptedException {
    if (drill instanceof Drill.Fill) {
      around.data().dropSmallDisks(emulator.plan().id());
    }
  }

  private EngineDrills engine() {
    return emulator
        .running()
        .flatMap(running -> running.engine().drills())
        .orElseThrow(() -> notRunning().asException());
  }

  private Instance instance() {
    return emulator
        .running()
        .map(RunningEmulator::instance)
        .orElseThrow(() -> notRunning().asException());
  }

  private Problem notRunning() {
    return Problem.of(
        name + " does not run any more",
        "It ended before the drill did.",
        Remedy.of("Start it, and try again."));
  }
}
