package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EnginePreference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An emulator that a project needs, and how it is to run.
 *
 * @param spec the catalog entry with the project's overrides applied
 * @param engine the engine asked for it alone; absent where the stack's preference holds
 * @param fixedPorts ports that must be these, by the spec's port names; others are leased
 * @param parameters values that replace the spec's defaults
 * @param why what in the project asks for it, one sentence each
 * @param seeds files and folders below the project that fresh data is filled from, in this order
 */
public record PlannedEmulator(
    EmulatorSpec spec,
    Optional<EnginePreference> engine,
    Map<String, Integer> fixedPorts,
    Map<String, String> parameters,
    List<String> why,
    List<String> seeds) {

  /** One whose seeds are those of its catalog entry. */
  public PlannedEmulator(
      EmulatorSpec spec,
      Optional<EnginePreference> engine,
      Map<String, Integer> fixedPorts,
      Map<String, String> parameters,
      List<String> why) {
    this(spec, engine, fixedPorts, parameters, why, spec.seed());
  }

  public PlannedEmulator {
    seeds = List.copyOf(seeds);
    fixedPorts = Map.copyOf(fixedPorts);
    parameters = Map.copyOf(parameters);
    why = List.copyOf(why);
  }

  public String id() {
    return spec.id();
  }
}
