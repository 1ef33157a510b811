package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.PortSpec;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EmulatorState.EngineUnavailable;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Pulling;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Starting;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EmulatorState.Stopping;
import dev.dragoncode.emulators.model.EmulatorState.Unhealthy;
import dev.dragoncode.emulators.model.EmulatorState.Waiting;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
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
  private volatile PlannedEmulator plan;
  private volatile Optional<RunningEmulator> running = Optional.empty();
  private Optional<Future<?>> start = Optional.empty();

  SupervisedEmulator(PlannedEmulator plan, Surroundings around) {
    this.plan = plan;
    this.around = around;
    this.state = new StateTransitions(around.stack()::changed);
    this.lane = new Lane(plan.id());
    this.face = new EmulatorFace();
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
      EnginePreference engine = plan.engine().orElse(preference);
      start = Optional.of(lane.submitCancellable(() -> run(engine)));
    }
  }

  /** Stops it, whatever it is doing. */
  synchronized void stop() {
    if (state.move(this::stoppable, new Stopping())) {
      start.ifPresent(task -> task.cancel(true));
      lane.submit(this::end);
    }
  }

  private boolean stoppable(EmulatorState current) {
    return current.active()
        ? !(current instanceof Stopping)
        : running.isPresent()
            && (current instanceof Failed || current instanceof EngineUnavailable);
  }

  /** Stops it, if it runs, and starts it as planned then. */
  synchronized void restart(EnginePreference preference) {
    stop();
    lane.submit(() -> start(preference));
  }

  /** Makes a running instance of an earlier session its own. */
  synchronized void adopt(EmulatorEngine engine, Instance instance, String why) {
    if (!state.move(current -> !current.active(), new Starting("It is adopted as it runs"))) {
      return;
    }
    start =
        Optional.of(
            lane.submitCancellable(() -> {
              face.chosen(new EngineChoice(instance.engine(), why), instance.artifact());
              face.connected(plan.spec(), instance.ports(), instance.parameters());
              attach(engine, instance, ADOPTED_LINES);
              attempt(engine, () -> watch.awaitReady(running.orElseThrow()));
            }));
  }

  /** Lets go of what runs, which goes on running; what is not ready yet is stopped. */
  synchronized void leave() {
    EmulatorState now = state.now();
    if (now instanceof Ready || now instanceof Unhealthy || now instanceof EngineUnavailable) {
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
          around.stack().await(plan.spec().name(), plan.spec().dependsOn());
          dropRemains();
          starting("An engine is being chosen");
          EngineChooser.Chosen chosen = around.engines().choose(plan.spec(), preference);
          attempt(chosen.engine(), () -> run(chosen));
        });
  }

  private void run(EngineChooser.Chosen chosen) throws InterruptedException {
    EmulatorSpec spec = plan.spec();
    Map<String, Integer> ports = new HashMap<>();
    String moved = lease(spec, ports);
    EngineChoice choice = new EngineChoice(chosen.choice().kind(), chosen.choice().why() + moved);
    Map<String, String> parameters = ConfigHash.parameters(plan);
    face.chosen(choice, artifact(spec, choice.kind()));
    face.connected(spec, ports, parameters);
    starting(spec.name() + " is being started");
    StartRequest request =
        new StartRequest(
            spec,
            around.session().owns(around.project(), ConfigHash.of(plan), around.stack().warm()),
            ports,
            parameters,
            dataFolder());
    Instance instance = chosen.engine().start(request, new Progress());
    attach(chosen.engine(), instance, Integer.MAX_VALUE);
    watch.awaitReady(running.orElseThrow());
  }

  private String lease(EmulatorSpec spec, Map<String, Integer> ports) {
    StringBuilder moved = new StringBuilder();
    for (PortSpec port : spec.ports()) {
      Integer fixed = plan.fixedPorts().get(port.name());
      if (fixed != null) {
        ports.put(port.name(), around.leases().fixed(spec.name(), fixed));
        continue;
      }
      PortLeases.Lease lease = around.leases().lease(around.project(), spec.id(), port.name());
      ports.put(port.name(), lease.port());
      if (lease.movedFrom().isPresent()) {
        moved.append(
            "; port %d is taken, so it is %d now".formatted(lease.movedFrom().get(), lease.port()));
      }
    }
    if (!moved.isEmpty()) {
      around
          .log()
          .add(
              new LogLine(
                  around.clock().instant(), spec.id(), LogLine.Level.WARN, moved.substring(2)));
    }
    return moved.toString();
  }

  private Path dataFolder() {
    String name = plan.id() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Path folder = around.home().resolve("runs").resolve(name);
    try {
      return PrivateFolders.create(folder);
    } catch (IOException e) {
      throw FileGuard.unusable(folder, e).asException();
    }
  }

  private static String artifact(EmulatorSpec spec, EngineKind kind) {
    return switch (kind) {
      case DOCKER -> spec.container().map(EmulatorSpec.ContainerBackend::image).orElse("");
      case EMBEDDED ->
          spec.embedded().map(backend -> backend.artifacts().getFirst().coordinates()).orElse("");
    };
  }

  private void attach(EmulatorEngine engine, Instance instance, int pastLines) {
    Subscription log = engine.follow(instance, pastLines, around.log()::add);
    running = Optional.of(new RunningEmulator(engine, instance, plan.spec(), log));
    face.runs(instance);
  }

  private void attempt(EmulatorEngine engine, Lane.Task task) throws InterruptedException {
    attempt(Optional.of(engine), task);
  }

  /** Does it; an expected failure becomes the emulator's state, and nothing is left behind. */
  private void attempt(Optional<EmulatorEngine> engine, Lane.Task task)
      throws InterruptedException {
    try {
      task.run();
    } catch (ProblemException e) {
      LOG.info("{}: {}", plan.id(), e.getMessage());
      Optional<Problem> away = engine.isPresent() ? away(engine.get()) : Optional.empty();
      if (away.isEmpty()) {
        dropRemains();
      }
      EmulatorState next =
          away.<EmulatorState>map(EngineUnavailable::new).orElseGet(() -> new Failed(e.problem()));
      state.move(current -> current.active() && !(current instanceof Stopping), next);
    }
  }

  static Optional<Problem> away(EmulatorEngine engine) throws InterruptedException {
    return engine.status() instanceof EngineStatus.Unavailable unavailable
        ? Optional.of(unavailable.problem())
        : Optional.empty();
  }

  /** Called once the instance was seen to have ended, after the state says so. */
  void cleanUp() {
    lane.submit(this::dropRemains);
  }

  private void end() throws InterruptedException {
    try {
      dropRemainsOrThrow();
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

  private void dropRemainsOrThrow() throws InterruptedException {
    Optional<RunningEmulator> emulator = running;
    if (emulator.isPresent()) {
      emulator.get().stop();
      running = Optional.empty();
    }
    face.ended();
    around.stack().changed();
  }

  private void starting(String what) {
    state.move(
        current -> current instanceof Waiting || current instanceof Starting, new Starting(what));
  }

  /** Takes no more commands; what was asked for is done. */
  @Override
  public void close() {
    lane.close();
  }

  /** Turns an engine's reports into states. */
  private final class Progress implements StartListener {
    @Override
    public void pulling(PullProgress progress) {
      state.move(
          current -> current instanceof Starting || current instanceof Pulling,
          new Pulling(progress));
    }

    @Override
    public void starting() {
      state.move(
          current -> current instanceof Starting || current instanceof Pulling,
          new Starting(plan.spec().name() + " is being started"));
    }
  }
}
