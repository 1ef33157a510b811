package dev.dragoncode.emulators.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One emulator of a project at one moment.
 *
 * @param artifact what it runs: an image such as {@code postgres:18.1}, or an artifact's
 *     coordinates; empty until an engine is chosen
 * @param choice the engine and why; empty until it is chosen
 * @param endpoints where it listens or will listen; empty until ports are leased
 * @param variables connection settings for each dialect; empty until ports are leased
 * @param client the product's own command-line client, as it is called to connect; empty where the
 *     catalog names none or no port is leased
 * @param gaps what this back end lacks beside the real product, one sentence each
 * @param why what in the project asks for it, one sentence each
 * @param use newest reading of what it uses; empty while it does not run
 * @param cpuHistory the newest CPU readings in percent of one core, oldest first, for a sparkline
 * @param digest which content the image is; empty for what did not come from a registry
 * @param drills the failures that are made on purpose
 * @param seeds what its data is filled from
 * @param page the address of its own page in a browser; empty where it has none
 */
public record EmulatorSnapshot(
    String id,
    String name,
    String icon,
    EmulatorState state,
    Optional<String> artifact,
    Optional<EngineChoice> choice,
    List<Endpoint> endpoints,
    Map<Dialect, Map<String, String>> variables,
    Optional<String> client,
    List<String> gaps,
    List<String> why,
    Optional<ResourceUse> use,
    List<Double> cpuHistory,
    Optional<ImageDigest> digest,
    Seeds seeds,
    EmulatorDrills drills,
    Optional<String> page) {

  /**
   * Files that fresh data is filled from.
   *
   * @param from files and folders below the project; empty where it has none
   * @param changed whether its data was filled from others than there are now
   */
  public record Seeds(List<String> from, boolean changed) {

    /** No seeds. */
    public static final Seeds NONE = new Seeds(List.of(), false);

    public Seeds {
      from = List.copyOf(from);
    }
  }

  public EmulatorSnapshot {
    endpoints = List.copyOf(endpoints);
    gaps = List.copyOf(gaps);
    why = List.copyOf(why);
    cpuHistory = List.copyOf(cpuHistory);
  }

  /** An emulator of whose image's digest, seeds and drills nothing is known. */
  public EmulatorSnapshot(
      String id,
      String name,
      String icon,
      EmulatorState state,
      Optional<String> artifact,
      Optional<EngineChoice> choice,
      List<Endpoint> endpoints,
      Map<Dialect, Map<String, String>> variables,
      Optional<String> client,
      List<String> gaps,
      List<String> why,
      Optional<ResourceUse> use,
      List<Double> cpuHistory) {
    this(
        id,
        name,
        icon,
        state,
        artifact,
        choice,
        endpoints,
        variables,
        client,
        gaps,
        why,
        use,
        cpuHistory,
        Optional.empty(),
        Seeds.NONE,
        EmulatorDrills.NONE,
        Optional.empty());
  }

  /** The same in this state, but for the readings that change all the time. */
  public EmulatorSnapshot withoutReadings(EmulatorState now) {
    return with(now, Optional.empty(), List.of(), drills);
  }

  /** The same, stopped. */
  public EmulatorSnapshot stopped() {
    return with(new EmulatorState.Stopped(), Optional.empty(), List.of(), EmulatorDrills.NONE);
  }

  /** The same with other drills. */
  public EmulatorSnapshot with(EmulatorDrills other) {
    return with(state, use, cpuHistory, other);
  }

  private EmulatorSnapshot with(
      EmulatorState now,
      Optional<ResourceUse> uses,
      List<Double> readings,
      EmulatorDrills underWay) {
    return new EmulatorSnapshot(
        id, name, icon, now, artifact, choice, endpoints, variables, client, gaps, why, uses,
        readings, digest, seeds, underWay, page);
  }

  /** The variables of a dialect, in the order of the catalog; empty where there are none. */
  public Map<String, String> variables(Dialect dialect) {
    return variables.getOrDefault(dialect, Map.of());
  }
}
