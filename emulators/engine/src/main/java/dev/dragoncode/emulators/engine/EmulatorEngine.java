package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.snapshot.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs emulators. Two implementations stand behind one contract test: containers and child
 * processes.
 *
 * <p>Calls wait, so they belong on a virtual thread; an interrupt ends the wait with {@link
 * InterruptedException} and leaves nothing half-made. Expected failures are {@link
 * ProblemException}s. No answer about the engine's presence is cached.
 */
public interface EmulatorEngine extends AutoCloseable {

  EngineKind kind();

  /** Asks the engine now whether it answers, within two seconds. */
  EngineStatus status() throws InterruptedException;

  /**
   * Whether this engine could start the emulator now, and why: the image is local, its registry
   * answers within two seconds, the artifacts are cached, or what is missing.
   */
  Availability availability(EmulatorSpec spec) throws InterruptedException;

  /**
   * Fetches what is missing and starts one emulator. Returns once its process or container runs,
   * which is not yet ready. The instance carries the owner's labels from its first moment on, so
   * that a sweeper finds it even if this process dies within this call.
   *
   * @throws ProblemException if it cannot be fetched or started; nothing is left behind
   */
  Instance start(StartRequest request, StartListener listener) throws InterruptedException;

  /**
   * Stops an instance politely, then hard after the grace, and removes all that belongs to it but
   * its kept data. An instance that is gone already is no failure.
   */
  void stop(Instance instance, Duration grace) throws InterruptedException;

  /** Every instance on this machine that DragonCode started through this engine, running or not. */
  List<Instance> instances() throws InterruptedException;

  /** Whether the instance runs now, or how it ended. */
  Liveness liveness(Instance instance) throws InterruptedException;

  /** What it uses now; empty where that cannot be read. */
  Optional<ResourceUse> use(Instance instance) throws InterruptedException;

  /** The newest lines of its output, oldest first. */
  List<LogLine> tail(Instance instance, int lines) throws InterruptedException;

  /**
   * Calls the consumer with its output, from the given number of past lines on, until the
   * subscription is closed or the instance ends.
   */
  Subscription follow(Instance instance, int pastLines, Consumer<LogLine> consumer);

  /**
   * Opens the way from this machine's loopback interface to the ports of an instance that an
   * earlier session has started, where there is none by itself: on another machine's engine.
   *
   * @throws ProblemException if it cannot be opened
   */
  default void reach(Instance instance) throws InterruptedException {}

  /** Which content the instance's image is; empty for what did not come from a registry. */
  default Optional<ImageDigest> digest(Instance instance) {
    return Optional.empty();
  }

  /** Terminals inside its instances; empty where there is no inside, as with a child process. */
  default Optional<EngineShell> shell() {
    return Optional.empty();
  }

  /** What its instances can be asked from inside; empty where there is no inside. */
  default Optional<EngineInside> inside() {
    return Optional.empty();
  }

  /** What it fetches, for machines without a network; empty where it fetches nothing. */
  default Optional<EngineSupply> supply() {
    return Optional.empty();
  }

  /** Failures made on purpose; empty where the engine can make none. */
  default Optional<EngineDrills> drills() {
    return Optional.empty();
  }

  /** The data that outlives instances. */
  EngineData data();

  /** Closes connections to the engine; what runs goes on running. */
  @Override
  void close();
}
