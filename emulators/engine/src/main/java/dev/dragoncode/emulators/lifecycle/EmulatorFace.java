package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.EmulatorDrills;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.emulators.model.Placeholders;
import dev.dragoncode.emulators.model.ResourceUse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is shown of an emulator beside its state. */
final class EmulatorFace {

  /** Readings of a sparkline. */
  static final int HISTORY = 16;

  /** The gap of all that runs in a cluster. */
  static final String NOT_TRIED =
      "Clusters are tested against an API server mock; not tried on a real one.";

  /** The gap of a back end whose catalog entry names no data. */
  static final String NO_DATA =
      "It keeps nothing on disk: a stop empties it, and snapshots leave it out.";

  private Optional<EngineChoice> choice = Optional.empty();
  private Optional<String> artifact = Optional.empty();
  private Optional<ImageDigest> digest = Optional.empty();
  private List<Endpoint> endpoints = List.of();
  private Map<Dialect, Map<String, String>> variables = Map.of();
  private Optional<String> client = Optional.empty();
  private Optional<String> page = Optional.empty();
  private Optional<ResourceUse> use = Optional.empty();
  private List<Double> cpuHistory = List.of();
  private EmulatorDrills drills = EmulatorDrills.NONE;
  private boolean seedsChanged;

  synchronized void chosen(EngineChoice chosen, String runs) {
    choice = Optional.of(chosen);
    artifact = Optional.of(runs);
    digest = Optional.empty();
  }

  /** Adds to the words that say why this engine, and what of it a user should know. */
  synchronized void noticed(String what) {
    choice = choice.map(made -> new EngineChoice(made.kind(), made.why() + "; " + what));
  }

  synchronized void connected(
      EmulatorSpec spec, Map<String, Integer> ports, Map<String, String> parameters) {
    Placeholders values = Placeholders.of(spec, SupervisedEmulator.LOOPBACK, ports, parameters);
    Map<Dialect, Map<String, String>> filled = new EnumMap<>(Dialect.class);
    spec.connect().forEach((dialect, texts) -> filled.put(dialect, values.fill(texts)));
    variables = Map.copyOf(filled);
    client = spec.client().map(values::fill);
    page = choice.flatMap(made -> spec.observe().page(made.kind())).map(values::fill);
    endpoints =
        spec.ports().stream()
            .filter(port -> ports.containsKey(port.name()))
            .map(port ->
                new Endpoint(
                    port.name(), SupervisedEmulator.LOOPBACK, ports.getOrDefault(port.name(), 0)))
            .toList();
  }

  synchronized void runs(Instance instance, Optional<ImageDigest> content) {
    artifact = Optional.of(instance.artifact());
    digest = content;
  }

  /** Which drills its engine cannot do, and why. */
  synchronized void cannot(Map<Drill.Kind, String> impossible) {
    drills = new EmulatorDrills(drills.now(), impossible);
  }

  synchronized void drilled(Optional<EmulatorDrills.UnderWay> now) {
    drills = new EmulatorDrills(now, drills.impossible());
  }

  /** Answers whether that is news. */
  synchronized boolean seedsChanged(boolean others) {
    boolean news = others != seedsChanged;
    seedsChanged = others;
    return news;
  }

  synchronized List<Endpoint> endpoints() {
    return endpoints;
  }

  synchronized void uses(ResourceUse reading) {
    use = Optional.of(reading);
    List<Double> history = new ArrayList<>(cpuHistory);
    history.add(reading.cpuPercent());
    cpuHistory =
        List.copyOf(history.subList(Math.max(0, history.size() - HISTORY), history.size()));
  }

  synchronized void ended() {
    use = Optional.empty();
    cpuHistory = List.of();
  }

  synchronized EmulatorSnapshot snapshot(PlannedEmulator plan, EmulatorState state) {
    EmulatorSpec spec = plan.spec();
    return new EmulatorSnapshot(
        spec.id(),
        spec.name(),
        spec.icon(),
        state,
        artifact,
        choice,
        endpoints,
        variables,
        client,
        choice.map(chosen -> gaps(spec, chosen.kind())).orElse(List.of()),
        plan.why(),
        use,
        cpuHistory,
        digest,
        new EmulatorSnapshot.Seeds(plan.seeds(), seedsChanged),
        drills,
        page);
  }

  private static List<String> gaps(EmulatorSpec spec, EngineKind kind) {
    List<String> gaps =
        switch (kind) {
          case DOCKER, KUBERNETES ->
              spec.container().map(EmulatorSpec.ContainerBackend::gaps).orElse(List.of());
          case EMBEDDED ->
              spec.embedded().map(EmulatorSpec.EmbeddedBackend::gaps).orElse(List.of());
        };
    if (!spec.data(kind).isEmpty()) {
      return gaps;
    }
    List<String> all = new ArrayList<>(gaps);
    if (kind == EngineKind.KUBERNETES) {
      all.add(NOT_TRIED);
    }
    all.add(NO_DATA);
    return all;
  }
}
