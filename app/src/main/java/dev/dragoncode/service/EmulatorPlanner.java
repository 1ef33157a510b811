package dev.dragoncode.service;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.lifecycle.DependencyFaults;
import dev.dragoncode.emulators.lifecycle.PlannedEmulator;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EmulatorSpec.Lifecycle;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectSettings.EmulatorSetting;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which emulators a project gets and how: what was found, then what the team has set. */
public final class EmulatorPlanner {

  /**
   * The emulators in the catalog's order, and what is wrong with the settings.
   *
   * @param problems about entries of dragoncode.yaml that cannot be used
   */
  public record Plan(List<PlannedEmulator> emulators, List<Problem> problems) {
    public Plan {
      emulators = List.copyOf(emulators);
      problems = List.copyOf(problems);
    }
  }

  private EmulatorPlanner() {}

  /**
   * Plans a project's emulators.
   *
   * @param found for each emulator that the project's files ask for, where they do, one phrase each
   */
  public static Plan plan(
      EmulatorCatalog catalog, Map<String, List<String>> found, ProjectSettings settings) {
    List<PlannedEmulator> planned = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(catalog.problems());
    Map<String, List<String>> wanted = wanted(catalog, found, settings);
    for (EmulatorSpec spec : catalog.entries().values()) {
      if (wanted.containsKey(spec.id())) {
        Optional<EmulatorSetting> setting =
            Optional.ofNullable(settings.emulators().get(spec.id()));
        planned.add(planned(spec, setting, wanted.getOrDefault(spec.id(), List.of())));
        DependencyFaults.of(spec, wanted::containsKey).ifPresent(problems::add);
      }
    }
    settings
        .emulators()
        .forEach((id, setting) -> {
          if (catalog.find(id).isEmpty()) {
            problems.add(unknown(id, setting, catalog));
          }
        });
    return new Plan(planned, problems);
  }

  /** What was found or set, and what of the catalog those need that nobody has refused. */
  private static Map<String, List<String>> wanted(
      EmulatorCatalog catalog, Map<String, List<String>> found, ProjectSettings settings) {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    Deque<EmulatorSpec> next = new ArrayDeque<>();
    for (EmulatorSpec spec : catalog.entries().values()) {
      boolean asked =
          Optional.ofNullable(settings.emulators().get(spec.id()))
              .map(EmulatorSetting::wanted)
              .orElse(found.containsKey(spec.id()));
      if (asked) {
        wanted.put(spec.id(), found.getOrDefault(spec.id(), List.of()));
        next.add(spec);
      }
    }
    while (!next.isEmpty()) {
      EmulatorSpec spec = next.remove();
      for (EmulatorSpec.Dependency on : spec.dependsOn()) {
        boolean refused =
            Optional.ofNullable(settings.emulators().get(on.id()))
                .filter(setting -> !setting.wanted())
                .isPresent();
        Optional<EmulatorSpec> needed = catalog.find(on.id());
        if (!refused && needed.isPresent() && !wanted.containsKey(on.id())) {
          wanted.put(on.id(), List.of(spec.name() + " needs it"));
          next.add(needed.get());
        }
      }
    }
    return wanted;
  }

  private static PlannedEmulator planned(
      EmulatorSpec spec, Optional<EmulatorSetting> setting, List<String> found) {
    List<String> why = new ArrayList<>(found);
    setting.ifPresent(s -> why.add(ProjectSettings.FILE + ":" + s.line() + " names it"));
    EmulatorSpec versioned =
        setting
            .flatMap(EmulatorSetting::version)
            .map(version -> withVersion(spec, version))
            .orElse(spec);
    return new PlannedEmulator(
        setting
            .flatMap(EmulatorSetting::lifecycle)
            .map(word -> Lifecycle.valueOf(word.toUpperCase(Locale.ROOT)))
            .map(versioned::withLifecycle)
            .orElse(versioned),
        setting
            .flatMap(EmulatorSetting::engine)
            .filter(engine -> !engine.equals("auto"))
            .map(engine -> EnginePreference.valueOf(engine.toUpperCase(Locale.ROOT))),
        setting.map(EmulatorSetting::ports).orElse(Map.of()),
        setting.map(EmulatorSetting::parameters).orElse(Map.of()),
        why,
        Stream.concat(
                spec.seed().stream(), setting.map(EmulatorSetting::seed).orElse(List.of()).stream())
            .toList());
  }

  /** The entry with another tag of its image; embedded engines have one version only. */
  private static EmulatorSpec withVersion(EmulatorSpec spec, String version) {
    return spec.withImageTag(version);
  }

  private static Problem unknown(String id, EmulatorSetting setting, EmulatorCatalog catalog) {
    return Problem.of(
        "There is no emulator \"" + id + "\"",
        ProjectSettings.FILE
            + ", line "
            + setting.line()
            + ": the catalog has "
            + String.join(", ", catalog.entries().keySet())
            + ".",
        Remedy.of(
            "Correct the name", new Remedy.OpenFile(Path.of(ProjectSettings.FILE), setting.line())),
        Remedy.of("Describe it in .dragoncode/emulators/" + id + ".yaml"));
  }
}
