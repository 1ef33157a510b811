package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.Availability;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which engine serves an emulator, and says why. */
final class EngineChooser {

  private final List<EmulatorEngine> engines;

  EngineChooser(List<EmulatorEngine> engines) {
    this.engines = List.copyOf(engines);
  }

  /** An engine, chosen. */
  record Chosen(EmulatorEngine engine, EngineChoice choice) {}

  Optional<EmulatorEngine> engine(EngineKind kind) {
    return engines.stream().filter(engine -> engine.kind() == kind).findFirst();
  }

  /**
   * Asks the engines now.
   *
   * @throws dev.dragoncode.problem.ProblemException if none can
   */
  Chosen choose(EmulatorSpec spec, EnginePreference preference) throws InterruptedException {
    return switch (preference) {
      case DOCKER -> asked(spec, EngineKind.DOCKER, "containers are chosen");
      case EMBEDDED -> asked(spec, EngineKind.EMBEDDED, "embedded engines are chosen");
      case KUBERNETES -> asked(spec, EngineKind.KUBERNETES, "the cluster is chosen");
      case AUTO -> automatic(spec);
    };
  }

  /**
   * The same, but where any engine will do, one that has data of the emulator and can start it
   * comes first: data that is out of sight looks lost.
   */
  Chosen choose(EmulatorSpec spec, EnginePreference preference, Set<EngineKind> withData)
      throws InterruptedException {
    if (preference == EnginePreference.AUTO && withData.size() == 1) {
      EngineKind kind = withData.iterator().next();
      Optional<EmulatorEngine> engine = engine(kind);
      if (engine.isPresent()
          && engine.get().availability(spec) instanceof Availability.Possible possible) {
        return new Chosen(
            engine.get(), new EngineChoice(kind, "its data is there; " + possible.why()));
      }
    }
    return choose(spec, preference);
  }

  private Chosen asked(EmulatorSpec spec, EngineKind kind, String why) throws InterruptedException {
    EmulatorEngine engine = engine(kind).orElseThrow(() -> missing(spec, kind).asException());
    return switch (engine.availability(spec)) {
      case Availability.Possible possible ->
          new Chosen(engine, new EngineChoice(kind, why + "; " + possible.why()));
      case Availability.Impossible impossible -> throw impossible.problem().asException();
    };
  }

  private Chosen automatic(EmulatorSpec spec) throws InterruptedException {
    Optional<EmulatorEngine> docker = engine(EngineKind.DOCKER);
    Optional<EmulatorEngine> embedded = engine(EngineKind.EMBEDDED);
    Optional<Availability.Impossible> noContainer = Optional.empty();
    if (spec.preferred() == EngineKind.EMBEDDED
        && embedded.isPresent()
        && embedded.get().availability(spec) instanceof Availability.Possible possible) {
      return new Chosen(
          embedded.get(),
          new EngineChoice(
              EngineKind.EMBEDDED, "it is as good and needs no image; " + possible.why()));
    }
    if (docker.isPresent()) {
      switch (docker.get().availability(spec)) {
        case Availability.Possible possible -> {
          return new Chosen(docker.get(), new EngineChoice(EngineKind.DOCKER, possible.why()));
        }
        case Availability.Impossible impossible -> noContainer = Optional.of(impossible);
      }
    }
    if (embedded.isEmpty()) {
      throw noContainer
          .map(Availability.Impossible::problem)
          .orElseGet(() -> missing(spec, EngineKind.DOCKER))
          .asException();
    }
    return switch (embedded.get().availability(spec)) {
      case Availability.Possible possible ->
          new Chosen(
              embedded.get(),
              new EngineChoice(
                  EngineKind.EMBEDDED,
                  noContainer.map(Availability.Impossible::why).orElse(possible.why())));
      case Availability.Impossible impossible ->
          throw neither(spec, noContainer, impossible).asException();
    };
  }

  private static Problem neither(
      EmulatorSpec spec,
      Optional<Availability.Impossible> container,
      Availability.Impossible embedded) {
    if (container.isEmpty()) {
      return embedded.problem();
    }
    Problem problem = container.get().problem();
    return new Problem(
        "No engine can start " + spec.name(),
        "As a container: %s. Embedded: %s.".formatted(container.get().why(), embedded.why()),
        problem.remedies(),
        problem.link(),
        problem.cause());
  }

  private static Problem missing(EmulatorSpec spec, EngineKind kind) {
    return Problem.of(
        "No engine can start " + spec.name(),
        "There is no " + kind.word() + " engine here.",
        Remedy.of("Choose another engine."));
  }
}
