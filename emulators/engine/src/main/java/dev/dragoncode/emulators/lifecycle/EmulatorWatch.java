package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EmulatorState.EngineUnavailable;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Starting;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EmulatorState.Unhealthy;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.Probe;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.emulators.probe.ProbeOutcome;
import dev.dragoncode.emulators.probe.ProbeTarget;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether a running emulator answers: at its start until it does, then now and then. */
final class EmulatorWatch {

  /** The protocols whose servers write every client into their log. */
  private static final Set<String> LOGGED = Set.of("amqp", "amqp-1.0", "mqtt");

  /** How often a start looks whether the process still runs while it does not answer. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** How often a job is looked at: most take a second or two. */
  private static final Duration LOOK_AT_JOB = Duration.ofMillis(200);

  /** Failed probes in a row before an emulator counts as unhealthy: one may be a busy moment. */
  private static final int TOLERATED = 2;

  private static final Logger LOG = LoggerFactory.getLogger(EmulatorWatch.class);

  private final SupervisedEmulator emulator;
  private final StateTransitions state;
  private final EmulatorFace face;
  private final Surroundings around;
  private final AtomicInteger failedProbes = new AtomicInteger();
  private volatile long nextProbe;

  EmulatorWatch(
      SupervisedEmulator emulator, StateTransitions state, EmulatorFace face, Surroundings around) {
    this.emulator = emulator;
    this.state = state;
    this.face = face;
    this.around = around;
  }

  /**
   * Waits until it answers its clients.
   *
   * @throws ProblemException if it ends or its time is over
   */
  void awaitReady(RunningEmulator running) throws InterruptedException {
    if (running.spec().job()) {
      awaitEnd(running);
      return;
    }
    ProbeTarget target = running.target();
    Patience patience = new Patience(running.spec().startTimeout());
    ProbeOutcome outcome = probe(running, target);
    while (!outcome.passed()) {
      if (ended(running)) {
        return;
      }
      if (patience.over()) {
        throw tooSlow(running, outcome).asException();
      }
      outcome = probe(running, target);
    }
    emulator.answers(running);
    nextProbe = System.nanoTime() + running.spec().probing().every().toNanos();
    state.move(Starting.class::isInstance, new Ready(face.endpoints(), now()));
  }

  /** A job is not asked anything: it is to end well. */
  private void awaitEnd(RunningEmulator running) throws InterruptedException {
    long deadline = System.nanoTime() + running.spec().startTimeout().toNanos();
    state.move(Starting.class::isInstance, new Starting(running.spec().name() + " does its work"));
    while (!ended(running)) {
      if (System.nanoTime() - deadline >= 0) {
        throw JobProblems.tooSlow(running).asException();
      }
      Thread.sleep(LOOK_AT_JOB);
    }
  }

  private ProbeOutcome probe(RunningEmulator running, ProbeTarget target)
      throws InterruptedException {
    return around
        .prober()
        .await(
            target,
            running.spec().readiness(),
            LOOK_EVERY,
            awaited -> state.move(Starting.class::isInstance, new Starting(awaited)));
  }

  /** Whether it was a job that has done its work; a failure is thrown. */
  private boolean ended(RunningEmulator running) throws InterruptedException {
    return switch (running.engine().liveness(running.instance())) {
      case Liveness.Running _ -> false;
      case Liveness.Ended(int exitCode, _) when exitCode == 0 && oneShot(running) -> {
        emulator.answers(running);
        running.finishLog();
        state.move(Starting.class::isInstance, new Stopped(true));
        emulator.cleanUp();
        yield true;
      }
      case Liveness.Ended ended when running.spec().job() -> {
        running.finishLog();
        throw JobProblems.failed(running, ended.reason()).asException();
      }
      case Liveness.Ended ended ->
          throw endedAlone(running, ended.reason(), "before it was ready").asException();
      case Liveness.Gone _ -> throw removed(running).asException();
    };
  }

  private boolean oneShot(RunningEmulator running) {
    return running.spec().job() || around.stack().oneShot(emulator.plan().id());
  }

  /** Looks whether it still runs and, where it is time for that, whether it still answers. */
  void look() throws InterruptedException {
    EmulatorState seen = state.now();
    Optional<RunningEmulator> running = emulator.running();
    boolean watched =
        seen instanceof Ready || seen instanceof Unhealthy || seen instanceof EngineUnavailable;
    if (running.isEmpty() || !watched) {
      return;
    }
    try {
      if (seen instanceof EngineUnavailable) {
        lookForReturn(running.get());
      } else {
        look(running.get());
      }
    } catch (ProblemException e) {
      Optional<Problem> away = away(running.get().engine());
      if (away.isPresent()) {
        move(running.get(), EmulatorWatch::settled, new EngineUnavailable(away.get()));
      } else {
        LOG.info("{} could not be looked at: {}", emulator.plan().id(), e.getMessage());
      }
    }
  }

  private void look(RunningEmulator running) throws InterruptedException {
    switch (running.engine().liveness(running.instance())) {
      case Liveness.Running _ -> {
        if (emulator.drill().isPresent() || System.nanoTime() - nextProbe >= 0) {
          nextProbe = System.nanoTime() + running.spec().probing().every().toNanos();
          health(running);
        }
      }
      case Liveness.Ended(int exitCode, _) when exitCode == 0 && oneShot(running) -> {
        if (move(running, EmulatorWatch::settled, new Stopped(true))) {
          emulator.cleanUp();
        }
      }
      case Liveness.Ended ended -> {
        Optional<Problem> away = away(running.engine());
        if (away.isPresent()) {
          move(running, EmulatorWatch::settled, new EngineUnavailable(away.get()));
        } else {
          failOrComeBack(running, endedAlone(running, ended.reason(), "by itself"));
        }
      }
      case Liveness.Gone _ -> failOrComeBack(running, removed(running));
    }
  }

