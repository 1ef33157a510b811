package dev.dragoncode.project.locks;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Toml;
import dev.dragoncode.project.syntax.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the project's lock files resolve to, and which modules have none. Maven has none: its graph
 * is not in the folder, and {@link MavenGraphs} resolves it.
 *
 * @param graphs one for each lock file, go.mod and requirements file
 */
public record Locks(List<PackageGraph> graphs) {

  /** The lock files of a project. */
  public static final Fact<Locks> FACT = new Fact<>("lock files", Locks::read);

  /** The largest lock files of public monorepos have some 10 MB; above this one is not read. */
  private static final long MAX_LOCK_BYTES = 32L << 20;

  private static final List<String> NODE =
      List.of("npm-shrinkwrap.json", "package-lock.json", "pnpm-lock.yaml", "yarn.lock");
  private static final List<String> PYTHON =
      List.of("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock");

  public Locks {
    graphs = List.copyOf(graphs);
  }

  private static Locks read(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    Map<String, PackageGraph> graphs = new LinkedHashMap<>();
    for (Module module : manifests.modules()) {
      switch (module.tool()) {
        case MAVEN -> {
          // resolved elsewhere
        }
        case GRADLE -> gradle(view, module, graphs);
        case NPM, PNPM, YARN, BUN -> node(view, module, graphs);
        case PYTHON -> python(view, module, graphs);
        case GO ->
            view.file(module.manifest())
                .ifPresent(f ->
                    graphs.put(
                        f.path(),
                        text(view, f)
                            .map(t -> GoModules.read(f.path(), t))
                            .orElseGet(() -> unreadable(f.path(), Ecosystem.GO))));
      }
    }
    return new Locks(List.copyOf(graphs.values()));
  }

  private static void node(ProjectView view, Module module, Map<String, PackageGraph> graphs) {
    if (module.dependencies().isEmpty()) {
      return;
    }
    Optional<IndexedFile> lock = above(view, module.folder(), NODE);
    if (lock.isEmpty()) {
      graphs.put(
          module.manifest(),
          PackageGraph.missing(
              module.manifest(),
              Ecosystem.NPM,
              module.manifest() + " has no lock file that is read here"));
      return;
    }
    graphs.computeIfAbsent(lock.get().path(), _ -> node(view, lock.get()));
  }

  private static PackageGraph node(ProjectView view, IndexedFile lock) {
    String path = lock.path();
    Optional<String> text = text(view, lock);
    if (text.isEmpty()) {
      return unreadable(path, Ecosystem.NPM);
    }
    try {
      return switch (lock.name()) {
        case "pnpm-lock.yaml" -> PnpmLock.read(path, Yaml.document(text.get()));
        case "yarn.lock" -> YarnLock.read(path, text.get(), nodeManifests(view, lock.folder()));
        default ->
            NpmLock.read(
                path,
                Json.parse(text.get()),
                view.get(Manifests.FACT).modules().stream()
                    .filter(m -> m.manifest().equals(within(lock.folder(), "package.json")))
                    .findFirst()
                    .flatMap(Module::raw));
      };
    } catch (SyntaxException e) {
      return PackageGraph.missing(path, Ecosystem.NPM, path + " is broken: " + e.getMessage());
    }
  }

  private static List<Node> nodeManifests(ProjectView view, String folder) {
    return view.get(Manifests.FACT).on("Node").stream()
        .filter(m ->
            folder.isEmpty() || m.folder().equals(folder) || m.folder().startsWith(folder + "/"))
        .flatMap(m -> m.raw().stream())
        .toList();
  }

