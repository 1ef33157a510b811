package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.model.EmulatorDrills.UnderWay;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EmulatorState.EngineUnavailable;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Starting;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EmulatorState.Stopping;
import dev.dragoncode.emulators.model.EmulatorState.Unhealthy;
import dev.dragoncode.emulators.model.EmulatorState.Waiting;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.Observe;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One emulator of a stack: what it is to be, what it is, and the way from one to the other. Starts
 * and stops run one after the other in its lane; a stop cuts a start short.
 */
final class SupervisedEmulator implements AutoCloseable {

  static final String LOOPBACK = "127.0.0.1";

  /** Past lines that are read when an emulator is adopted. */
  private static final int ADOPTED_LINES = 200;

  private static final Logger LOG = LoggerFactory.getLogger(SupervisedEmulator.class);

  private final Surroundings around;
  private final StateTransitions state;
  private final Lane lane;
  private final EmulatorFace face;
  private final EmulatorWatch watch;
  private final RestartPolicy restarts;
  private volatile EnginePreference asked = EnginePreference.AUTO;
  private volatile PlannedEmulator plan;
  private volatile Optional<RunningEmulator> running = Optional.empty();
  private final EmulatorSeeds seeds;
  private Optional<Future<?>> start = Optional.empty();
  private volatile StartMode mode = StartMode.USUAL;
  private volatile boolean adopted;

  /** Whether it was asked for while it was being adopted. */
  private volatile boolean wanted;

  private volatile Optional<DrillRun> drill = Optional.empty();

  SupervisedEmulator(PlannedEmulator plan, Surroundings around) {
    this.plan = plan;
    this.around = around;
    this.state = new StateTransitions(around.stack()::changed);
    this.lane = new Lane(plan.id());
    this.face = new EmulatorFace();
    this.seeds = new EmulatorSeeds(this, face, around);
    this.restarts = new RestartPolicy(around.restarts());
    this.watch = new EmulatorWatch(this, state, face, around);
  }

  PlannedEmulator plan() {
    return plan;
  }

  void plan(PlannedEmulator changed) {
    plan = changed;
  }

  EmulatorState state() {
    return state.now();
  }

  Optional<RunningEmulator> running() {
    return running;
  }

  /** How to look into its data; empty unless it answers its clients. */
  Optional<BrowseTarget> browse() {
    return state.now() instanceof Ready ? running.map(RunningEmulator::browse) : Optional.empty();
  }

  EmulatorWatch watch() {
    return watch;
  }

  EmulatorSnapshot snapshot() {
    return face.snapshot(plan, state.now());
  }

  /** Starts it, if nothing of it runs or is about to. */
  synchronized void start(EnginePreference preference) {
    Set<String> unmet = around.stack().unmet(plan.spec().dependsOn());
    EmulatorState first =
        unmet.isEmpty() ? new Starting("An engine is being chosen") : new Waiting(unmet);
    if (state.move(current -> !current.active(), first)) {
      asked = preference;
      restarts.forget();
      EnginePreference engine = plan.engine().orElse(preference);
      start = Optional.of(lane.submitCancellable(() -> run(engine)));
    } else if (adopting()) {
      asked = preference;
      wanted = true;
    }
  }

  /** Stops it, whatever it is doing; data that is for the session only goes. */
  synchronized void stop() {
    stop(() -> around.data().stopped(plan.id()));
  }

  /** Stops it for a moment; all its data stays. */
  synchronized void halt() {
    stop(() -> around.data().failed(plan.id()));
  }

  private void stop(Lane.Task afterwards) {
    mode = StartMode.USUAL;
    // a job that was done counts as done no longer
    state.move(new Stopped(true)::equals, new Stopped());
    if (state.move(this::stoppable, new Stopping())) {
      start.ifPresent(task -> task.cancel(true));
      lane.submit(() -> end(afterwards));
    }
  }

  private boolean stoppable(EmulatorState current) {
    return current.active()
        ? !(current instanceof Stopping)
        : running.isPresent()
            && (current instanceof Failed || current instanceof EngineUnavailable);
  }

  synchronized void restart(EnginePreference preference) {
    halt();
    lane.submit(() -> start(preference));
  }

  /** Whether this is what runs; false once it was stopped, or another was started. */
  boolean runs(RunningEmulator seen) {
    return running.filter(now -> now.instance().equals(seen.instance())).isPresent();
  }

