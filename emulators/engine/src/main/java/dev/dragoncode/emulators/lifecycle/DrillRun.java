package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.DrillRecord.End;
import dev.dragoncode.emulators.model.EmulatorDrills.Phase;
import dev.dragoncode.emulators.model.EmulatorDrills.UnderWay;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackTask.RunDrill;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One drill of one emulator from its begin to its end, and what is seen meanwhile. */
final class DrillRun {

  /** After a drill without a restart, an emulator that works answers within this. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(DrillRun.class);

  private final RunDrill task;
  private final SupervisedEmulator emulator;
  private final Surroundings around;
  private final Dependencies dependencies;
  private final Consumer<DrillRecord> history;
  private final EngineKind engine;
  private final DrillAct act;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private volatile Phase phase = Phase.PREPARING;
  private volatile long begun;
  private volatile Optional<Duration> toUnhealthy = Optional.empty();
  private volatile Optional<Problem> failure = Optional.empty();

  DrillRun(
      RunDrill task,
      SupervisedEmulator emulator,
      EngineKind engine,
      Surroundings around,
      Dependencies dependencies,
      Consumer<DrillRecord> history) {
    this.engine = engine;
    this.task = task;
    this.emulator = emulator;
    this.around = around;
    this.dependencies = dependencies;
    this.history = history;
    this.act = new DrillAct(task.drill(), emulator, around, dependencies);
  }

  /** Asks it to end, the emulator to run on as before. */
  void endNow() {
    end.complete(End.ENDED_EARLY);
  }

  /** The emulator is about to be stopped or started anew: it only lets go of it. */
  void letGo() {
    end.complete(End.STOPPED);
  }

  /**
   * The emulator has ended although nobody stopped it.
   *
   * @return whether the drill sees to it
   */
  boolean emulatorEnded(Problem problem) {
    if (phase == Phase.ENDING) {
      return false;
    }
    if (!(task.drill() instanceof Drill.Kill)) {
      failure = Optional.of(problem);
      end.complete(End.FAILED);
    }
    return true;
  }

  /** To be called when any state has changed. */
  void look() {
    if (phase == Phase.ON && toUnhealthy.isEmpty() && !(emulator.state() instanceof Ready)) {
      toUnhealthy = Optional.of(since(begun));
    }
  }

  /**
   * Does it, and returns when the emulator is as before or somebody else has it.
   *
   * @return what happened, one sentence each
   * @throws ProblemException if it could not begin or be undone
   */
  List<String> run() throws InterruptedException {
    show(Phase.PREPARING, Optional.empty());
    try {
      act.begin();
    } catch (ProblemException e) {
      undoBegun();
      throw e;
    }
    begun = System.nanoTime();
    Instant at = around.clock().instant();
    phase = Phase.ON;
    show(Phase.ON, Optional.of(at.plus(task.drill().lasting())));
    DrillRecord record = begun(at);
    history.accept(record);
    tell("Drill: %s for %d s".formatted(words(), task.drill().lasting().toSeconds()));
    look();

    End how = hold();
    long over = System.nanoTime();
    Instant ended = around.clock().instant();
    phase = Phase.ENDING;
    show(Phase.ENDING, Optional.empty());
    Optional<Duration> toReady = Optional.empty();
    try {
      act.end(how != End.STOPPED);
      if (how != End.STOPPED && answersAgain()) {
        toReady = Optional.of(since(over));
      }
    } finally {
      history.accept(record.over(ended, how, toUnhealthy, toReady));
    }
    tell("Drill: over");
    return account(record, ended, how, toReady);
  }

  private End hold() throws InterruptedException {
    try {
      return end.get(task.drill().lasting().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return End.TIME_OVER;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void undoBegun() throws InterruptedException {
    phase = Phase.ENDING;
    show(Phase.ENDING, Optional.empty());
    try {
      act.end(!end.isDone() || end.getNow(End.STOPPED) != End.STOPPED);
    } catch (ProblemException e) {
      LOG.info("{} is not as before its drill: {}", emulator.plan().id(), e.getMessage());
    }
  }

  private boolean answersAgain() throws InterruptedException {
    dependencies.awaitStarted(List.of(emulator));
    return emulator.watch().answersWithin(ANSWERS_WITHIN);
  }

  private void show(Phase now, Optional<Instant> until) {
    emulator.drilled(Optional.of(new UnderWay(task.id(), task.drill(), now, until)));
  }

  private void tell(String what) {
    String id = emulator.plan().id();
    LOG.info("{}: {}", id, what);
    around.log().add(new LogLine(around.clock().instant(), id, LogLine.Level.WARN, what));
  }

  private DrillRecord begun(Instant at) {
    return new DrillRecord(
        task.id(),
        around.session().id(),
        around.project(),
        emulator.plan().id(),
        engine,
        task.drill(),
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private String words() {
    return switch (task.drill()) {
      case Drill.Kill _ -> "killed";
      case Drill.Pause _ -> "paused";
      case Drill.Slow _ -> "slow";
      case Drill.Refuse _ -> "refuses connections";
      case Drill.Fill _ -> "its disk is full";
    };
  }

  private List<String> account(
      DrillRecord record, Instant ended, End how, Optional<Duration> toReady) {
    String name = emulator.plan().spec().name();
    List<String> notes = new ArrayList<>();
    notes.add(
        "%s: %s, %s.".formatted(name, words(), seconds(Duration.between(record.begun(), ended))));
    failure.ifPresent(problem -> notes.add("It ended by itself: " + problem.title() + "."));
    notes.add(
        toUnhealthy
            .map(after -> "It was seen not to answer after " + seconds(after) + ".")
            .orElse("It answered all the time."));
    if (how == End.STOPPED) {
      notes.add("It was stopped or started anew before the drill was over.");
    } else {
      notes.add(
          toReady
              .map(after -> "It answered again " + seconds(after) + " after the end.")
              .orElse("It does not answer again."));
    }
    return notes;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