  private void failOrComeBack(RunningEmulator ended, Problem problem) {
    EmulatorState before = state.now();
    if (!emulator.runs(ended) || !settled(before)) {
      return; // stopped on purpose, or followed by another, since it was looked at
    }
    boolean seenTo =
        emulator.drill().filter(drill -> drill.emulatorEnded(problem)).isPresent()
            || emulator.comeBack(before, problem);
    if (!seenTo && state.move(before, new Failed(problem))) {
      emulator.cleanUp();
    }
  }

  /** Moves on unless what was looked at has ended, and another runs in its place. */
  private boolean move(
      RunningEmulator seen, Predicate<EmulatorState> expected, EmulatorState next) {
    EmulatorState before = state.now();
    return emulator.runs(seen) && expected.test(before) && state.move(before, next);
  }

  /** Waits until it answers its clients; answers whether that came true in time. */
  boolean answersWithin(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    boolean answers = false;
    Optional<RunningEmulator> running = emulator.running();
    while (!answers && running.isPresent() && System.nanoTime() - deadline < 0) {
      answers =
          around
              .prober()
              .await(running.get().target(), watched(running.get().spec()), LOOK_EVERY, what -> {})
              .passed();
      running = emulator.running();
    }
    if (answers) {
      failedProbes.set(0);
      state.move(Unhealthy.class::isInstance, new Ready(face.endpoints(), now()));
    }
    return answers;
  }

  private void health(RunningEmulator running) throws InterruptedException {
    ProbeOutcome outcome = around.prober().all(running.target(), watched(running.spec()));
    if (outcome instanceof ProbeOutcome.NotPassed not) {
      if (failedProbes.incrementAndGet() >= TOLERATED) {
        move(
            running,
            Ready.class::isInstance,
            new Unhealthy(not.awaited() + ": " + not.reason(), face.endpoints(), now()));
      }
    } else {
      failedProbes.set(0);
      state.move(Unhealthy.class::isInstance, new Ready(face.endpoints(), now()));
    }
  }

  /** What is asked again and again: brokers write every login into their log. */
  private static List<Probe> watched(EmulatorSpec spec) {
    if (!spec.liveness().isEmpty()) {
      return spec.liveness();
    }
    return spec.readiness().stream()
        .<Probe>map(probe ->
            probe instanceof Probe.Protocol(String name, String port) && LOGGED.contains(name)
                ? new Probe.Tcp(port)
                : probe)
        .filter(probe -> !(probe instanceof Probe.Log))
        .toList();
  }

  /** Why an engine does not answer, if it does not. */
  static Optional<Problem> away(EmulatorEngine engine) throws InterruptedException {
    return engine.status() instanceof EngineStatus.Unavailable unavailable
        ? Optional.of(unavailable.problem())
        : Optional.empty();
  }

  private void lookForReturn(RunningEmulator running) throws InterruptedException {
    if (away(running.engine()).isPresent()) {
      return;
    }
    switch (running.engine().liveness(running.instance())) {
      case Liveness.Running _ -> {
        ProbeOutcome outcome = around.prober().all(running.target(), running.spec().readiness());
        if (outcome.passed()) {
          move(running, EngineUnavailable.class::isInstance, new Ready(face.endpoints(), now()));
        }
      }
      case Liveness.Ended _, Liveness.Gone _ ->
          emulator.comeBackWithEngine(endedWithEngine(running));
    }
  }

  private static boolean settled(EmulatorState current) {
    return current instanceof Ready || current instanceof Unhealthy;
  }

  /** Reads what it uses. */
  void readUse() throws InterruptedException {
    Optional<RunningEmulator> running = emulator.running();
    if (running.isEmpty() || !settled(state.now())) {
      return;
    }
    try {
      Optional<ResourceUse> use = running.get().engine().use(running.get().instance());
      if (use.isPresent()) {
        face.uses(use.get());
        around.stack().changed();
      }
    } catch (ProblemException e) {
      LOG.debug("What {} uses cannot be read", emulator.plan().id(), e);
    }
  }

  private Instant now() {
    return around.clock().instant();
  }

  private static Problem tooSlow(RunningEmulator running, ProbeOutcome outcome) {
    String awaited =
        outcome instanceof ProbeOutcome.NotPassed not
            ? "“%s” did not come true: %s.".formatted(not.awaited(), not.reason())
            : "";
    return Problem.of(
        "%s was not ready within %d s"
            .formatted(running.spec().name(), running.spec().startTimeout().toSeconds()),
        awaited + running.lastLines(),
        Remedy.of("Look at its log for what holds it up."),
        Remedy.of("Start it again.", new Remedy.RunCommand("emulators.start")));
  }

  private static Problem endedAlone(RunningEmulator running, String reason, String when) {
    return Problem.of(
        running.spec().name() + " ended " + when,
        "It ended with " + reason + "." + running.lastLines(),
        Remedy.of("Look at its log for the cause."),
        Remedy.of("Start it again.", new Remedy.RunCommand("emulators.start")));
  }

  private static Problem endedWithEngine(RunningEmulator running) {
    return Problem.of(
        running.spec().name() + " ended with its engine",
        "The engine stopped, and is back without it.",
        Remedy.of("Start it again.", new Remedy.RunCommand("emulators.start")));
  }

  private static Problem removed(RunningEmulator running) {
    return Problem.of(
        running.spec().name() + " was removed",
        "Something other than DragonCode has removed it.",
        Remedy.of("Start it again.", new Remedy.RunCommand("emulators.start")));
  }
}