  private static void python(ProjectView view, Module module, Map<String, PackageGraph> graphs) {
    Optional<IndexedFile> lock = above(view, module.folder(), PYTHON);
    if (lock.isPresent()) {
      graphs.computeIfAbsent(lock.get().path(), _ -> pythonLock(view, lock.get()));
      return;
    }
    boolean any = false;
    for (IndexedFile file : requirements(view, module.folder())) {
      any = true;
      Use use =
          file.name().matches(".*(?i)(dev|test|lint|doc|type|ci|build|bench).*")
              ? Use.DEVELOPMENT
              : Use.RUNTIME;
      graphs.computeIfAbsent(
          file.path(),
          _ ->
              text(view, file)
                  .map(t -> PythonLocks.requirements(file.path(), t, use))
                  .orElseGet(() -> unreadable(file.path(), Ecosystem.PYPI)));
    }
    if (!any && module.dependencies().stream().anyMatch(Dependency::main)) {
      graphs.put(
          module.manifest(),
          PackageGraph.missing(
              module.manifest(), Ecosystem.PYPI, module.manifest() + " has no lock file"));
    }
  }

  private static List<IndexedFile> requirements(ProjectView view, String folder) {
    List<IndexedFile> files = new ArrayList<>();
    for (String each : List.of(folder, within(folder, "requirements"))) {
      for (IndexedFile file : view.inFolder(each)) {
        boolean listed = file.name().startsWith("requirements") || each.endsWith("requirements");
        if (listed && file.name().endsWith(".txt") && !file.ignored()) {
          files.add(file);
        }
      }
    }
    return files;
  }

  private static PackageGraph pythonLock(ProjectView view, IndexedFile lock) {
    String path = lock.path();
    Optional<String> text = text(view, lock);
    if (text.isEmpty()) {
      return unreadable(path, Ecosystem.PYPI);
    }
    try {
      return lock.name().equals("Pipfile.lock")
          ? PythonLocks.pipfile(path, Json.parse(text.get()))
          : PythonLocks.packages(
              path,
              Toml.parse(text.get()),
              view.file(within(lock.folder(), "pyproject.toml"))
                  .flatMap(view::text)
                  .flatMap(Locks::toml));
    } catch (SyntaxException e) {
      return PackageGraph.missing(path, Ecosystem.PYPI, path + " is broken: " + e.getMessage());
    }
  }

  private static Optional<Node> toml(String text) {
    try {
      return Optional.of(Toml.parse(text));
    } catch (SyntaxException e) {
      // a manifest that is broken is told of where manifests are read
      return Optional.empty();
    }
  }

  private static void gradle(ProjectView view, Module module, Map<String, PackageGraph> graphs) {
    Optional<IndexedFile> lock =
        view.file(module.path("gradle.lockfile")).filter(f -> !f.ignored());
    if (lock.isPresent()) {
      graphs.put(
          lock.get().path(),
          text(view, lock.get())
              .map(t -> GradleLock.read(lock.get().path(), t))
              .orElseGet(() -> unreadable(lock.get().path(), Ecosystem.MAVEN)));
      return;
    }
    GraphBuilder graph = new GraphBuilder(module.manifest(), Ecosystem.MAVEN);
    for (Dependency each : module.dependencies()) {
      Optional<String> exact = each.version().filter(v -> v.matches("\\d[\\w.-]*"));
      if (exact.isPresent() && each.name().contains(":")) {
        graph.add(
            each.name(),
            each.name(),
            exact.get(),
            each.line(),
            List.of(),
            List.of(),
            each.main() ? Use.RUNTIME : Use.DEVELOPMENT);
      }
    }
    if (!module.dependencies().isEmpty()) {
      graph.gap(module.manifest() + " has no gradle.lockfile: only Gradle itself knows its graph");
      graphs.put(module.manifest(), graph.build());
    }
  }

  /** The first of these files in the folder or the nearest one above it, in the project. */
  private static Optional<IndexedFile> above(ProjectView view, String from, List<String> names) {
    for (String folder = from; ; folder = parent(folder)) {
      for (String name : names) {
        Optional<IndexedFile> found = view.file(within(folder, name));
        if (found.isPresent()) {
          return found;
        }
      }
      if (folder.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  private static Optional<String> text(ProjectView view, IndexedFile file) {
    return view.largeText(file, MAX_LOCK_BYTES);
  }

  private static PackageGraph unreadable(String path, Ecosystem ecosystem) {
    return PackageGraph.missing(path, ecosystem, path + " cannot be read");
  }

  private static String within(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }
}
