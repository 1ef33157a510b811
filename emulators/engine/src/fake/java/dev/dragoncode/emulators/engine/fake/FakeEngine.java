package dev.dragoncode.emulators.engine.fake;

import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EngineData;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.engine.fake.FakeWorld.Refusal;
import dev.dragoncode.emulators.engine.fake.FakeWorld.Running;
import dev.dragoncode.emulators.engine.fake.FakeWorld.Script;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.snapshot.Subscription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An engine in memory. What it starts listens on the leased ports and answers readiness probes, so
 * that all above the port works as with a real engine, in milliseconds.
 */
public final class FakeEngine implements EmulatorEngine {

  private final EngineKind kind;
  private final FakeWorld world;

  public FakeEngine(EngineKind kind, FakeWorld world) {
    this.kind = kind;
    this.world = world;
  }

  @Override
  public EngineKind kind() {
    return kind;
  }

  @Override
  public EngineStatus status() {
    Optional<Problem> problem = world.unavailable();
    return problem.isPresent()
        ? new EngineStatus.Unavailable(problem.get())
        : new EngineStatus.Available("Fake " + kind.word(), "1.0", "local");
  }

  @Override
  public Availability availability(EmulatorSpec spec) {
    Optional<Problem> problem = world.unavailable();
    if (problem.isPresent()) {
      return new Availability.Impossible("no container engine answers", problem.get());
    }
    Refusal refusal = world.script(spec.id()).refusal;
    return refusal == null
        ? new Availability.Possible("image is local")
        : new Availability.Impossible(refusal.why(), refusal.problem());
  }

  @Override
  public Instance start(StartRequest request, StartListener listener) throws InterruptedException {
    world.requireAvailable();
    EmulatorSpec spec = request.spec();
    Script script = world.script(spec.id());
    pull(spec, script, listener);
    listener.starting();
    if (script.gate != null) {
      script.gate.pass();
    }
    Thread.sleep(script.delay);
    Problem failure = script.failure;
    if (failure != null) {
      throw failure.asException();
    }
    Instance instance =
        new Instance(
            UUID.randomUUID().toString(),
            kind,
            spec.id(),
            request.owner(),
            artifact(spec),
            request.ports(),
            request.parameters(),
            Instant.now());
    request.kept().ifPresent(set -> world.data().begin(set, request.fresh()));
    Running running = new Running(instance, request);
    world.running().put(instance.id(), running);
    try {
      if (!script.muted) {
        running.openPorts();
      }
    } catch (IOException e) {
      running.closePorts();
      world.running().remove(instance.id());
      throw Problem.of(
              spec.name() + " could not be started",
              "One of its ports is taken: " + request.ports().values() + ".",
              Remedy.of("Stop the program that listens there."))
          .causedBy(e)
          .asException();
    }
    running.log("INFO " + spec.name() + " starts");
    running.log("INFO ready to accept connections");
    return instance;
  }

  @Override
  public void stop(Instance instance, Duration grace) {
    world.requireAvailable();
    Running running = world.running().remove(instance.id());
    if (running != null) {
      running.end(new Liveness.Gone());
      try {
        PrivateFolders.delete(running.request.data());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public List<Instance> instances() {
    world.requireAvailable();
    return world.running().values().stream()
        .map(running -> running.instance)
        .filter(instance -> instance.engine() == kind)
        .toList();
  }

  @Override
  public Liveness liveness(Instance instance) {
    world.requireAvailable();
    Running running = world.running().get(instance.id());
    return running == null ? new Liveness.Gone() : running.liveness();
  }

  @Override
  public Optional<ResourceUse> use(Instance instance) {
    world.requireAvailable();
    return Optional.ofNullable(world.running().get(instance.id()))
        .filter(running -> running.liveness() instanceof Liveness.Running)
        .map(running -> world.script(instance.emulator()).use);
  }

  @Override
  public List<LogLine> tail(Instance instance, int lines) throws InterruptedException {
    world.requireAvailable();
    FakeWorld.Gate gate = world.script(instance.emulator()).tailGate;
    if (gate != null) {
      gate.pass();
    }
    Running running = world.running().get(instance.id());
    return running == null ? List.of() : running.newest(lines);
  }

  @Override
  public Subscription follow(Instance instance, int pastLines, Consumer<LogLine> consumer) {
    Running running = world.running().get(instance.id());
    if (running == null) {
      return () -> {};
    }
    running.follow(pastLines, consumer);
    return () -> running.followers.remove(consumer);
  }

  @Override
  public EngineData data() {
    return world.data();
  }

  @Override
  public void close() {
    // what runs goes on running; there is no connection to close
  }

  private String artifact(EmulatorSpec spec) {
    return switch (kind) {
      case DOCKER, KUBERNETES -> "fake/" + spec.container().orElseThrow().image();
      case EMBEDDED -> spec.embedded().orElseThrow().artifacts().getFirst().coordinates();
    };
  }

  private static void pull(EmulatorSpec spec, Script script, StartListener listener)
      throws InterruptedException {
    long bytes = script.pullBytes;
    if (bytes == 0) {
      return;
    }
    for (int step = 0; step <= 10; step++) {
      listener.pulling(new PullProgress(bytes * step / 10, bytes, "Downloading " + spec.id()));
      if (step == 5 && script.pullGate != null) {
        script.pullGate.pass();
      }
    }
  }
}
