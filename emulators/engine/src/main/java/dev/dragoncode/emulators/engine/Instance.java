package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.EngineKind;
import java.time.Instant;
import java.util.Map;

/**
 * One started emulator as its engine knows it.
 *
 * @param id the engine's own: a container's id, or the name of a child process's record
 * @param emulator the spec's id
 * @param artifact the image or the coordinates that it runs
 * @param ports published ports on loopback, by the spec's port names
 * @param parameters as it was started with, secrets included: never printed
 */
public record Instance(
    String id,
    EngineKind engine,
    String emulator,
    Ownership owner,
    String artifact,
    Map<String, Integer> ports,
    Map<String, String> parameters,
    Instant startedAt) {

  public Instance {
    ports = Map.copyOf(ports);
    parameters = Map.copyOf(parameters);
  }

  @Override
  public String toString() {
    return engine.word() + " " + emulator + " " + id;
  }
}
