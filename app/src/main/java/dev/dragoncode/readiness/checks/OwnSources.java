package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.manifest.Paths;
import java.util.List;
import java.util.Optional;

/** Whether a module holds sources, and not only settings or a list of other modules. */
final class OwnSources {

  private OwnSources() {}

  static boolean any(ProjectView view, Module module) {
    List<String> extensions =
        switch (module.tool()) {
          case MAVEN, GRADLE -> List.of("java", "kt", "groovy", "scala");
          case NPM, PNPM, YARN, BUN ->
              List.of("ts", "tsx", "js", "jsx", "mjs", "cjs", "mts", "cts", "vue", "svelte");
          case PYTHON -> List.of("py");
          case GO -> List.of("go");
        };
    return extensions.stream()
        .flatMap(extension -> view.withExtension(extension).stream())
        .anyMatch(file -> belongs(view, module, file));
  }

  private static boolean belongs(ProjectView view, Module module, IndexedFile file) {
    if (file.ignored() || Paths.notShipped(file.path()) || !module.holds(file.path())) {
      return false;
    }
    Optional<Module> inner =
        view.get(Manifests.FACT).modules().stream()
            .filter(m -> m.tool().platform().equals(module.tool().platform()))
            .filter(m -> m.folder().length() > module.folder().length() && m.holds(file.path()))
            .findFirst();
    return inner.isEmpty();
  }
}
