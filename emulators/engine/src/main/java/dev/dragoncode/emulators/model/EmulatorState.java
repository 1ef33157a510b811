package dev.dragoncode.emulators.model;

import dev.dragoncode.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an emulator is doing now, with what matters in that state. */
public sealed interface EmulatorState {

  /** Known to be needed, never started. */
  record NotStarted() implements EmulatorState {}

  /** Waits for other emulators, by id. */
  record Waiting(Set<String> on) implements EmulatorState {
    public Waiting {
      on = Set.copyOf(on);
    }
  }

  /** Its image or its artifacts are being fetched. */
  record Pulling(PullProgress progress) implements EmulatorState {}

  /**
   * It runs and is not ready yet.
   *
   * @param probe what is awaited, for a person, such as "PostgreSQL answers on 20431"
   */
  record Starting(String probe) implements EmulatorState {}

  /** It answers its clients. */
  record Ready(List<Endpoint> endpoints, Instant since) implements EmulatorState {
    public Ready {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** It was ready, still runs, and has stopped answering. */
  record Unhealthy(String reason, List<Endpoint> endpoints, Instant since)
      implements EmulatorState {
    public Unhealthy {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** It has been asked to stop. */
  record Stopping() implements EmulatorState {}

  /**
   * It was stopped on purpose, or has done its work.
   *
   * @param completed whether it is a job that ended well
   */
  record Stopped(boolean completed) implements EmulatorState {

    /** Stopped on purpose. */
    public Stopped() {
      this(false);
    }
  }

  /** It could not start, or ended by itself. */
  record Failed(Problem problem) implements EmulatorState {}

  /** The engine that it needs does not answer. */
  record EngineUnavailable(Problem problem) implements EmulatorState {}

  /** The state as one lower-case word: the vocabulary of {@code dragoncode status --json}. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Whether it is where a start was to bring it: ready, or a job that has done its work. */
  default boolean done() {
    return this instanceof Ready || (this instanceof Stopped(boolean completed) && completed);
  }

  /** Whether something of it runs or is about to. */
  default boolean active() {
    return switch (this) {
      case Waiting _, Pulling _, Starting _, Ready _, Unhealthy _, Stopping _ -> true;
      case NotStarted _, Stopped _, Failed _, EngineUnavailable _ -> false;
    };
  }
}
