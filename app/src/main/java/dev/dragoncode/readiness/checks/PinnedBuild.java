package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Dockerfile;
import dev.dragoncode.project.syntax.Lexer;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** PRO-BUILD: every module says which tool and which language version build it. */
final class PinnedBuild {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRO-BUILD",
              Phase.PROTOTYPE,
              "Builds with a pinned toolchain",
              Weight.HIGH,
              Level.C,
              "A build that takes whatever tool the machine happens to have works for its author"
                  + " and fails for the next person, or in CI half a year later.",
              "Commit the build tool's wrapper (mvn wrapper:wrapper, gradle wrapper) and name the"
                  + " language version: java.version in the POM, a Gradle toolchain, engines or"
                  + " packageManager in package.json, requires-python in pyproject.toml."),
          PinnedBuild::decide);

  private static final Syntax<List<Token>> TOKENS =
      (_, text) -> Lexer.tokens(text, Lexer.Language.GRADLE);

  private static final Set<String> JAVA_VERSION =
      Set.of(
          "java.version",
          "maven.compiler.release",
          "maven.compiler.source",
          "maven.compiler.target",
          "kotlin.compiler.jvmTarget",
          "jdk.version",
          "release.version");

  private static final Pattern NODE_IMAGE =
      Pattern.compile("(.*/)?(node|bun|deno):v?\\d+([.-].*)?(@.*)?");
  private static final Pattern PYTHON_IMAGE =
      Pattern.compile("(.*/)?(python:\\d+\\.\\d+.*|uv:.*python\\d+\\.\\d+.*)");

  private PinnedBuild() {}

  /** What pins a module, or what it lacks. */
  private record Pin(List<Evidence> by, List<String> missing) {}

  private static Verdict decide(ProjectView view) {
    List<Module> modules = view.get(Manifests.FACT).modules();
    if (modules.isEmpty()) {
      return Verdict.fail("No build file of Maven, Gradle, Node, Python or Go was found");
    }
    List<Evidence> pinned = new ArrayList<>();
    List<Evidence> loose = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Module module : modules) {
      Pin pin = pin(view, module);
      if (pin.missing.isEmpty()) {
        pinned.addAll(pin.by);
      } else {
        loose.add(file(module.manifest()));
        missing.add(module.manifest() + " lacks " + String.join(" and ", pin.missing));
      }
    }
    if (loose.isEmpty()) {
      return Verdict.pass(
          modules.size() == 1
              ? modules.getFirst().tool().title() + " and its language version are pinned"
              : "All " + modules.size() + " modules pin their toolchain",
          pinned);
    }
    String more = missing.size() > 1 ? ", and " + (missing.size() - 1) + " more" : "";
    return Verdict.fail(missing.getFirst() + more, loose);
  }

  private static Pin pin(ProjectView view, Module module) {
    return switch (module.tool()) {
      case MAVEN -> maven(view, module);
      case GRADLE -> gradle(view, module);
      case NPM, PNPM, YARN, BUN -> node(view, module);
      case PYTHON -> python(view, module);
      case GO -> {
        boolean named = module.properties().containsKey("go");
        yield new Pin(
            List.of(file(module.manifest())), named ? List.of() : List.of("a go version"));
      }
    };
  }

  private static Pin maven(ProjectView view, Module module) {
    List<Evidence> by = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    upwards(
            view,
            module,
            ".mvn/wrapper/maven-wrapper.properties",
            "mvnw",
            ".sdkmanrc",
            ".tool-versions",
            "mise.toml")
        .or(() -> enforced(module))
        .ifPresentOrElse(by::add, () -> missing.add("a Maven wrapper"));
    boolean java =
        JAVA_VERSION.stream().anyMatch(module.properties()::containsKey)
            || module
                .plugin("maven-compiler-plugin")
                .flatMap(BuildPlugin::configuration)
                .filter(c -> c.at("release").or(() -> c.at("source")).isPresent())
                .isPresent()
            || module.plugin("maven-toolchains-plugin").isPresent();
    if (!java && OwnSources.any(view, module)) {
      missing.add("a Java version");
    }
    by.add(file(module.manifest()));
    return new Pin(by, missing);
  }

  private static Optional<Evidence> enforced(Module module) {
    return module
        .plugin("maven-enforcer-plugin")
        .filter(p -> p.goals().contains("enforce"))
        .map(p -> new Evidence(p.file(), p.line(), p.name()));
  }

  private static Pin gradle(ProjectView view, Module module) {
    List<Evidence> by = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    upwards(view, module, "gradle/wrapper/gradle-wrapper.properties")
        .ifPresentOrElse(by::add, () -> missing.add("a Gradle wrapper"));
    Optional<Evidence> version = javaVersion(view, module.manifest());
    for (Module each : view.get(Manifests.FACT).modules()) {
      // a parent's subprojects block, or a convention plugin, speaks for all
      if (version.isEmpty() && each.tool() == module.tool()) {
        version = javaVersion(view, each.manifest());
      }
    }
    version.ifPresentOrElse(by::add, () -> missing.add("a Java toolchain"));
    return new Pin(by, missing);
  }

  private static Optional<Evidence> javaVersion(ProjectView view, String manifest) {
    return view.file(manifest)
        .flatMap(f -> view.parse(f, TOKENS).value())
        .flatMap(tokens ->
            tokens.stream()
                .filter(t ->
                    t.is("toolchain")
                        || t.is("jvmToolchain")
                        || t.is("sourceCompatibility")
                        || t.is("jvmTarget"))
                .findFirst())
        .map(token -> line(view, manifest, token.line()));
  }

  private static Pin node(ProjectView view, Module module) {
    for (Module each : view.get(Manifests.FACT).modules()) {
      boolean above = module.folder().equals(each.folder()) || each.holds(module.manifest());
      if (each.tool().node() && above && each.raw().isPresent()) {
        var raw = each.raw().get();
        var pin =
            raw.at("packageManager")
                .or(() -> raw.at("engines", "node"))
                .or(() -> raw.at("volta", "node"))
                .or(() -> raw.at("devEngines", "runtime"));
        if (pin.isPresent()) {
          return new Pin(List.of(line(view, each.manifest(), pin.get().line())), List.of());
        }
      }
    }
    return upwards(view, module, ".nvmrc", ".node-version", ".tool-versions", "mise.toml")
        .or(() -> outerBuild(view, module))
        .or(() -> image(view, module, NODE_IMAGE))
        .map(found -> new Pin(List.of(found), List.of()))
        .orElseGet(() -> new Pin(List.of(), List.of("a Node version (engines or packageManager)")));
  }

  private static Pin python(ProjectView view, Module module) {
    if (module.raw().isPresent()) {
      var raw = module.raw().get();
      var pin =
          raw.at("project", "requires-python")
              .or(() -> raw.at("tool", "poetry", "dependencies", "python"))
              .or(() -> raw.at("requires", "python_version"));
      if (pin.isPresent()) {
        String manifest = module.path("pyproject.toml");
        return new Pin(List.of(line(view, manifest, pin.get().line())), List.of());
      }
    }
    Optional<Evidence> inSetup =
        view.file(module.path("setup.py"))
            .flatMap(f -> view.parse(f, TOKENS).value())
            .flatMap(all -> all.stream().filter(t -> t.is("python_requires")).findFirst())
            .map(t -> line(view, module.path("setup.py"), t.line()));
    return inSetup
        .or(() ->
            upwards(view, module, ".python-version", "runtime.txt", ".tool-versions", "mise.toml"))
        .or(() -> image(view, module, PYTHON_IMAGE))
        .map(found -> new Pin(List.of(found), List.of()))
        .orElseGet(() ->
            new Pin(List.of(), List.of("a Python version (requires-python or .python-version)")));
  }

  /** A build in Java that fetches Node itself: by Quarkus' Quinoa, or the frontend plugin. */
  private static Optional<Evidence> outerBuild(ProjectView view, Module module) {
    Optional<Evidence> quinoa =
        view.get(Configuration.FACT)
            .all()
            .filter(l ->
                l.setting().key().equals("quarkus.quinoa.package-manager-install.node-version"))
            .filter(
                l -> module.folder().startsWith(l.file().replaceFirst("(^|/)src/main/.*$", "$1")))
            .map(l -> line(view, l.file(), l.line()))
            .findFirst();
    return quinoa.or(() ->
        view.get(Manifests.FACT).of(BuildTool.MAVEN).stream()
            .filter(m -> m.holds(module.manifest()))
            .flatMap(m -> m.plugin("frontend-maven-plugin").stream())
            .filter(p -> p.configuration().flatMap(c -> c.at("nodeVersion")).isPresent())
            .map(p -> line(view, p.file(), p.line()))
            .findFirst());
  }

  /** The image that the module is built in, where it names a version. */
  private static Optional<Evidence> image(ProjectView view, Module module, Pattern wanted) {
    for (Images.ImageFile each : view.get(Images.FACT).files()) {
      if (module.folder().isEmpty()
          ? each.path().contains("/")
          : !module.path("Dockerfile").equals(each.path())) {
        continue;
      }
      for (Dockerfile.Stage stage : each.dockerfile().stages()) {
        if (wanted.matcher(stage.image()).matches()) {
          return Optional.of(line(view, each.path(), stage.line()));
        }
      }
    }
    return Optional.empty();
  }

  /** The first of these files in the module's folder or one above it, the repository's too. */
  private static Optional<Evidence> upwards(ProjectView view, Module module, String... names) {
    List<String> folders = new ArrayList<>();
    for (String folder = module.folder(); !folder.isEmpty(); ) {
      folders.add(folder + "/");
      folder = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
    }
    folders.add("");
    for (String folder : folders) {
      for (String name : names) {
        Optional<IndexedFile> found = view.file(folder + name).filter(f -> !f.ignored());
        if (found.isPresent()) {
          return found.map(f -> file(f.path()));
        }
      }
    }
    return Optional.empty();
  }
}
