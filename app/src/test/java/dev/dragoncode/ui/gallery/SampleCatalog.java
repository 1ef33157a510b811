package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.Placeholders;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project that wants the whole catalog: six run, one has failed, one is being fetched. */
final class SampleCatalog {

  private static final int RUNNING = 6;
  private static final int FIRST_PORT = 20_400;

  private SampleCatalog() {}

  static StackSnapshot stack() {
    List<EmulatorSnapshot> emulators = new ArrayList<>();
    for (EmulatorSpec spec : EmulatorCatalog.bundled().entries().values()) {
      emulators.add(emulator(spec, emulators.size()));
    }
    return new StackSnapshot(
        1,
        new EngineStatus.Available("Docker", "28.2.2", "local"),
        EnginePreference.AUTO,
        emulators);
  }

  private static EmulatorSnapshot emulator(EmulatorSpec spec, int place) {
    Map<String, Integer> ports = new HashMap<>();
    spec.ports().forEach(port -> ports.put(port.name(), FIRST_PORT + 10 * place + ports.size()));
    Map<String, String> parameters = new HashMap<>();
    spec.parameters().forEach(p -> parameters.put(p.name(), p.value().orElse("s3cret")));
    Placeholders values = Placeholders.of(spec, "127.0.0.1", ports, parameters);
    List<Endpoint> endpoints =
        spec.ports().stream()
            .map(port -> new Endpoint(port.name(), "127.0.0.1", ports.getOrDefault(port.name(), 0)))
            .toList();
    EmulatorState state = state(spec, place, endpoints);
    boolean runs = state instanceof EmulatorState.Ready;
    return new EmulatorSnapshot(
        spec.id(),
        spec.name(),
        spec.icon(),
        state,
        spec.container().map(EmulatorSpec.ContainerBackend::image),
        Optional.of(new EngineChoice(EngineKind.DOCKER, "image is local")),
        endpoints,
        Map.of(Dialect.DOTENV, values.fill(spec.connect(Dialect.DOTENV))),
        spec.client().map(values::fill),
        spec.container().map(EmulatorSpec.ContainerBackend::gaps).orElse(List.of()),
        List.of("dragoncode.yaml names it"),
        runs
            ? Optional.of(new ResourceUse(1.0 + place, (40L + 17L * place) << 20))
            : Optional.empty(),
        runs ? List.of(1.0, 4.0, 2.0, 9.0, 6.0, 14.0, 8.0, 3.0, 9.0, 17.0, 11.0, 5.0) : List.of());
  }

  private static EmulatorState state(EmulatorSpec spec, int place, List<Endpoint> endpoints) {
    if (place < RUNNING) {
      return new EmulatorState.Ready(endpoints, SampleWorld.NOW.minusSeconds(41));
    }
    return switch (place) {
      case RUNNING ->
          new EmulatorState.Failed(
              Problem.of(
                  spec.name() + " ended while it started",
                  "Exit code 1: address already in use.",
                  Remedy.of("Look at its log")));
      case RUNNING + 1 ->
          new EmulatorState.Pulling(
              new PullProgress(
                  61L << 20,
                  148L << 20,
                  spec.container().map(EmulatorSpec.ContainerBackend::image).orElse("")));
      default -> new EmulatorState.NotStarted();
    };
  }
}
