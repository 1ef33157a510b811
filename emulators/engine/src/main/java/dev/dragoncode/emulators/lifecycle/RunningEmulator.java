package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.engine.EngineInside;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.probe.ProbeTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An instance under supervision.
 *
 * @param spec as it was when it started
 * @param log its output, as it is followed
 * @param seeds what its data is still to be filled from
 * @param seen where clients come to: other ports than its own while a relay stands between
 */
record RunningEmulator(
    EmulatorEngine engine,
    Instance instance,
    EmulatorSpec spec,
    FollowedLog log,
    List<String> seeds,
    Map<String, Integer> seen) {

  /** Lines that a problem shows: what a server says last is mostly why it ended. */
  private static final int SHOWN_LINES = 8;

  /** The same of a job, whose failure is often a stack trace with its cause at the top. */
  private static final int SHOWN_LINES_OF_JOB = 30;

  /** Lines that a log probe looks through. */
  private static final int PROBED_LINES = 500;

  /** Lines in which a data browser looks for names. */
  private static final int BROWSED_LINES = 5_000;

  ProbeTarget target() {
    return new ProbeTarget(
        spec,
        SupervisedEmulator.LOOPBACK,
        seen,
        instance.parameters(),
        () -> lines(PROBED_LINES),
        engine.inside().map(this::inside));
  }

  private ProbeTarget.Inside inside(EngineInside of) {
    return new ProbeTarget.Inside() {
      @Override
      public String run(List<String> command, Duration timeout) throws InterruptedException {
        EngineInside.Ended ended = of.run(instance, command, timeout);
        return ended.exitCode() == 0
            ? ""
            : "it ended with exit code %d. %s".formatted(ended.exitCode(), ended.output()).strip();
      }

      @Override
      public String health() throws InterruptedException {
        return of.health(instance);
      }
    };
  }

  /** Hands over what was written and not yet read, of one that has ended. */
  void finishLog() {
    log.finish(lines(BROWSED_LINES));
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
    List<LogLine> lines = lines(spec.job() ? SHOWN_LINES_OF_JOB : SHOWN_LINES);
    return lines.isEmpty()
        ? ""
        : lines.stream().map(LogLine::text).collect(Collectors.joining("\n", "\n", ""));
  }

  RunningEmulator seenAt(Map<String, Integer> ports) {
    return new RunningEmulator(engine, instance, spec, log, seeds, Map.copyOf(ports));
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
