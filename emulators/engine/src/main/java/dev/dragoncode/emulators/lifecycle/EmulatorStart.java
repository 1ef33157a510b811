package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.DataSet;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.PortSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what an engine needs to start one emulator: ports, a folder, its data. */
final class EmulatorStart {

  private static final Logger LOG = LoggerFactory.getLogger(EmulatorStart.class);

  private final PlannedEmulator plan;
  private final Surroundings around;

  EmulatorStart(PlannedEmulator plan, Surroundings around) {
    this.plan = plan;
    this.around = around;
  }

  /**
   * Ports, leased.
   *
   * @param ports by the spec's names
   * @param moved what has changed since the last time, to follow a sentence; mostly empty
   */
  record Leased(Map<String, Integer> ports, String moved) {}

  Leased lease() {
    EmulatorSpec spec = plan.spec();
    Map<String, Integer> ports = new HashMap<>();
    StringBuilder moved = new StringBuilder();
    for (PortSpec port : spec.ports()) {
      Integer fixed = plan.fixedPorts().get(port.name());
      if (fixed != null) {
        ports.put(port.name(), around.leases().fixed(spec.name(), fixed));
        continue;
      }
      if (port.lease() == PortSpec.Lease.FIXED) {
        ports.put(port.name(), around.leases().fixed(spec.name(), port.preferred()));
        continue;
      }
      if (port.lease() == PortSpec.Lease.EPHEMERAL) {
        ports.put(port.name(), LoopbackPorts.anyFree());
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
    return new Leased(Map.copyOf(ports), moved.toString());
  }

  Instance start(
      EmulatorEngine engine,
      Leased leased,
      StackData.Prepared data,
      StartMode mode,
      StartListener listener)
      throws InterruptedException {
    StartRequest request = request(leased, engine.kind(), data, mode);
    return mode == StartMode.SMALL_DISK && !data.fresh() && engine.drills().isPresent()
        ? engine.drills().get().startOnSmallDisk(request, listener)
        : engine.start(request, listener);
  }

  private StartRequest request(
      Leased leased, EngineKind kind, StackData.Prepared data, StartMode mode) {
    boolean warm = around.stack().warm() && mode == StartMode.USUAL;
    return new StartRequest(
        plan.spec(),
        around.session().owns(around.project(), mode.hash(ConfigHash.of(plan)), warm),
        mode == StartMode.BEHIND_RELAY ? LoopbackPorts.anyFree(leased.ports()) : leased.ports(),
        data.parameters(),
        kind == EngineKind.EMBEDDED && data.set().isPresent()
            ? data.set().map(DataSet::folder).orElseThrow()
            : folder(),
        data.set(),
        data.fresh(),
        around.stack().neighbours(plan.spec()),
        leased.ports());
  }

  private Path folder() {
    String name = plan.id() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Path folder = around.home().resolve("runs").resolve(name);
    try {
      return PrivateFolders.create(folder);
    } catch (IOException e) {
      throw FileGuard.unusable(folder, e).asException();
    }
  }

  /** The problem that was met; a defect of ours becomes one, so that nothing starts for ever. */
  static ProblemException known(PlannedEmulator plan, RuntimeException thrown) {
    if (thrown instanceof ProblemException known) {
      return known;
    }
    LOG.error("Supervising {} failed", plan.id(), thrown);
    return Problem.of(
            plan.spec().name() + " could not be started",
            "Something unexpected went wrong: " + thrown,
            Remedy.of("Start it again; the log has the details"))
        .causedBy(thrown)
        .asException();
  }

  private static String artifact(EmulatorSpec.EmbeddedBackend backend) {
    return backend.artifacts().isEmpty()
        ? EmulatorSpec.EmbeddedBackend.OWN
        : backend.artifacts().getFirst().coordinates();
  }

  /** What is going to run, as it is shown before the engine has said it more exactly. */
  static String artifact(EmulatorSpec spec, EngineKind kind) {
    return switch (kind) {
      case DOCKER, KUBERNETES ->
          spec.container().map(EmulatorSpec.ContainerBackend::image).orElse("");
      case EMBEDDED -> spec.embedded().map(EmulatorStart::artifact).orElse("");
    };
  }
}
