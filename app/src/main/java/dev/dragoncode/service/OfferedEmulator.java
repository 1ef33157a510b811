package dev.dragoncode.service;

import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An entry of the catalog as it is offered to a project.
 *
 * @param backends the engines that can run it, the preferred one first
 * @param gaps what it lacks beside the real product, on any of its engines
 * @param chosen whether the project has it already
 */
public record OfferedEmulator(
    String id,
    String name,
    EmulatorSpec.Category category,
    String icon,
    String licence,
    List<EngineKind> backends,
    List<String> gaps,
    boolean chosen) {

  /** The entry, for a project that has it or not. */
  public static OfferedEmulator of(EmulatorSpec spec, boolean chosen) {
    List<EngineKind> backends = new ArrayList<>();
    spec.container().ifPresent(container -> backends.add(EngineKind.DOCKER));
    spec.embedded().ifPresent(embedded -> backends.add(EngineKind.EMBEDDED));
    List<String> gaps =
        Stream.concat(
                spec.container().stream().flatMap(container -> container.gaps().stream()),
                spec.embedded().stream().flatMap(embedded -> embedded.gaps().stream()))
            .distinct()
            .toList();
    return new OfferedEmulator(
        spec.id(),
        spec.name(),
        spec.category(),
        spec.icon(),
        spec.licence(),
        List.copyOf(backends),
        gaps,
        chosen);
  }

  /** Whether a search for these words finds it: each stands in its id, name or category. */
  public boolean found(String words) {
    String text = (id + " " + name + " " + category).toLowerCase(Locale.ROOT);
    return words
        .toLowerCase(Locale.ROOT)
        .lines()
        .flatMap(line -> Stream.of(line.strip().split("\\s+", -1)))
        .allMatch(text::contains);
  }
}
