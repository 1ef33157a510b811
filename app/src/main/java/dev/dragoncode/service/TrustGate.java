package dev.dragoncode.service;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.lifecycle.PlannedEmulator;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asked before an emulator starts. An entry of the project's own runs what the project says, and so
 * do seeds: SQL alone may start programs. That takes trust.
 *
 * @param root the project's real path
 */
record TrustGate(Path root, EmulatorCatalog catalog, KnownProjects projects)
    implements Function<PlannedEmulator, Optional<Problem>> {

  @Override
  public Optional<Problem> apply(PlannedEmulator plan) {
    boolean own = catalog.own().contains(plan.id());
    if ((!own && plan.seeds().isEmpty()) || projects.trusted(root)) {
      return Optional.empty();
    }
    String look =
        own ? String.valueOf(EmulatorCatalog.PROJECT_FOLDER) : String.join(", ", plan.seeds());
    return Optional.of(
        Problem.of(
            plan.spec().name() + " may not start in a folder that is not trusted",
            own
                ? "Its catalog entry comes from this project, so what it runs is the project's code."
                : "It is filled from seeds of this project, and what they say is carried out.",
            Remedy.of(
                "Look at " + look + ", then trust the folder",
                new Remedy.RunCommand("project.trust")),
            Remedy.of("On the command line: dragoncode trust " + root)));
  }
}