  /**
   * Starts it again after it ended by itself, while it has chances left.
   *
   * @param seen the state in which it was seen to have ended
   * @return whether it will be
   */
  boolean comeBack(EmulatorState seen, Problem ended) {
    Optional<Duration> pause = restarts.next(around.clock().instant());
    return pause.isPresent()
        && startAgain(
            seen::equals,
            ended,
            "%s; restart %d in %d ms"
                .formatted(ended.title(), restarts.count(), pause.get().toMillis()),
            pause.get());
  }

  /** Starts it again after its engine came back without it. */
  boolean comeBackWithEngine(Problem ended) {
    return startAgain(
        EngineUnavailable.class::isInstance,
        ended,
        ended.title() + ", which is back",
        Duration.ZERO);
  }

  private synchronized boolean startAgain(
      Predicate<EmulatorState> expected, Problem ended, String why, Duration pause) {
    EnginePreference engine = plan.engine().orElse(asked);
    Optional<Future<?>> begun =
        whileUp(
            expected,
            why,
            () -> {
              // first of all: whoever sees that it is back finds the reason in the log
              LOG.info("{}: {}: {}", plan.id(), why, ended.reason());
              around
                  .log()
                  .add(new LogLine(around.clock().instant(), plan.id(), LogLine.Level.WARN, why));
              dropRemains();
              Thread.sleep(pause);
              run(engine);
            });
    return begun.isPresent();
  }

  /** Does something with what is up, which is starting from now on. */
  private Optional<Future<?>> whileUp(
      Predicate<EmulatorState> expected, String why, Lane.Task task) {
    if (!state.move(expected, new Starting(why))) {
      return Optional.empty();
    }
    start = Optional.of(lane.submitCancellable(task));
    return start;
  }

  void drill(Optional<DrillRun> underWay) {
    drill = underWay;
  }

  Optional<DrillRun> drill() {
    return drill;
  }

  void drilled(Optional<UnderWay> now) {
    face.drilled(now);
    around.stack().changed();
  }

  private static boolean up(EmulatorState state) {
    return state instanceof Ready
        || state instanceof Unhealthy
        || state instanceof EngineUnavailable;
  }

  synchronized void seenAt(Map<String, Integer> ports) {
    running = running.map(emulator -> emulator.seenAt(ports));
  }

