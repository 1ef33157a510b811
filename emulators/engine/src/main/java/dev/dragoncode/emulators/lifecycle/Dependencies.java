package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.Neighbour;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EmulatorState.EngineUnavailable;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Starting;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EmulatorState.Unhealthy;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Who waits for whom, at the start and, the other way round, at the stop. */
final class Dependencies {

  /** Beyond its grace, an emulator's engine may need this long to remove what it used. */
  private static final Duration BEYOND_GRACE = Duration.ofSeconds(15);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Supplier<List<SupervisedEmulator>> emulators;

  Dependencies(Supplier<List<SupervisedEmulator>> emulators) {
    this.emulators = emulators;
  }

  /** To be called after any emulator's state has changed. */
  void changed() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** All emulators, each after those that it depends on. */
  List<SupervisedEmulator> inOrder() {
    Map<String, SupervisedEmulator> ordered = new LinkedHashMap<>();
    emulators.get().forEach(emulator -> add(emulator, ordered, new TreeSet<>()));
    return List.copyOf(ordered.values());
  }

  /** All in that order, but jobs that are done and whose work still stands. */
  List<SupervisedEmulator> toStart() {
    return inOrder().stream().filter(emulator -> !stands(emulator)).toList();
  }

  /** One emulator after those that it depends on, but jobs whose work still stands. */
  List<SupervisedEmulator> toStart(String id) {
    Map<String, SupervisedEmulator> ordered = new LinkedHashMap<>();
    find(id).ifPresent(emulator -> add(emulator, ordered, new TreeSet<>()));
    return ordered.values().stream()
        .filter(emulator -> emulator.plan().id().equals(id) || !stands(emulator))
        .toList();
  }

  /** Whether a job is done, and all that it worked on runs on. */
  private boolean stands(SupervisedEmulator emulator) {
    return emulator.state() instanceof Stopped(boolean completed)
        && completed
        && emulator.plan().spec().dependsOn().stream()
            .allMatch(on ->
                find(on.id()).map(each -> each.state().active() || stands(each)).orElse(true));
  }

  /** Jobs that are done and have worked on one of these, which is under way. */
  List<SupervisedEmulator> doneOn(List<SupervisedEmulator> which) {
    Set<String> ids =
        which.stream().map(emulator -> emulator.plan().id()).collect(Collectors.toSet());
    return emulators.get().stream()
        .filter(emulator -> emulator.state() instanceof Stopped(boolean completed) && completed)
        .filter(emulator ->
            emulator.plan().spec().dependsOn().stream().anyMatch(on -> ids.contains(on.id())))
        .toList();
  }

  /** What runs of these, to be talked to. */
  List<Neighbour> running(List<Dependency> on) {
    return on.stream()
        .flatMap(dependency -> find(dependency.id()).stream())
        .flatMap(emulator -> emulator.running().stream())
        .map(running -> new Neighbour(running.spec(), running.instance()))
        .toList();
  }

  private void add(
      SupervisedEmulator emulator, Map<String, SupervisedEmulator> ordered, Set<String> path) {
    String id = emulator.plan().id();
    if (!path.add(id)) {
      return;
    }
    for (Dependency on : emulator.plan().spec().dependsOn()) {
      find(on.id()).ifPresent(dependency -> add(dependency, ordered, path));
    }
    ordered.putIfAbsent(id, emulator);
  }

  /** Whether another emulator waits for this one to have ended well. */
  boolean oneShot(String id) {
    return emulators.get().stream()
        .flatMap(emulator -> emulator.plan().spec().dependsOn().stream())
        .anyMatch(on -> on.id().equals(id) && on.condition() == Dependency.Condition.COMPLETED);
  }

  Set<String> unmet(List<Dependency> on) {
    Set<String> unmet = new TreeSet<>();
    for (Dependency dependency : on) {
      boolean met =
          find(dependency.id()).map(e -> met(e.state(), dependency.condition())).orElse(false);
      if (!met) {
        unmet.add(dependency.id());
      }
    }
    return unmet;
  }

  private static boolean met(EmulatorState state, Dependency.Condition condition) {
    return switch (condition) {
      case STARTED ->
          state instanceof Ready || state instanceof Unhealthy || state instanceof Starting;
      case READY -> state instanceof Ready;
      case COMPLETED -> state instanceof Stopped(boolean completed) && completed;
    };
  }

