package dev.dragoncode.emulators.engine;

import dev.dragoncode.emulators.model.EmulatorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that an engine needs to start one emulator.
 *
 * @param ports the leased loopback port of each of the spec's ports, free when leased
 * @param parameters a value for each of the spec's parameters
 * @param data a private folder for this run's files; made by the caller, removed by {@link
 *     EmulatorEngine#stop}; where data is kept, an embedded engine's is the set's folder, of which
 *     the kept part stays
 * @param kept the data that outlives the instance; absent where nothing is kept
 * @param fresh whether that data is to be made by this start
 * @param neighbours the running emulators that a job talks to
 * @param clientPorts where clients come to, for emulators that tell them; other than the ports only
 *     while a relay stands between
 */
public record StartRequest(
    EmulatorSpec spec,
    Ownership owner,
    Map<String, Integer> ports,
    Map<String, String> parameters,
    Path data,
    Optional<DataSet> kept,
    boolean fresh,
    List<Neighbour> neighbours,
    Map<String, Integer> clientPorts) {

  public StartRequest {
    neighbours = List.copyOf(neighbours);
  }

  /** A request of one that talks to no other. */
  public StartRequest(
      EmulatorSpec spec,
      Ownership owner,
      Map<String, Integer> ports,
      Map<String, String> parameters,
      Path data,
      Optional<DataSet> kept,
      boolean fresh) {
    this(spec, owner, ports, parameters, data, kept, fresh, List.of(), ports);
  }

  /** A request of which nothing is kept. */
  public StartRequest(
      EmulatorSpec spec,
      Ownership owner,
      Map<String, Integer> ports,
      Map<String, String> parameters,
      Path data) {
    this(spec, owner, ports, parameters, data, Optional.empty(), true);
  }

  /** The same on another set of kept data. */
  public StartRequest on(DataSet set) {
    return new StartRequest(
        spec, owner, ports, parameters, data, Optional.of(set), false, neighbours, clientPorts);
  }
}
