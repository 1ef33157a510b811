package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Dependency;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.util.Optional;
import java.util.function.Predicate;

/** Dependencies that can never come true in a stack. Circles are refused by the catalog. */
public final class DependencyFaults {

  private DependencyFaults() {}

  /**
   * What keeps an emulator waiting for ever, if anything does.
   *
   * @param inStack whether the stack has another one of this id
   */
  public static Optional<Problem> of(EmulatorSpec spec, Predicate<String> inStack) {
    return spec.dependsOn().stream()
        .map(Dependency::id)
        .filter(id -> !inStack.test(id))
        .findFirst()
        .map(id -> unknown(spec, id));
  }

  private static Problem unknown(EmulatorSpec spec, String id) {
    return Problem.of(
        "%s needs “%s”, which this project does not have".formatted(spec.name(), id),
        "Its catalog entry depends on it.",
        Remedy.of("Name %s under emulators in dragoncode.yaml.".formatted(id)),
        Remedy.of("Take it out of dependsOn in the entry of %s.".formatted(spec.name())));
  }
}