  /** Ends what runs, politely, and stays about to start until it is told to {@link #rise}. */
  synchronized Future<?> fall(String why) {
    return whileUp(SupervisedEmulator::up, why, this::dropRemains)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** Starts what has fallen, or failed since, in this way; what was stopped stays so. */
  synchronized void rise(StartMode next) {
    boolean again = state.move(Failed.class::isInstance, new Starting("An engine is being chosen"));
    if (again || state.now() instanceof Starting) {
      mode = next;
      start = Optional.of(lane.submitCancellable(() -> run(plan.engine().orElse(asked))));
    }
  }

  /** Makes a running instance of an earlier session its own. */
  synchronized void adopt(EmulatorEngine engine, Instance instance, String why) {
    if (!state.move(current -> !current.active(), new Starting("It is adopted as it runs"))) {
      return;
    }
    adopted = true;
    wanted = false;
    start =
        Optional.of(
            lane.submitCancellable(() -> {
              face.chosen(new EngineChoice(instance.engine(), why), instance.artifact());
              face.connected(plan.spec(), instance.ports(), instance.parameters());
              attach(engine, instance, ADOPTED_LINES, List.of());
              attempt(
                  engine,
                  () -> {
                    DrillLimits.lift(engine, instance);
                    engine.reach(instance);
                    awaitAdopted(engine, instance);
                  });
            }));
  }

  /**
   * Waits until it is ready. One that its earlier session was just ending goes, however well it
   * looked; where it was asked for since, another takes its place.
   */
  private void awaitAdopted(EmulatorEngine engine, Instance instance) throws InterruptedException {
    try {
      watch.awaitReady(running.orElseThrow());
    } catch (ProblemException gone) {
      if (engine.liveness(instance) instanceof Liveness.Running || !wanted) {
        throw gone;
      }
      LOG.info("{}: what was adopted has ended, another is started", plan.id(), gone);
      run(plan.engine().orElse(asked));
    }
  }

  boolean adopting() {
    return adopted && state.now() instanceof Starting;
  }

  /** Lets go of what runs, which goes on running; what is not ready yet is stopped. */
  synchronized void leave() {
    if (up(state.now())) {
      running.ifPresent(emulator -> emulator.log().close());
    } else {
      stop();
    }
  }

  private void run(EnginePreference preference) throws InterruptedException {
    Optional<EmulatorEngine> asked =
        preference == EnginePreference.DOCKER
            ? around.engines().engine(EngineKind.DOCKER)
            : Optional.empty();
    attempt(
        asked,
        () -> {
          around.stack().claim();
          around.stack().permit(plan);
          around.stack().await(plan.spec());
          dropRemains();
          starting("An engine is being chosen");
          EngineChooser.Chosen chosen =
              around.engines().choose(plan.spec(), preference, around.data().engines(plan.id()));
          attempt(chosen.engine(), () -> run(chosen));
        });
  }

  private void run(EngineChooser.Chosen chosen) throws InterruptedException {
    adopted = false;
    PlannedEmulator now = plan;
    EmulatorStart.Leased leased = new EmulatorStart(now, around).lease();
    EngineChoice choice =
        new EngineChoice(chosen.choice().kind(), chosen.choice().why() + leased.moved());
    String artifact = EmulatorStart.artifact(now.spec(), choice.kind());
    face.chosen(choice, artifact);
    StackData.Prepared data = around.data().begin(now, chosen.engine(), artifact);
    face.connected(now.spec(), leased.ports(), data.parameters());
    starting(now.spec().name() + " is being started");
    Instance instance =
        new EmulatorStart(now, around)
            .start(
                chosen.engine(), leased, data, mode, new StartProgress(this, state, face, around));
    attach(chosen.engine(), instance, Integer.MAX_VALUE, data.fresh() ? now.seeds() : List.of());
    watch.awaitReady(running.orElseThrow());
  }

  private void attach(EmulatorEngine engine, Instance instance, int pastLines, List<String> seeds)
      throws InterruptedException {
    Observe observe = plan.spec().observe();
    FollowedLog log =
        new FollowedLog(line -> around.log().add(observe.judge(line)))
            .follow(lines -> engine.follow(instance, pastLines, lines));
    running =
        Optional.of(
            new RunningEmulator(engine, instance, plan.spec(), log, seeds, instance.ports()));
    face.runs(instance, engine.digest(instance));
    face.cannot(DrillLimits.of(engine, plan.spec()));
  }

  void answers(RunningEmulator emulator) throws InterruptedException {
    seeds.fill(emulator, this::starting);
    lookAtSeeds();
  }

  void lookAtSeeds() {
    seeds.look(running);
  }

  private void attempt(EmulatorEngine engine, Lane.Task task) throws InterruptedException {
    attempt(Optional.of(engine), task);
  }

  /** Does it; an expected failure becomes the emulator's state, and nothing is left behind. */
  private void attempt(Optional<EmulatorEngine> engine, Lane.Task task)
      throws InterruptedException {
    try {
      task.run();
    } catch (RuntimeException thrown) {
      ProblemException e = EmulatorStart.known(plan, thrown);
      LOG.info("{}: {}", plan.id(), e.getMessage());
      Optional<Problem> away =
          engine.isPresent() ? EmulatorWatch.away(engine.get()) : Optional.empty();
      if (away.isEmpty()) {
        dropRemains();
        dropUnfinished();
      }
      EmulatorState next =
          away.<EmulatorState>map(EngineUnavailable::new).orElseGet(() -> new Failed(e.problem()));
      state.move(current -> current.active() && !(current instanceof Stopping), next);
    }
  }

  void cleanUp() {
    lane.submit(this::dropRemains);
  }

  private void end(Lane.Task afterwards) throws InterruptedException {
    try {
      dropRemainsOrThrow();
      afterwards.run();
      state.move(Stopping.class::isInstance, new Stopped());
    } catch (ProblemException e) {
      LOG.info("{} could not be stopped: {}", plan.id(), e.getMessage());
      state.move(Stopping.class::isInstance, new Failed(e.problem()));
    }
  }

  private void dropRemains() throws InterruptedException {
    try {
      dropRemainsOrThrow();
    } catch (ProblemException e) {
      LOG.warn("{} could not be cleaned up: {}", plan.id(), e.getMessage());
    }
  }

  private void dropUnfinished() throws InterruptedException {
    try {
      around.data().failed(plan.id());
    } catch (ProblemException e) {
      LOG.warn("Data of {} that was begun stays: {}", plan.id(), e.getMessage());
    }
  }

  private void dropRemainsOrThrow() throws InterruptedException {
    Optional<RunningEmulator> emulator = running;
    if (emulator.isPresent()) {
      emulator.get().stop();
      running = Optional.empty();
    }
    face.ended();
    seeds.forget();
    around.stack().changed();
  }

  private void starting(String what) {
    state.move(
        current -> current instanceof Waiting || current instanceof Starting, new Starting(what));
  }

  @Override
  public void close() {
    lane.close();
  }
}
