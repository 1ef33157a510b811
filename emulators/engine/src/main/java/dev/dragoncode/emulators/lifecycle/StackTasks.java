package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.SavedStack;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.emulators.model.StackWork.UnderWay;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is asked of the stack as a whole, one thing after the other, and says how it went. */
final class StackTasks {

  private static final Logger LOG = LoggerFactory.getLogger(StackTasks.class);

  private final Lane commands;
  private final Surroundings around;
  private final SavedStacks saved;
  private final Quiet quiet;
  private final Drills drills;
  private final SnapshotSaving saving;
  private final SnapshotRestoring restoring;
  private final SnapshotPublisher<StackWork> work;
  private final Map<Long, Queued> pending = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  /**
   * @param drills a snapshot of a stack that fails on purpose is none: they end before
   */
  StackTasks(Lane commands, Surroundings around, SavedStacks saved, Quiet quiet, Drills drills) {
    this.drills = drills;
    this.commands = commands;
    this.around = around;
    this.saved = saved;
    this.quiet = quiet;
    this.saving = new SnapshotSaving(around, saved, quiet, this::step);
    this.restoring = new SnapshotRestoring(around, saved, quiet, this::step);
    this.work =
        new SnapshotPublisher<>(new StackWork(0, Optional.empty(), Optional.empty(), list()));
  }

  SnapshotSource<StackWork> work() {
    return work;
  }

  /** Queues a task; the answer completes when it is done, well or not. */
  CompletableFuture<Outcome> submit(StackTask task) {
    CompletableFuture<Outcome> done = new CompletableFuture<>();
    long number = count.incrementAndGet();
    Future<?> queued =
        commands.submitCancellable(() -> {
          Optional<Outcome> outcome = Optional.empty();
          try {
            outcome = Optional.of(run(task));
          } finally {
            done.complete(outcome.orElseGet(() -> ended(task)));
            pending.remove(number);
          }
        });
    pending.put(number, new Queued(task, done, queued));
    if (done.isDone()) {
      pending.remove(number);
    }
    return done;
  }

  /** A task, who waits for it and how to end it. */
  private record Queued(StackTask task, CompletableFuture<Outcome> done, Future<?> future) {}

  /** Ends what is under way or waits, at once and without a trace. */
  void cancel() {
    pending.values().forEach(queued -> queued.future().cancel(true));
  }

  /** To be called when no more will be done: tells those who wait. */
  void close() {
    pending.values().forEach(queued -> queued.done().complete(ended(queued.task())));
  }

  private Outcome run(StackTask task) throws InterruptedException {
    publish(Optional.of(new UnderWay(task, "Waiting for its turn", now())), Optional.empty());
    Optional<Outcome> outcome = Optional.empty();
    try {
      around.stack().claim();
      outcome = Optional.of(new Outcome(task, Optional.empty(), carryOut(task), now()));
    } catch (ProblemException e) {
      LOG.info("Could not {}: {}", task.words(), e.getMessage());
      outcome = Optional.of(new Outcome(task, Optional.of(e.problem()), List.of(), now()));
    } finally {
      publish(Optional.empty(), outcome);
    }
    return outcome.orElseThrow();
  }

  private List<String> carryOut(StackTask task) throws InterruptedException {
    if (!(task instanceof StackTask.Delete)) {
      drills.endAll();
    }
    return switch (task) {
      case StackTask.RunDrill _, StackTask.EndDrill _ ->
          throw new IllegalArgumentException("Drills have their own turn: " + task);
      case StackTask.Save(String name) -> saving.save(name);
      case StackTask.Restore(String name) -> restoring.restore(name);
      case StackTask.Delete(String name) -> {
        saved.delete(name);
        yield List.of();
      }
      case StackTask.Reset(List<String> ids) -> reset(ids);
    };
  }

  private List<String> reset(List<String> ids) throws InterruptedException {
    quiet.settle();
    List<SupervisedEmulator> all = quiet.emulators();
    List<String> known = all.stream().map(emulator -> emulator.plan().id()).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw Problem.of(
                "There is no emulator “" + id + "” to reset",
                "This project has " + String.join(", ", known) + ".",
                Remedy.of("Name one of them, or none for all."))
            .asException();
      }
    }
    List<SupervisedEmulator> which =
        all.stream().filter(e -> ids.isEmpty() || ids.contains(e.plan().id())).toList();
    step("The data is being removed");
    return quiet.duringChange(
        which,
        () -> around.data().reset(which.stream().map(emulator -> emulator.plan().id()).toList()));
  }

  private Outcome ended(StackTask task) {
    return new Outcome(
        task,
        Optional.of(
            Problem.of(
                "Could not " + task.words(),
                "The emulators were closed before it was done; their data is as it was.",
                Remedy.of("Try again."))),
        List.of(),
        now());
  }

  private void step(String what) {
    LOG.info("{}", what);
    work.update(latest ->
        new StackWork(
            latest.version() + 1,
            latest.now().map(now -> new UnderWay(now.task(), what, now.since())),
            latest.last(),
            latest.snapshots()));
  }

  private void publish(Optional<UnderWay> now, Optional<Outcome> ended) {
    List<SavedStack> snapshots = list();
    work.update(
        latest -> new StackWork(latest.version() + 1, now, ended.or(latest::last), snapshots));
  }

  private List<SavedStack> list() {
    try {
      return saved.list();
    } catch (ProblemException e) {
      LOG.warn("The snapshots cannot be listed: {}", e.getMessage());
      return List.of();
    }
  }

  private java.time.Instant now() {
    return around.clock().instant();
  }
}
