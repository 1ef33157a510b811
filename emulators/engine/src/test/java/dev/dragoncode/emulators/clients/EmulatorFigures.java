package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.engine.docker.DockerWorld;
import dev.dragoncode.emulators.engine.embedded.EmbeddedEngine;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.emulators.probe.ProbeOutcome;
import dev.dragoncode.emulators.probe.ProbeTarget;
import dev.dragoncode.emulators.probe.Prober;
import dev.dragoncode.io.process.ProcessStart;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts every entry on every back end, drives it with its own client, and writes what that took to
 * app/docs/emulators-measured.md. By its name it is no part of the build: {@code mvn test -pl
 * emulators/engine -Dtest=EmulatorFigures}.
 */
class EmulatorFigures {

  private static final int REPEATS = 3;

  @TempDir Path folder;

  @Test
  void measure() throws Exception {
    List<String> rows = new ArrayList<>();
    Path home = Files.createDirectories(folder.resolve("home"));
    try (EmulatorEngine embedded = new EmbeddedEngine(home);
        EmulatorEngine containers = DockerWorld.open()) {
      for (EmulatorSpec spec : EmulatorCatalog.bundled().entries().values()) {
        if (spec.container().isPresent()) {
          rows.add(row(spec, "container", containers));
        }
        if (spec.embedded().isPresent()) {
          rows.add(row(spec, "embedded", embedded));
        }
      }
    }
    write(rows);
    assertThat(rows).as("see the file").noneMatch(row -> row.contains("failed"));
  }

  private record Figures(Duration first, Duration again, long memoryBytes) {}

  private String row(EmulatorSpec spec, String backend, EmulatorEngine engine)
      throws InterruptedException {
    try {
      Figures figures = figures(spec, engine);
      return "| %s | %s | yes | %,d | %,d | %d |"
          .formatted(
              spec.name(),
              backend,
              figures.first().toMillis(),
              figures.again().toMillis(),
              figures.memoryBytes() >> 20);
    } catch (ProblemException e) {
      boolean had = RealClients.of(spec.id()).imageBuiltHere();
      return without(spec, backend, had ? "failed: " + e.getMessage() : "no: no image here");
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | AssertionError e) {
      return without(spec, backend, "failed: " + e);
    }
  }

  private static String without(EmulatorSpec spec, String backend, String why) {
    return "| %s | %s | %s | | | |"
        .formatted(spec.name(), backend, why.lines().findFirst().orElse(""));
  }

  private Figures figures(EmulatorSpec spec, EmulatorEngine engine) throws Exception {
    Duration first = Duration.ZERO;
    List<Duration> again = new ArrayList<>();
    long memory = 0;
    for (int i = 0; i <= REPEATS; i++) {
      StartRequest request = request(spec);
      long begin = System.nanoTime();
      Instance instance = engine.start(request, new Unheard());
      try {
        awaitReady(spec, engine, instance);
        Duration ready = Duration.ofNanos(System.nanoTime() - begin);
        if (i == 0) {
          first = ready;
          RealClients.of(spec.id()).drive(new Connection(spec, instance));
          memory = engine.use(instance).map(ResourceUse::memoryBytes).orElse(0L);
        } else {
          again.add(ready);
        }
      } finally {
        engine.stop(instance, spec.stopGrace());
      }
    }
    return new Figures(first, again.stream().sorted().toList().get(REPEATS / 2), memory);
  }

  private static void awaitReady(EmulatorSpec spec, EmulatorEngine engine, Instance instance)
      throws InterruptedException {
    ProbeTarget target =
        new ProbeTarget(spec, "127.0.0.1", instance.ports(), instance.parameters(), List::of);
    try (Prober prober = new Prober()) {
      ProbeOutcome outcome =
          prober.await(target, spec.readiness(), spec.startTimeout(), awaited -> {});
      if (!outcome.passed()) {
        throw new AssertionError(outcome + "\n" + engine.tail(instance, 40));
      }
    }
  }

  private StartRequest request(EmulatorSpec spec) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project")).toRealPath();
    RealClients.of(spec.id()).fill(project);
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (EmulatorSpec.PortSpec port : spec.ports()) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        ports.put(port.name(), socket.getLocalPort());
      }
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    spec.parameters().forEach(p -> parameters.put(p.name(), p.value().orElse("s3cret")));
    ProcessHandle self = ProcessHandle.current();
    ProcessStart start = ProcessStart.orNow(self);
    Ownership owner = new Ownership("figures", self.pid(), start, project, "hash", false);
    return new StartRequest(
        spec, owner, ports, parameters, Files.createTempDirectory(folder, "data-"));
  }

  private static void write(List<String> rows) throws IOException {
    Files.write(
        EmulatorDocument.FOLDER.resolve("emulators-measured.md"),
        Stream.concat(
                """
                # Emulators, measured

                Written on %s by `EmulatorFigures` (see [emulators](emulators.md)) on %s, %d processors, load %.0f, Java %s. From
                the call of start to the last readiness probe, in ms: *first* with nothing prepared (embedded engines fetch their
                artifacts; containers pull their image unless it is local), *again* the median of %d later starts. Memory: resident,
                of all its processes, after its own client has driven it. Containers of stand-in images run other versions than the
                catalog names.

                | emulator | back end | driven by its client | first ms | again ms | memory MB |
                | --- | --- | --- | --- | --- | --- |
                """
                    .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("os.name"),
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        Runtime.version().feature(),
                        REPEATS)
                    .lines(),
                rows.stream())
            .toList());
  }

  /** Nobody watches. */
  private static final class Unheard implements StartListener {
    @Override
    public void pulling(PullProgress progress) {}

    @Override
    public void starting() {}
  }
}
