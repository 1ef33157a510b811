package dev.dragoncode.service;

import dev.dragoncode.emulators.lifecycle.EmulatorSupervisor;
import dev.dragoncode.emulators.lifecycle.Ending;
import dev.dragoncode.emulators.lifecycle.PlannedEmulator;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The emulators of one open project, over the engine module's supervisor. */
public final class EmulatorService implements EmulatorControl {

  private static final Logger LOG = LoggerFactory.getLogger(EmulatorService.class);

  private final EmulatorSupervisor supervisor;
  private final SnapshotPublisher<List<Problem>> planProblems = new SnapshotPublisher<>(List.of());
  private final Path project;
  private final DrillLog drills;
  private final String session;

  /**
   * @param drills where drills are remembered
   * @param session the session that runs the emulators
   */
  public EmulatorService(
      EmulatorSupervisor supervisor,
      EnginePreference preference,
      Path project,
      DrillLog drills,
      String session) {
    this.supervisor = supervisor;
    this.project = project;
    this.drills = drills;
    this.session = session;
    supervisor.drillHistory(drills);
    supervisor.prefer(preference);
  }

  /**
   * Takes the right to run this project's emulators.
   *
   * @throws dev.dragoncode.problem.ProblemException if another process has it
   */
  public void claim() {
    supervisor.claim();
  }

  /** Sets what is asked before each start; a problem keeps that emulator from starting. */
  void gate(Function<PlannedEmulator, Optional<Problem>> asked) {
    supervisor.gate(asked);
  }

  /** What is started from now on is meant to outlive this process. */
  public void startToStay() {
    supervisor.warm(true);
  }

  /** What the project needs now, in the order in which it is shown. */
  public void plan(List<PlannedEmulator> emulators) {
    supervisor.plan(emulators);
  }

  /** Tells what of the project's wishes that plan leaves out, and why. */
  public void report(List<Problem> problems) {
    planProblems.update(_ -> List.copyOf(problems));
  }

  @Override
  public SnapshotSource<List<Problem>> planProblems() {
    return planProblems;
  }

  @Override
  public SnapshotSource<StackSnapshot> stack() {
    return supervisor.snapshots();
  }

  @Override
  public void startAll() {
    supervisor.startAll();
  }

  @Override
  public void stopAll() {
    supervisor.stopAll();
  }

  @Override
  public void start(String id) {
    supervisor.start(id);
  }

  @Override
  public void stop(String id) {
    supervisor.stop(id);
  }

  @Override
  public void restart(String id) {
    supervisor.restart(id);
  }

  @Override
  public void prefer(EnginePreference preference) {
    supervisor.prefer(preference);
  }

  @Override
  public SnapshotSource<StackWork> work() {
    return supervisor.work();
  }

  @Override
  public void carryOut(StackTask task) {
    CompletableFuture<Outcome> done = submit(task);
    LOG.debug("Asked to {}: {}", task.words(), done);
  }

  /** The same; the answer completes when it is done, well or not. */
  public CompletableFuture<Outcome> submit(StackTask task) {
    return supervisor.submit(task);
  }

  /** The drills that an emulator has had, newest first. */
  public List<DrillRecord> pastDrills(String id) {
    return drills.of(project, Optional.of(session)).stream()
        .filter(record -> record.emulator().equals(id))
        .toList();
  }

  @Override
  public List<LogLine> recentLogs() {
    return supervisor.recent();
  }

  @Override
  public Subscription followLogs(Consumer<LogLine> consumer) {
    return supervisor.follow(consumer);
  }

  /** Stops what runs, or leaves it for the next session; waits until that is done. */
  public void close(Ending ending) {
    supervisor.close(ending);
  }
}
