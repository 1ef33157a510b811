package dev.dragoncode.emulators.probe;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.LogLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The running emulator that is probed.
 *
 * @param host where its ports are published
 * @param ports published ports by the spec's port names
 * @param parameters as it was started with; a protocol probe introduces itself with {@code user},
 *     {@code password} and {@code database} where there are such
 * @param log its output since its start, as far as it is kept, for log probes
 * @param inside what can be asked inside it; absent for a child process
 */
public record ProbeTarget(
    EmulatorSpec spec,
    String host,
    Map<String, Integer> ports,
    Map<String, String> parameters,
    Supplier<List<LogLine>> log,
    Optional<Inside> inside) {

  /** What a container can be asked from inside. */
  public interface Inside {

    /**
     * Runs a command to its end.
     *
     * @return an empty text where its exit code was 0, else what it said
     * @throws dev.dragoncode.problem.ProblemException if it cannot be run, or not in time
     */
    String run(List<String> command, Duration timeout) throws InterruptedException;

    /** The word of the image's own check: {@code healthy}; {@code none} where it has no check. */
    String health() throws InterruptedException;
  }

  /** One without an inside. */
  public ProbeTarget(
      EmulatorSpec spec,
      String host,
      Map<String, Integer> ports,
      Map<String, String> parameters,
      Supplier<List<LogLine>> log) {
    this(spec, host, ports, parameters, log, Optional.empty());
  }

  public ProbeTarget {
    ports = Map.copyOf(ports);
    parameters = Map.copyOf(parameters);
  }

  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException(spec.id() + " has no port " + name);
    }
    return port;
  }
}
