package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.probe.ProbeTarget;
import dev.dragoncode.snapshot.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An instance under supervision.
 *
 * @param spec as it was when it started
 * @param log ends the following of its output
 * @param seen where clients come to: other ports than its own while a relay stands between
 */
record RunningEmulator(
    EmulatorEngine engine,
    Instance instance,
    EmulatorSpec spec,
    Subscription log,
    Map<String, Integer> seen) {

  /** Lines that a problem shows: what a server says last is mostly why it ended. */
  private static final int SHOWN_LINES = 8;

  /** Lines that a log probe looks through. */
  private static final int PROBED_LINES = 500;

  /** Lines in which a data browser looks for names. */
  private static final int BROWSED_LINES = 5_000;

  ProbeTarget target() {
    return new ProbeTarget(
        spec, SupervisedEmulator.LOOPBACK, seen, instance.parameters(), () -> lines(PROBED_LINES));
  }

  BrowseTarget browse() {
    return new BrowseTarget(
        spec,
        instance.id(),
        SupervisedEmulator.LOOPBACK,
        instance.ports(),
        instance.parameters(),
        () -> lines(BROWSED_LINES).stream().map(LogLine::text).toList());
  }

  /** The last lines of its output as a text to follow a sentence; empty where there are none. */
  String lastLines() {
    List<LogLine> lines = lines(SHOWN_LINES);
    return lines.isEmpty()
        ? ""
        : lines.stream().map(LogLine::text).collect(Collectors.joining("\n", "\n", ""));
  }

  RunningEmulator seenAt(Map<String, Integer> ports) {
    return new RunningEmulator(engine, instance, spec, log, Map.copyOf(ports));
  }

  void stop() throws InterruptedException {
    boolean discarded = StartMode.discarded(instance.owner().configHash());
    stop(discarded ? Duration.ZERO : spec.stopGrace());
  }

  void stop(Duration grace) throws InterruptedException {
    log.close();
    engine.stop(instance, grace);
  }

  private List<LogLine> lines(int count) {
    try {
      return engine.tail(instance, count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
