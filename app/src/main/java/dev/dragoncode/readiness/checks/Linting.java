package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Makefile;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Commands;
import dev.dragoncode.readiness.facts.Pipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** VAL-LINT: a formatter or linter is configured, and something runs it. */
final class Linting {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "VAL-LINT",
              Phase.VALIDATE,
              "Formatter/linter configured",
              Weight.LOW,
              Level.C,
              "A tool that settles style and finds slips leaves reviews for what matters.",
              "Configure one for each language and give it a command: Spotless bound to verify,"
                  + " a lint script in package.json, ruff with [tool.ruff], golangci-lint with"
                  + " .golangci.yml."),
          Linting::decide);

  static final Set<String> MAVEN =
      Set.of(
          "spotless-maven-plugin",
          "maven-checkstyle-plugin",
          "fmt-maven-plugin",
          "spring-javaformat-maven-plugin",
          "maven-pmd-plugin",
          "formatter-maven-plugin",
          "ktlint-maven-plugin",
          "detekt-maven-plugin");
  static final Set<String> GRADLE =
      Set.of(
          "com.diffplug.spotless",
          "checkstyle",
          "pmd",
          "net.ltgt.errorprone",
          "org.jlleitschuh.gradle.ktlint",
          "io.gitlab.arturbosch.detekt",
          "io.spring.javaformat",
          "com.github.sherter.google-java-format");
  static final Set<String> NODE_TOOLS =
      Set.of(
          "eslint",
          "biome",
          "prettier",
          "standard",
          "xo",
          "oxlint",
          "tslint",
          "ng",
          "next",
          "ultracite");
  static final Set<String> PYTHON_TOOLS =
      Set.of("ruff", "black", "flake8", "pylint", "mypy", "isort", "pyright", "autopep8");
  static final Set<String> GO_TOOLS =
      Set.of("golangci-lint", "gofmt", "gofumpt", "staticcheck", "revive", "goimports");

  private static final Syntax<Node> JSON = (_, text) -> Json.parse(text);
  private static final Syntax<Makefile> MAKEFILE = (_, text) -> Makefile.parse(text);

  private Linting() {}

  /** How far one module has come. */
  private record Seen(Optional<Evidence> config, Optional<Evidence> run) {}

  private static Verdict decide(ProjectView view) {
    List<Module> modules = view.get(Manifests.FACT).modules();
    if (modules.isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    List<Evidence> good = new ArrayList<>();
    List<Evidence> half = new ArrayList<>();
    List<Evidence> none = new ArrayList<>();
    for (Module module : modules) {
      if (modules.size() > 1 && !OwnSources.any(view, module)) {
        continue;
      }
      Seen seen =
          switch (module.tool()) {
            case MAVEN -> maven(view, module);
            case GRADLE -> gradle(view, module);
            case NPM, PNPM, YARN, BUN -> node(view, module);
            case PYTHON -> python(view, module);
            case GO -> go(view, module);
          };
      if (seen.config.isPresent() && seen.run.isPresent()) {
        good.add(seen.config.get());
        good.add(seen.run.get());
      } else if (seen.config.isPresent() || seen.run.isPresent()) {
        half.add(seen.config.or(() -> seen.run).orElseThrow());
      } else {
        none.add(file(module.manifest()));
      }
    }
    if (half.isEmpty() && none.isEmpty()) {
      return Verdict.pass("Configured, and run by a command", good);
    }
    if (!half.isEmpty()) {
      return Verdict.fail(
          "A formatter or linter is there, but it is configured and not run, or the other way"
              + " round",
          half);
    }
    return Verdict.fail(
        good.isEmpty()
            ? "No formatter or linter is configured"
            : none.size() + " of " + modules.size() + " modules have no formatter or linter",
        none);
  }

  private static Seen maven(ProjectView view, Module module) {
    Optional<BuildPlugin> plugin =
        module.plugins().stream().filter(p -> MAVEN.contains(p.artifact())).findFirst();
    if (plugin.isPresent()) {
      Optional<Evidence> place = Optional.of(line(view, plugin.get().file(), plugin.get().line()));
      boolean bound = !plugin.get().goals().isEmpty();
      String prefix =
          plugin
              .get()
              .artifact()
              .replaceFirst("^maven-|-maven-plugin$|-plugin$", "")
              .replaceFirst("-maven-plugin$|-plugin$", "");
      Optional<Evidence> run =
          bound
              ? place
              : ci(view, c -> c.words().stream().anyMatch(w -> w.startsWith(prefix + ":")));
      return new Seen(place, run);
    }
    Optional<Evidence> errorProne =
        module
            .plugin("maven-compiler-plugin")
            .filter(p ->
                p.configuration()
                    .flatMap(c -> c.at("compilerArgs"))
                    .filter(args ->
                        args.children().stream().anyMatch(a -> a.text().contains("ErrorProne")))
                    .isPresent())
            .map(p -> line(view, p.file(), p.line()));
    return new Seen(errorProne, errorProne);
  }

  private static Seen gradle(ProjectView view, Module module) {
    List<Module> all = new ArrayList<>(List.of(module));
    view.get(Manifests.FACT).modules().stream()
        .filter(m -> m.tool() == module.tool() && m.holds(module.manifest()))
        .forEach(all::add);
    // these plugins hang their tasks into "check" by themselves
    Optional<Evidence> plugin =
        all.stream()
            .flatMap(m -> m.plugins().stream())
            .filter(p -> GRADLE.contains(p.name()))
            .findFirst()
            .map(p -> line(view, p.file(), p.line()));
    return new Seen(plugin, plugin);
  }

  private static Seen node(ProjectView view, Module module) {
    List<String> folders = upwards(module.folder());
    Optional<Evidence> config = Optional.empty();
    for (String folder : folders) {
      config =
          config.or(() ->
              view.inFolder(folder).stream()
                  .filter(f -> !f.ignored())
                  .filter(f ->
                      f.name()
                              .matches(
                                  "\\.?eslint(rc)?(\\.config)?(\\.[a-z]+)?|biome\\.jsonc?"
                                      + "|\\.?prettier(rc)?(\\.config)?(\\.[a-z]+)?"
                                      + "|\\.oxlintrc\\.json|tslint\\.json")
                          && !f.name().endsWith("ignore"))
                  .findFirst()
                  .map(f -> file(f.path())));
    }
    config =
        config
            .or(() ->
                module
                    .raw()
                    .flatMap(r ->
                        r.at("eslintConfig")
                            .or(() -> r.at("prettier"))
                            .or(() -> r.at("xo"))
                            .or(() -> r.at("standard")))
                    .map(n -> line(view, module.manifest(), n.line())))
            .or(() ->
                module
                    .dependency("standard", "xo", "oxlint")
                    .map(d -> line(view, d.file(), d.line())));
    Optional<Evidence> run =
        view.get(Manifests.FACT).modules().stream()
            .filter(m -> m.equals(module) || m.holds(module.manifest()))
            .flatMap(m ->
                m.scripts().values().stream()
                    .filter(s ->
                        Shell.commands(s.command()).stream().anyMatch(c -> runs(c, NODE_TOOLS)))
                    .map(s -> line(view, m.manifest(), s.line())))
            .findFirst()
            .or(() -> nx(view, module))
            .or(() -> ci(view, c -> runs(c, NODE_TOOLS)));
    return new Seen(config, run);
  }

  /** A target of Nx, which is a command without standing among the scripts. */
  private static Optional<Evidence> nx(ProjectView view, Module module) {
    return view.file(module.path("project.json")).stream()
        .flatMap(f ->
            view.parse(f, JSON).value().stream()
                .flatMap(root -> root.entries("targets").stream())
                .filter(target ->
                    target
                        .value()
                        .text("executor")
                        .filter(e -> e.matches("@n(x|rwl)/(eslint|linter).*:lint"))
                        .isPresent())
                .map(target -> line(view, f.path(), target.line())))
        .findFirst();
  }

  private static Seen python(ProjectView view, Module module) {
    Optional<Evidence> config =
        module
            .raw()
            .flatMap(r ->
                r.at("tool", "ruff")
                    .or(() -> r.at("tool", "black"))
                    .or(() -> r.at("tool", "mypy"))
                    .or(() -> r.at("tool", "pylint")))
            .map(n -> line(view, module.path("pyproject.toml"), n.line()));
    for (String name :
        List.of(
            "ruff.toml",
            ".ruff.toml",
            ".flake8",
            ".pylintrc",
            "mypy.ini",
            "pyrightconfig.json",
            "tox.ini",
            "setup.cfg")) {
      config =
          config.or(() ->
              view.file(module.path(name))
                  .or(() -> view.file(name))
                  .filter(f -> !f.ignored() && configures(view, f))
                  .map(f -> file(f.path())));
    }
    Optional<Evidence> run = anyRun(view, PYTHON_TOOLS);
    // ruff and black have rules of their own, which hold without a word
    return new Seen(config.or(() -> anyRun(view, Set.of("ruff", "black"))), run);
  }

  private static boolean configures(ProjectView view, IndexedFile file) {
    return !file.name().matches("tox\\.ini|setup\\.cfg")
        || view.text(file)
            .filter(t -> t.lines().anyMatch(l -> l.matches("\\[(flake8|mypy|pylint.*|isort)]")))
            .isPresent();
  }

  private static Seen go(ProjectView view, Module module) {
    Optional<Evidence> config = Optional.empty();
    for (String name : List.of(".golangci.yml", ".golangci.yaml", ".golangci.toml")) {
      config =
          config.or(() ->
              view.file(module.path(name)).or(() -> view.file(name)).map(f -> file(f.path())));
    }
    Optional<Evidence> run =
        anyRun(view, GO_TOOLS)
            .or(() ->
                view.get(Pipelines.FACT)
                    .action("golangci/golangci-lint-action")
                    .map(h -> line(view, h.file(), h.line())));
    // gofmt and vet need no configuration
    return new Seen(config.or(() -> run), run);
  }

  /** A run in CI, in a makefile or by a commit hook. */
  private static Optional<Evidence> anyRun(ProjectView view, Set<String> tools) {
    return ci(view, c -> runs(c, tools))
        .or(() ->
            view.file("Makefile")
                .flatMap(f ->
                    view.parse(f, MAKEFILE)
                        .value()
                        .flatMap(m ->
                            m.targets().values().stream()
                                .flatMap(t -> t.commands().stream())
                                .filter(c -> runs(c, tools))
                                .findFirst())
                        .map(c -> line(view, f.path(), c.line()))))
        .or(() -> hook(view, tools));
  }

  private static Optional<Evidence> hook(ProjectView view, Set<String> tools) {
    Optional<IndexedFile> file = view.file(".pre-commit-config.yaml");
    return file.flatMap(f ->
            view.parse(f, dev.dragoncode.project.manifest.Compose.YAML)
                .value()
                .flatMap(all ->
                    all.stream()
                        .flatMap(d -> d.flatten().stream())
                        .filter(s ->
                            tools.stream()
                                .anyMatch(t ->
                                    (s.key().endsWith(".id") && s.value().startsWith(t))
                                        || (s.key().endsWith(".entry")
                                            && List.of(s.value().split("\\s+", -1)).contains(t))))
                        .findFirst()))
        .map(s -> line(view, ".pre-commit-config.yaml", s.line()));
  }

  private static Optional<Evidence> ci(ProjectView view, Predicate<Shell.Command> rule) {
    return view.get(Pipelines.FACT).command(rule).map(h -> line(view, h.file(), h.line()));
  }

  /** Whether the command runs one of these tools, by whatever launcher. */
  static boolean runs(Shell.Command command, Set<String> tools) {
    Shell.Command real = Commands.unwrapped(command);
    String program = real.program();
    if (program.equals("go") && tools.contains("gofmt")) {
      return real.word(1).filter(w -> w.equals("vet") || w.equals("fmt")).isPresent();
    }
    if (program.equals("ng") || program.equals("next")) {
      return tools.contains(program) && real.has("lint");
    }
    boolean module =
        program.startsWith("python")
            && real.word(1).filter("-m"::equals).isPresent()
            && real.word(2).filter(tools::contains).isPresent();
    return tools.contains(program) || module;
  }

  private static List<String> upwards(String folder) {
    List<String> folders = new ArrayList<>();
    for (String each = folder; !each.isEmpty(); ) {
      folders.add(each);
      each = each.contains("/") ? each.substring(0, each.lastIndexOf('/')) : "";
    }
    folders.add("");
    return folders;
  }
}
