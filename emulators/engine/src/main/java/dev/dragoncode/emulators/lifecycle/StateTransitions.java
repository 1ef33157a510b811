package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EmulatorState.EngineUnavailable;
import dev.dragoncode.emulators.model.EmulatorState.Failed;
import dev.dragoncode.emulators.model.EmulatorState.NotStarted;
import dev.dragoncode.emulators.model.EmulatorState.Pulling;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Starting;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EmulatorState.Stopping;
import dev.dragoncode.emulators.model.EmulatorState.Unhealthy;
import dev.dragoncode.emulators.model.EmulatorState.Waiting;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * One emulator's state, and the only place where it changes: from an expected state, by a legal
 * step. Whoever comes too late is told so and gives way.
 */
final class StateTransitions {

  private final AtomicReference<EmulatorState> state = new AtomicReference<>(new NotStarted());
  private final Runnable changed;

  /**
   * @param changed called after each change
   */
  StateTransitions(Runnable changed) {
    this.changed = changed;
  }

  EmulatorState now() {
    return Objects.requireNonNull(state.get());
  }

  /**
   * Moves on if the state is still one that is expected.
   *
   * @return whether it moved
   * @throws IllegalStateException if it is expected, and the step is not legal
   */
  boolean move(Predicate<EmulatorState> expected, EmulatorState next) {
    while (true) {
      EmulatorState current = now();
      if (!expected.test(current)) {
        return false;
      }
      if (!legal(current, next)) {
        throw new IllegalStateException("From " + current.word() + " to " + next.word());
      }
      if (state.compareAndSet(current, next)) {
        if (!current.equals(next)) {
          changed.run();
        }
        return true;
      }
    }
  }

  /** Moves on from exactly this state. */
  boolean move(EmulatorState expected, EmulatorState next) {
    return move(expected::equals, next);
  }

  /** Whether a state may follow another. */
  static boolean legal(EmulatorState from, EmulatorState to) {
    return successors(from).contains(to.getClass());
  }

  private static Set<Class<? extends EmulatorState>> successors(EmulatorState from) {
    return switch (from) {
      case NotStarted _ ->
          Set.of(Waiting.class, Starting.class, Failed.class, EngineUnavailable.class);
      case Stopped _ ->
          Set.of(
              Waiting.class, Starting.class, Stopped.class, Failed.class, EngineUnavailable.class);
      case Waiting _ ->
          Set.of(
              Waiting.class, Starting.class, Stopping.class, Failed.class, EngineUnavailable.class);
      case Pulling _ ->
          Set.of(
              Pulling.class, Starting.class, Stopping.class, Failed.class, EngineUnavailable.class);
      case Starting _ ->
          Set.of(
              Pulling.class,
              Starting.class,
              Ready.class,
              Stopping.class,
              Stopped.class,
              Failed.class,
              EngineUnavailable.class);
      case Ready _ ->
          Set.of(
              Starting.class,
              Unhealthy.class,
              Stopping.class,
              Stopped.class,
              Failed.class,
              EngineUnavailable.class);
      case Unhealthy _ ->
          Set.of(
              Starting.class,
              Ready.class,
              Unhealthy.class,
              Stopping.class,
              Stopped.class,
              Failed.class,
              EngineUnavailable.class);
      case Stopping _ -> Set.of(Stopped.class, Failed.class, EngineUnavailable.class);
      case Failed _ ->
          Set.of(
              Waiting.class, Starting.class, Stopping.class, Failed.class, EngineUnavailable.class);
      case EngineUnavailable _ ->
          Set.of(
              Waiting.class,
              Starting.class,
              Ready.class,
              Stopping.class,
              Failed.class,
              EngineUnavailable.class);
    };
  }
}
