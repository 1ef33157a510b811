package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorState.EngineUnavailable;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.emulators.probe.Prober;
import dev.dragoncode.emulators.seed.Seeder;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the emulators of one project: chooses engines, starts in parallel and in the order of
 * dependencies, watches, and stops in reverse. Commands return at once; what they do shows in the
 * snapshots.
 *
 * <p>Another process may ask for a stop through {@link StackControl#down}; it then shows here as if
 * {@link #stopAll()} had been called.
 */
public final class EmulatorSupervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmulatorSupervisor.class);

  private final MergedLog log = new MergedLog();
  private final Lane commands = new Lane("commands");
  private final Prober prober = new Prober();
  private final EngineChooser engines;
  private final Dependencies dependencies = new Dependencies(this::emulators);
  private final StackOwnership ownership;
  private final StackView view;
  private final Adoption adoption;
  private final StackData data;
  private final StackTasks tasks;
  private final Drills drills;
  private final Lane.Task resumption;
  private final Surroundings around;
  private final SnapshotPublisher<StackSnapshot> snapshots;
  private final StackWatch watch;
  private volatile Map<String, SupervisedEmulator> emulators = Map.of();
  private volatile EnginePreference preference = EnginePreference.AUTO;
  private volatile EngineStatus docker = new EngineStatus.Unknown();
  private boolean closed;

  /**
   * @param project the project's folder
   * @param home the user's data folder
   * @param engines one of each kind, best first; they stay open when this is closed
   */
  public EmulatorSupervisor(
      Path project, Path home, Session session, List<EmulatorEngine> engines, Clock clock) {
    this(project, home, session, engines, clock, RestartPolicy.USUAL);
  }

  EmulatorSupervisor(
      Path project,
      Path home,
      Session session,
      List<EmulatorEngine> engines,
      Clock clock,
      List<Duration> restarts) {
    Path folder = StackFiles.real(project);
    Path data = home.toAbsolutePath();
    this.data = new StackData(folder, data, engines);
    this.engines = new EngineChooser(engines);
    this.ownership = new StackOwnership(folder, data, session, clock);
    this.view = new StackView(dependencies, ownership, this::changed);
    this.around =
        new Surroundings(
            folder,
            data,
            session,
            this.engines,
            new PortLeases(data),
            prober,
            log,
            clock,
            this.data,
            restarts,
            new Seeding(folder, this.data),
            view);
    StackRecords records = new StackRecords(data);
    Quiet quiet = new Quiet(around, dependencies, records, this::emulators, this::start);
    this.drills = new Drills(commands, around, dependencies, records, this::emulators);
    SavedStacks saved = new SavedStacks(new StackFiles(data).snapshots(folder));
    this.tasks = new StackTasks(commands, around, saved, quiet, drills);
    this.resumption = quiet::resume;
    this.adoption = new Adoption(folder, session, engines, ownership, this.data);
    this.snapshots = new SnapshotPublisher<>(new StackSnapshot(0, docker, preference, List.of()));
    this.watch = new StackWatch(this, ownership);
    watch.start();
  }

  /** Sets what is asked before each start; a problem keeps that emulator from starting. */
  public void gate(Function<PlannedEmulator, Optional<Problem>> asked) {
    view.gate(asked);
  }

  /** Sets what fills fresh data; without one, an emulator that has seeds does not start. */
  public void seeder(Seeder seeder) {
    around.seeding().seeder(seeder);
  }

  /**
   * Takes the right to run this project's emulators, which commands otherwise do when they need it.
   *
   * @throws dev.dragoncode.problem.ProblemException if another process has it; the reason names its
   *     pid
   */
  public void claim() {
    ownership.claim();
  }

  /**
   * What the project needs now, in the order in which it is shown. Emulators that run already, from
   * an earlier session, are adopted where they are as planned, else stopped. Those that are no
   * longer planned are stopped; one whose plan has changed runs on as it is until it is started
   * again.
   */
  public synchronized void plan(List<PlannedEmulator> planned) {
    Map<String, SupervisedEmulator> next = new LinkedHashMap<>();
    for (PlannedEmulator plan : planned) {
      SupervisedEmulator known = emulators.get(plan.id());
      if (known == null) {
        next.put(plan.id(), new SupervisedEmulator(plan, around));
      } else {
        known.plan(plan);
        next.put(plan.id(), known);
      }
    }
    Map<String, SupervisedEmulator> before = emulators;
    emulators = next;
    before.forEach((id, emulator) -> {
      if (!next.containsKey(id)) {
        drills.letGo(id);
        emulator.stop();
        emulator.close();
      }
    });
    changed();
    commands.submit(() -> {
      adoption.adopt(emulators(), preference);
      resumption.run();
    });
  }

  /** Which engine serves emulators that do not ask for one, from their next start on. */
  public void prefer(EnginePreference engine) {
    preference = engine;
    changed();
  }

  public SnapshotSource<StackSnapshot> snapshots() {
    return snapshots;
  }

  /** What is done to the stack as a whole, and its snapshots. */
  public SnapshotSource<StackWork> work() {
    return tasks.work();
  }

  /**
   * Does something to the stack as a whole, after what was asked for before.
   *
   * @return completes when it is done, well or not; also seen in {@link #work()}
   */
  public CompletableFuture<Outcome> submit(StackTask task) {
    return switch (task) {
      case StackTask.RunDrill drill -> drills.run(drill);
      case StackTask.EndDrill end -> drills.end(end);
      default -> tasks.submit(task);
    };
  }

  /** Sets where drills are remembered. */
  public void drillHistory(DrillHistory history) {
    drills.history(history);
  }

  /**
   * Says whether what is started from now on is meant to outlive this session: it is labelled so,
   * and no other session's sweep takes it for an orphan.
   */
  public void warm(boolean outlives) {
    view.warm(outlives);
  }

  /**
   * Starts every emulator that does not run, dependencies first. A job that was done is not done
   * again while what it worked on runs on.
   */
  public void startAll() {
    commands.submit(() -> dependencies.toStart().forEach(this::start));
  }

  /** Starts one emulator and what it depends on. */
  public void start(String id) {
    commands.submit(() -> dependencies.toStart(id).forEach(this::start));
  }

  private void start(SupervisedEmulator emulator) {
    emulator.start(preference);
  }

  /** Stops one emulator, whatever it is doing. */
  public void stop(String id) {
    commands.submit(() -> {
      drills.letGo(id);
      Optional.ofNullable(emulators.get(id)).ifPresent(SupervisedEmulator::stop);
    });
  }

  /** Stops one emulator, if it runs, and starts it as planned now. */
  public void restart(String id) {
    commands.submit(() -> {
      drills.letGo(id);
      Optional.ofNullable(emulators.get(id)).ifPresent(emulator -> emulator.restart(preference));
    });
  }

  /** Stops all, dependents first. */
  public void stopAll() {
    commands.submit(this::stopEach);
  }

  private void stopEach() throws InterruptedException {
    drills.letGoOfAll();
    dependencies.stopAll();
  }

  /** Asks the engines again, and starts what failed or had no engine. */
  public void retry() {
    commands.submit(() -> {
      watch.lookAtDocker();
      for (SupervisedEmulator emulator : dependencies.inOrder()) {
        if (emulator.state() instanceof Failed || emulator.state() instanceof EngineUnavailable) {
          emulator.start(preference);
        }
      }
    });
  }

  /** What an emulator is planned to be. */
  public Optional<EmulatorSpec> spec(String id) {
    return Optional.ofNullable(emulators.get(id)).map(emulator -> emulator.plan().spec());
  }

  /** How to look into an emulator's data; empty unless it answers its clients. */
  public Optional<BrowseTarget> browse(String id) {
    return Optional.ofNullable(emulators.get(id)).flatMap(SupervisedEmulator::browse);
  }

  /** The newest log lines of all emulators, merged, oldest first; bounded. */
  public List<LogLine> recent() {
    return log.recent();
  }

  /** Calls the consumer with each log line to come, on any thread, one at a time. */
  public Subscription follow(Consumer<? super LogLine> consumer) {
    return log.follow(consumer);
  }

  /** Ends supervision; waits until what must stop has stopped, each within its grace. */
  public void close(Ending ending) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    watch.close();
    if (ending == Ending.STOP) {
      tasks.cancel();
    }
    commands.submit(() -> {
      if (ending == Ending.STOP) {
        stopEach();
      } else {
        drills.endAll();
        dependencies.awaitStarted(
            emulators().stream().filter(SupervisedEmulator::adopting).toList());
        emulators().forEach(SupervisedEmulator::leave);
      }
    });
    commands.close();
    boolean settled = awaitSettled();
    tasks.close();
    drills.close();
    if (ending == Ending.STOP && settled) {
      dropSessionData();
    }
    emulators().forEach(SupervisedEmulator::close);
    boolean left =
        ending == Ending.LEAVE_RUNNING
            && emulators().stream().anyMatch(emulator -> emulator.state().active());
    ownership.release(snapshots.latest(), left, settled);
    prober.close();
  }

  private void dropSessionData() {
    try {
      if (ownership.claimed()) {
        data.endSession();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ProblemException e) {
      LOG.warn("Data of this session stays: {}", e.getMessage());
    }
  }

  private boolean awaitSettled() {
    try {
      boolean done = commands.awaitEnd() && dependencies.awaitSettled();
      drills.awaitEnd();
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes with {@link Ending#STOP}. */
  @Override
  public void close() {
    close(Ending.STOP);
  }

  List<SupervisedEmulator> emulators() {
    return List.copyOf(emulators.values());
  }

  Optional<EmulatorEngine> dockerEngine() {
    return engines.engine(EngineKind.DOCKER);
  }

  /** Whether a start found Docker away, perhaps for a moment between two looks at it. */
  private static boolean missesDocker(SupervisedEmulator emulator) {
    return emulator.state() instanceof EngineUnavailable
        && emulator.running().isEmpty()
        && emulator.snapshot().choice().filter(c -> c.kind() == EngineKind.DOCKER).isPresent();
  }

  void docker(EngineStatus status) {
    boolean back =
        status.available()
            && (docker instanceof EngineStatus.Unavailable
                || emulators().stream().anyMatch(EmulatorSupervisor::missesDocker));
    docker = status;
    changed();
    if (back) {
      commands.submit(() -> {
        adoption.adopt(emulators(), preference);
        dependencies.inOrder().stream()
            .filter(emulator -> emulator.state() instanceof EngineUnavailable)
            .filter(emulator -> emulator.running().isEmpty())
            .forEach(this::start);
      });
    }
  }

  private void changed() {
    snapshots.update(latest -> {
      List<EmulatorSnapshot> shown = new ArrayList<>();
      emulators.values().forEach(emulator -> shown.add(emulator.snapshot()));
      StackSnapshot next = new StackSnapshot(latest.version(), docker, preference, shown);
      return next.equals(latest)
          ? latest
          : new StackSnapshot(latest.version() + 1, docker, preference, shown);
    });
    dependencies.changed();
    drills.changed();
  }
}
