package dev.dragoncode.emulators.browse;

import dev.dragoncode.emulators.model.EmulatorSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A running emulator, and how to reach it.
 *
 * @param run names this run of it: another after each start
 * @param ports published ports by the spec's port names
 * @param parameters as it was started with, secrets included: never printed
 * @param lines its newest output, oldest first, as far as it is kept
 */
public record BrowseTarget(
    EmulatorSpec spec,
    String run,
    String host,
    Map<String, Integer> ports,
    Map<String, String> parameters,
    Supplier<List<String>> lines) {

  public BrowseTarget {
    ports = Map.copyOf(ports);
    parameters = Map.copyOf(parameters);
  }

  /** The published port of this name in the spec. */
  public int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException(spec.id() + " has no port " + name);
    }
    return port;
  }

  /** A parameter's value; empty where the spec has none of this name. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    return spec.id() + " " + run;
  }
}
