package dev.dragoncode.emulators.probe;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.LogLine;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The running emulator that is probed.
 *
 * @param host where its ports are published
 * @param ports published ports by the spec's port names
 * @param parameters as it was started with; a protocol probe introduces itself with {@code user},
 *     {@code password} and {@code database} where there are such
 * @param log its output since its start, as far as it is kept, for log probes
 */
public record ProbeTarget(
    EmulatorSpec spec,
    String host,
    Map<String, Integer> ports,
    Map<String, String> parameters,
    Supplier<List<LogLine>> log) {

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