  /**
   * Waits until every dependency is far enough.
   *
   * @throws dev.dragoncode.problem.ProblemException if one is not on its way
   */
  void await(EmulatorSpec dependent) throws InterruptedException {
    Optional<Problem> fault = DependencyFaults.of(dependent, id -> find(id).isPresent());
    if (fault.isPresent()) {
      throw fault.get().asException();
    }
    List<Dependency> on = dependent.dependsOn();
    lock.lockInterruptibly();
    try {
      Set<String> unmet = unmet(on);
      while (!unmet.isEmpty()) {
        for (String id : unmet) {
          Optional<SupervisedEmulator> dependency = find(id);
          if (dependency.isPresent() && !dependency.get().state().active()) {
            throw missing(dependent.name(), dependency.get()).asException();
          }
        }
        changed.await();
        unmet = unmet(on);
      }
    } finally {
      lock.unlock();
    }
  }

  private static Problem missing(String dependent, SupervisedEmulator dependency) {
    String name = dependency.plan().spec().name();
    return Problem.of(
        dependent + " was not started",
        "It needs %s, which is %s.".formatted(name, dependency.state().word()),
        Remedy.of("Start " + name + " first, or see why it does not start."));
  }

  /** Stops all; each only once those that depend on it have stopped. */
  void stopAll() throws InterruptedException {
    stop(emulators.get(), SupervisedEmulator::stop);
  }

  /** Stops some of them in that order, in the way given. */
  void stop(List<SupervisedEmulator> which, Consumer<SupervisedEmulator> how)
      throws InterruptedException {
    List<SupervisedEmulator> left = new ArrayList<>(which);
    while (!left.isEmpty()) {
      List<SupervisedEmulator> free =
          left.stream().filter(e -> left.stream().noneMatch(other -> needs(other, e))).toList();
      List<SupervisedEmulator> next = free.isEmpty() ? List.copyOf(left) : free;
      next.forEach(how);
      left.removeAll(next);
      if (!left.isEmpty()) {
        awaitAll(next, state -> !state.active());
      }
    }
  }

  private static boolean needs(SupervisedEmulator dependent, SupervisedEmulator dependency) {
    return dependent != dependency
        && dependent.plan().spec().dependsOn().stream()
            .anyMatch(on -> on.id().equals(dependency.plan().id()));
  }

  /** Waits until nothing is under way any more; answers whether that came true in time. */
  boolean awaitSettled() throws InterruptedException {
    return awaitAll(
        emulators.get(),
        state -> !state.active() || state instanceof Ready || state instanceof Unhealthy);
  }

  /** The same for starts, which may take as long as their own time-outs allow. */
  boolean awaitStarted(List<SupervisedEmulator> which) throws InterruptedException {
    Duration longest =
        which.stream()
            .map(emulator -> emulator.plan().spec().startTimeout())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return awaitAll(
        which,
        state ->
            !state.active()
                || state instanceof Ready
                || state instanceof Unhealthy
                || state instanceof EngineUnavailable,
        longest.plus(BEYOND_GRACE));
  }

  /** Waits until none of these runs; answers whether that came true in time. */
  boolean awaitInactive(List<SupervisedEmulator> which) throws InterruptedException {
    return awaitAll(which, state -> !state.active());
  }

  private boolean awaitAll(List<SupervisedEmulator> awaited, Predicate<EmulatorState> condition)
      throws InterruptedException {
    Duration longest =
        awaited.stream()
            .map(emulator -> emulator.plan().spec().stopGrace())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return awaitAll(awaited, condition, longest.plus(BEYOND_GRACE));
  }

  private boolean awaitAll(
      List<SupervisedEmulator> awaited, Predicate<EmulatorState> condition, Duration limit)
      throws InterruptedException {
    Patience patience = new Patience(limit);
    lock.lockInterruptibly();
    try {
      while (!awaited.stream().allMatch(emulator -> condition.test(emulator.state()))) {
        if (patience.over()) {
          return false;
        }
        long _ = changed.awaitNanos(patience.step());
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Optional<SupervisedEmulator> find(String id) {
    return emulators.get().stream().filter(e -> e.plan().id().equals(id)).findFirst();
  }
}
