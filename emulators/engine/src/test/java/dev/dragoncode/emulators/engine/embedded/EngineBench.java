package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.ParameterSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.PortSpec;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.probe.ProbeOutcome;
import dev.dragoncode.emulators.probe.ProbeTarget;
import dev.dragoncode.emulators.probe.Prober;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.io.process.ProcessStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine with a data folder of its own, and what tests ask of it. */
final class EngineBench {

  private final AtomicInteger nextPort =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(30_000, 32_000));
  private final Path home;
  private final Path project;
  private final EmbeddedEngine engine;

  EngineBench(Path home, Path project, Duration trainAfter) {
    this.home = home;
    this.project = project;
    this.engine =
        new EmbeddedEngine(
            home,
            MavenSettings::ofUser,
            Platform.current(),
            JavaRuntime.ofThisProcess(),
            trainAfter);
  }

  /** An emulator that answers. */
  record Run(Instance instance, Path data, Duration untilReady) {
    int port(String name) {
      return instance.ports().getOrDefault(name, -1);
    }
  }

  EmbeddedEngine engine() {
    return engine;
  }

  Run start(String id, Map<String, String> overrides) throws Exception {
    StartRequest request = request(id, overrides);
    EmulatorSpec spec = request.spec();
    long begin = System.nanoTime();
    Instance instance = engine.start(request, new Quiet());
    ProbeTarget target =
        new ProbeTarget(
            spec,
            "127.0.0.1",
            request.ports(),
            request.parameters(),
            () -> engine.tail(instance, 200));
    try (Prober prober = new Prober()) {
      ProbeOutcome outcome =
          prober.await(target, spec.readiness(), spec.startTimeout(), awaited -> {});
      if (!outcome.passed()) {
        throw new AssertionError(outcome + "\n" + engine.tail(instance, 40));
      }
    }
    return new Run(instance, request.data(), Duration.ofNanos(System.nanoTime() - begin));
  }

  StartRequest request(String id, Map<String, String> overrides) throws IOException {
    EmulatorSpec spec = EmulatorCatalog.bundled().find(id).orElseThrow();
    Map<String, String> parameters = new HashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      parameters.put(parameter.name(), parameter.value().orElse("generated"));
    }
    parameters.putAll(overrides);
    Map<String, Integer> ports = new HashMap<>();
    for (PortSpec port : spec.ports()) {
      ports.put(port.name(), freePort());
    }
    return new StartRequest(
        spec, owner(), ports, parameters, Files.createTempDirectory(home, "run-"));
  }

  Ownership owner() {
    ProcessHandle self = ProcessHandle.current();
    ProcessStart start = ProcessStart.orNow(self);
    return new Ownership("test", self.pid(), start, project, "hash", false);
  }

  List<ProcessHandle> processesOf(Instance instance) {
    ChildRecord record =
        new ChildRecords(home.resolve("children")).read(instance.id()).orElseThrow();
    return MarkedProcesses.find(record);
  }

  Liveness.Ended awaitEnd(Instance instance) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      if (engine.liveness(instance) instanceof Liveness.Ended ended && ended.exitCode() >= 0) {
        return ended;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("It still runs: " + instance);
  }

  /** Ends all that this bench started, in order that no test leaves a process. */
  void close() throws InterruptedException {
    engine.close();
    for (Instance instance : engine.instances()) {
      engine.stop(instance, Duration.ofSeconds(5));
    }
  }

  /** Each port once, below those that the system gives to outgoing connections. */
  private int freePort() {
    int port = nextPort.getAndIncrement();
    while (!LoopbackPorts.free(port)) {
      port = nextPort.getAndIncrement();
    }
    return port;
  }

  /** Hears nothing. */
  static final class Quiet implements StartListener {
    @Override
    public void pulling(PullProgress progress) {}

    @Override
    public void starting() {}
  }
}
