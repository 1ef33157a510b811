package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.manifest.StackDetector;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** PRE-LOCK: the same commit resolves to the same libraries tomorrow. */
final class LockedDependencies {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRE-LOCK",
              Phase.HARDEN,
              "Dependencies resolve to exact versions",
              Weight.HIGH,
              Level.C,
              "A version that is chosen anew at every build turns somebody else's release into"
                  + " your outage.",
              "Commit the lock file (npm install, gradle dependencies --write-locks, uv lock, go mod"
                  + " tidy) and do not ignore it; in a POM write exact versions, no range, LATEST"
                  + " or SNAPSHOT."),
          LockedDependencies::decide);

  private LockedDependencies() {}

  /** What was seen of one module; neither good nor bad for a library. */
  private record Seen(List<Evidence> good, List<Evidence> bad, String gap) {
    static Seen good(Evidence place) {
      return new Seen(List.of(place), List.of(), "");
    }

    static Seen bad(String gap, Evidence place) {
      return new Seen(List.of(), List.of(place), gap);
    }

    static Seen nothing() {
      return new Seen(List.of(), List.of(), "");
    }
  }

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    if (!manifests.broken().isEmpty()) {
      return Verdict.unknown(
          manifests.broken().getFirst().path() + " cannot be read",
          file(manifests.broken().getFirst().path()));
    }
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    for (Module module : manifests.modules()) {
      Seen seen =
          switch (module.tool()) {
            case MAVEN -> maven(view, module);
            case GRADLE -> gradle(view, module);
            case NPM, PNPM, YARN, BUN -> node(view, module);
            case PYTHON -> python(view, module);
            case GO -> go(view, module);
          };
      good.addAll(seen.good);
      bad.addAll(seen.bad);
      if (!seen.gap.isEmpty()) {
        gaps.add(seen.gap);
      }
    }
    if (!bad.isEmpty()) {
      return Verdict.fail(gaps.getFirst(), bad);
    }
    return good.isEmpty()
        ? Verdict.notApplicable("Libraries leave the choice of versions to their users")
        : Verdict.pass("Every module resolves to exact versions", good);
  }

  private static Seen maven(ProjectView view, Module module) {
    Set<String> own =
        view.get(Manifests.FACT).modules().stream()
            .filter(m -> m.properties().containsKey("project.artifactId"))
            .map(m ->
                m.properties().getOrDefault("project.groupId", "")
                    + ":"
                    + m.properties().get("project.artifactId"))
            .collect(Collectors.toSet());
    List<Evidence> bad = new ArrayList<>();
    String gap = "";
    for (Dependency each : module.dependencies()) {
      Optional<String> floating = each.version().filter(LockedDependencies::floatingMaven);
      boolean sibling = own.contains(each.name());
      if (floating.isPresent() && !sibling) {
        bad.add(line(view, each.file(), each.line()));
        gap = each.name() + " has the version " + floating.get();
      }
    }
    for (BuildPlugin each : module.plugins()) {
      Optional<String> floating = each.version().filter(LockedDependencies::floatingMaven);
      if (floating.isPresent() && !own.contains(each.name())) {
        bad.add(line(view, each.file(), each.line()));
        gap = "the plugin " + each.artifact() + " has the version " + floating.get();
      }
    }
    return bad.isEmpty() ? Seen.good(file(module.manifest())) : new Seen(List.of(), bad, gap);
  }

  static boolean floatingMaven(String version) {
    return version.equals("LATEST")
        || version.equals("RELEASE")
        || version.endsWith("-SNAPSHOT")
        || ((version.startsWith("[") || version.startsWith("("))
            && !version.matches("\\[[^,\\[\\]()]+]"));
  }

  private static Seen gradle(ProjectView view, Module module) {
    for (Dependency each : module.dependencies()) {
      if (each.version().filter(v -> v.contains("+") || v.startsWith("latest.")).isPresent()) {
        return Seen.bad(
            each.name() + " has the version " + each.version().get(),
            line(view, each.file(), each.line()));
      }
    }
    return view.file(module.path("gradle.lockfile"))
        .or(() -> view.file("gradle.lockfile"))
        .or(() -> view.file("gradle/verification-metadata.xml"))
        .or(() -> view.file(module.path("gradle/verification-metadata.xml")))
        .filter(f -> !f.ignored())
        .map(f -> Seen.good(file(f.path())))
        .orElseGet(() ->
            module.dependencies().isEmpty()
                ? Seen.nothing()
                : Seen.bad(
                    module.manifest() + " has neither a lock file nor verification metadata",
                    file(module.manifest())));
  }

  private static Seen node(ProjectView view, Module module) {
    Node raw = module.raw().orElseThrow();
    if (module.dependencies().isEmpty() || publishedLibrary(module, raw)) {
      return Seen.nothing();
    }
    Optional<IndexedFile> ignored = Optional.empty();
    for (String folder = module.folder(); ; folder = parent(folder)) {
      for (String name :
          List.of(
              "package-lock.json",
              "npm-shrinkwrap.json",
              "pnpm-lock.yaml",
              "yarn.lock",
              "bun.lock",
              "bun.lockb")) {
        Optional<IndexedFile> lock = view.file(folder.isEmpty() ? name : folder + "/" + name);
        if (lock.filter(f -> !f.ignored()).isPresent()) {
          return Seen.good(file(lock.get().path()));
        }
        ignored = ignored.or(() -> lock);
      }
      if (folder.isEmpty()) {
        break;
      }
    }
    return ignored
        .map(f -> Seen.bad(f.path() + " exists, but git ignores it", file(f.path())))
        .orElseGet(
            () -> Seen.bad(module.manifest() + " has no lock file", file(module.manifest())));
  }

  /** A package that others install, not a program that is run. */
  private static boolean publishedLibrary(Module module, Node raw) {
    boolean entry =
        raw.at("main").or(() -> raw.at("exports")).or(() -> raw.at("module")).isPresent();
    boolean hidden = raw.text("private").filter("true"::equals).isPresent();
    boolean run = module.scripts().containsKey("start") || raw.at("bin").isPresent();
    return entry && !hidden && !run && StackDetector.framework(module).isEmpty();
  }

  private static Seen python(ProjectView view, Module module) {
    if (module.dependencies().isEmpty()) {
      return Seen.nothing();
    }
    for (String folder = module.folder(); ; folder = parent(folder)) {
      for (String name :
          List.of("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml")) {
        Optional<IndexedFile> lock =
            view.file(folder.isEmpty() ? name : folder + "/" + name).filter(f -> !f.ignored());
        if (lock.isPresent()) {
          return Seen.good(file(lock.get().path()));
        }
      }
      if (folder.isEmpty()) {
        break;
      }
    }
    List<Dependency> loose =
        module.dependencies().stream()
            .filter(Dependency::main)
            .filter(d -> d.version().filter(LockedDependencies::exactPython).isEmpty())
            .toList();
    if (loose.isEmpty()) {
      return Seen.good(file(module.manifest()));
    }
    boolean library =
        module.raw().filter(r -> r.at("build-system").isPresent()).isPresent()
            && StackDetector.framework(module).isEmpty();
    return library
        ? Seen.nothing()
        : new Seen(
            List.of(),
            loose.stream().map(d -> line(view, d.file(), d.line())).toList(),
            loose.size() == 1
                ? loose.getFirst().name() + " has no exact version"
                : loose.size() + " requirements have no exact version");
  }

  static boolean exactPython(String version) {
    return version.matches("===?\\s*[^*,]+") || version.startsWith("@") || version.contains("git+");
  }

  private static Seen go(ProjectView view, Module module) {
    if (module.dependencies().isEmpty()) {
      return Seen.nothing();
    }
    return view.file(module.path("go.sum"))
        .or(() -> view.file("go.work.sum"))
        .filter(f -> !f.ignored())
        .map(f -> Seen.good(file(f.path())))
        .orElseGet(() -> Seen.bad(module.manifest() + " has no go.sum", file(module.manifest())));
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }
}
