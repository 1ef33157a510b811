package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.EmulatorSpec;
import java.nio.file.Path;
import java.util.Map;

/**
 * All that an engine needs to start one emulator.
 *
 * @param ports the leased loopback port of each of the spec's ports, free when leased
 * @param parameters a value for each of the spec's parameters
 * @param data a private folder for this run's files; made by the caller, removed by {@link
 *     EmulatorEngine#stop}
 */
public record StartRequest(
    EmulatorSpec spec,
    Ownership owner,
    Map<String, Integer> ports,
    Map<String, String> parameters,
    Path data) {}
