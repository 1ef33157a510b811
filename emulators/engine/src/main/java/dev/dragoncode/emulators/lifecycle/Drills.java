package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Unhealthy;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackTask.RunDrill;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drills of one stack, at most one for each emulator. Which emulators have one is written down
 * first: where this process is killed meanwhile, the next session brings them back.
 */
final class Drills {

  /** Longer than any restart that a drill's end may need. */
  private static final long LONGEST_END_SECONDS = 120;

  private static final Logger LOG = LoggerFactory.getLogger(Drills.class);

  private final Lane commands;
  private final Surroundings around;
  private final Dependencies dependencies;
  private final StackRecords records;
  private final Supplier<List<SupervisedEmulator>> emulators;
  private final Map<String, DrillRun> runs = new ConcurrentHashMap<>();
  private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();
  private volatile DrillHistory history = record -> {};

  Drills(
      Lane commands,
      Surroundings around,
      Dependencies dependencies,
      StackRecords records,
      Supplier<List<SupervisedEmulator>> emulators) {
    this.commands = commands;
    this.around = around;
    this.dependencies = dependencies;
    this.records = records;
    this.emulators = emulators;
  }

  void history(DrillHistory remembers) {
    history = remembers;
  }

  /** Queues a drill; the answer completes when the emulator is as before, or why it is not. */
  CompletableFuture<Outcome> run(RunDrill task) {
    CompletableFuture<Outcome> done = new CompletableFuture<>();
    long number = count.incrementAndGet();
    pending.put(number, new Pending(task, done));
    commands.submit(() -> {
      try {
        begin(task, number);
      } catch (ProblemException e) {
        answer(number, outcome(task, Optional.of(e.problem()), List.of()));
      }
    });
    return done;
  }

  /** A drill and who waits for its end. */
  private record Pending(RunDrill task, CompletableFuture<Outcome> done) {}

  private void begin(RunDrill task, long number) {
    around.stack().claim();
    SupervisedEmulator emulator = find(task.emulator());
    EngineKind engine = permit(task.drill(), emulator);
    DrillRun run = new DrillRun(task, emulator, engine, around, dependencies, this::remember);
    runs.put(task.emulator(), run);
    writeDown();
    emulator.drill(Optional.of(run));
    Thread.ofVirtual()
        .name("drill-" + task.emulator())
        .start(() -> answer(number, carryOut(task, emulator, run)));
  }

  private Outcome carryOut(RunDrill task, SupervisedEmulator emulator, DrillRun run) {
    try {
      return outcome(task, Optional.empty(), run.run());
    } catch (ProblemException e) {
      LOG.info("Could not {}: {}", task.words(), e.getMessage());
      return outcome(task, Optional.of(e.problem()), List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return outcome(task, Optional.of(closed(task)), List.of());
    } catch (RuntimeException e) {
      LOG.error("Could not {}", task.words(), e);
      return outcome(task, Optional.of(closed(task)), List.of());
    } finally {
      emulator.drill(Optional.empty());
      emulator.drilled(Optional.empty());
      runs.remove(task.emulator(), run);
      writeDown();
    }
  }

  private void answer(long number, Outcome outcome) {
    Pending waiting = pending.remove(number);
    if (waiting != null) {
      waiting.done().complete(outcome);
    }
  }

  private SupervisedEmulator find(String id) {
    List<SupervisedEmulator> all = emulators.get();
    return all.stream()
        .filter(emulator -> emulator.plan().id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            Problem.of(
                    "There is no emulator “" + id + "”",
                    all.isEmpty()
                        ? "This project has none."
                        : "This project has "
                            + String.join(", ", all.stream().map(each -> each.plan().id()).toList())
                            + ".",
                    Remedy.of("Name one of them."))
                .asException());
  }

  private EngineKind permit(Drill drill, SupervisedEmulator emulator) {
    String name = emulator.plan().spec().name();
    if (runs.containsKey(emulator.plan().id())) {
      throw Problem.of(
              name + " has a drill already",
              "One at a time: two failures at once would blur each other.",
              Remedy.of("Wait until it is over, or end it now."))
          .asException();
    }
    Optional<RunningEmulator> running = emulator.running();
    if (!(emulator.state() instanceof Ready || emulator.state() instanceof Unhealthy)
        || running.isEmpty()) {
      throw Problem.of(
              name + " does not run",
              "It is " + emulator.state().word() + ", and only what runs can fail.",
              Remedy.of("Start it, and wait until it is ready."))
          .asException();
    }
    String obstacle = emulator.snapshot().drills().impossible().get(drill.kind());
    if (obstacle != null) {
      throw Problem.of(
              name + " cannot have this drill here",
              obstacle,
              Remedy.of("Use another kind of drill, or run it with another engine."))
          .asException();
    }
    return running.get().instance().engine();
  }

  private void remember(DrillRecord record) {
    try {
      history.write(record);
    } catch (ProblemException e) {
      LOG.warn("The drill of {} is not remembered: {}", record.emulator(), e.getMessage());
    }
  }

  private synchronized void writeDown() {
    try {
      records.writeDrilled(around.project(), Set.copyOf(runs.keySet()));
    } catch (ProblemException e) {
      LOG.warn("The next session will not know of drills: {}", e.getMessage());
    }
  }

  /** Ends the drill of an emulator, which runs on as before; answers at once. */
  CompletableFuture<Outcome> end(StackTask.EndDrill task) {
    Optional.ofNullable(runs.get(task.emulator())).ifPresent(DrillRun::endNow);
    return CompletableFuture.completedFuture(outcome(task, Optional.empty(), List.of()));
  }

  /** Ends all and waits until their emulators are as before. */
  void endAll() throws InterruptedException {
    runs.values().forEach(DrillRun::endNow);
    awaitEnd();
  }

  /** To be called before an emulator is stopped or started anew. */
  void letGo(String id) {
    Optional.ofNullable(runs.get(id)).ifPresent(DrillRun::letGo);
  }

  void letGoOfAll() {
    runs.values().forEach(DrillRun::letGo);
  }

  /** Waits until none is under way. */
  void awaitEnd() throws InterruptedException {
    CompletableFuture<?>[] begun =
        pending.values().stream()
            .filter(waiting -> runs.containsKey(waiting.task().emulator()))
            .map(Pending::done)
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(begun).get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("A drill does not end", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** To be called when no more will be done: tells those who wait. */
  void close() {
    for (Pending left : pending.values()) {
      left.done().complete(outcome(left.task(), Optional.of(closed(left.task())), List.of()));
    }
  }

  /** To be called when any state has changed. */
  void changed() {
    runs.values().forEach(DrillRun::look);
  }

  private Outcome outcome(StackTask task, Optional<Problem> problem, List<String> notes) {
    return new Outcome(task, problem, notes, around.clock().instant());
  }

  private static Problem closed(StackTask task) {
    return Problem.of(
        "Could not " + task.words(),
        "The emulators were closed before it was done.",
        Remedy.of("Try again."));
  }
}
