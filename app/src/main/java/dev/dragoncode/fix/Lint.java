package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.JsonText;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.change.text.XmlText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.readiness.facts.Commands;
import dev.dragoncode.versions.KnownVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** VAL-LINT: a linter for each language, with what runs it. */
final class Lint {

  /** What Maven's plugins check with. */
  private static final Map<String, String> MAVEN =
      Map.of(
          "spotless-maven-plugin", "spotless:check",
          "maven-checkstyle-plugin", "checkstyle:check",
          "fmt-maven-plugin", "fmt:check",
          "spring-javaformat-maven-plugin", "spring-javaformat:validate",
          "maven-pmd-plugin", "pmd:check",
          "formatter-maven-plugin", "formatter:validate");

  private static final Map<String, String> GRADLE =
      Map.of(
          "com.diffplug.spotless", "spotlessCheck",
          "checkstyle", "checkstyleMain",
          "pmd", "pmdMain",
          "org.jlleitschuh.gradle.ktlint", "ktlintCheck",
          "io.gitlab.arturbosch.detekt", "detekt");

  private static final Set<String> NODE =
      Set.of("eslint", "biome", "prettier", "standard", "xo", "oxlint", "next", "ng");

  private Lint() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "VAL-LINT",
            "Configures one for Maven (Spotless), Node (a lint script) or Python (Ruff), and has"
                + " CI run what Python and Go use.",
            Lint::write));
  }

  private static void write(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "VAL-LINT")) {
      return;
    }
    List<String> jobs = new ArrayList<>();
    List<Module> roots = Workflow.roots(view);
    for (Module each : roots) {
      List<String> commands = commands(draft, each);
      boolean byCi = each.tool().platform().matches("Python|Go");
      if (byCi && !commands.isEmpty()) {
        List<String> steps = new ArrayList<>(Workflow.setUp(view, each));
        commands.forEach(c -> steps.add(Workflow.run(c)));
        jobs.add(
            Workflow.job(
                Workflow.name("lint", each, roots.size()), Workflow.folder(view, each), steps));
      }
    }
    if (!jobs.isEmpty()) {
      PipelineFixes.write(draft, "lint", Workflow.onChanges("lint", jobs));
    }
    if (!draft.changes()) {
      draft.decline("Which linter suits this stack is for a person to choose.");
    }
  }

  /** The commands that lint a module; one is configured in the draft where there is none. */
  static List<String> commands(Draft draft, Module module) {
    ProjectView view = draft.view();
    return switch (module.tool()) {
      case MAVEN -> maven(draft, module).map(List::of).orElse(List.of());
      case GRADLE ->
          module.plugins().stream()
              .flatMap(p -> Optional.ofNullable(GRADLE.get(p.name())).stream())
              .findFirst()
              .map(t -> List.of(Stack.gradle(view) + " " + t))
              .orElse(List.of());
      case NPM, PNPM, YARN, BUN -> List.of(Stack.run(module, node(draft, module)));
      case PYTHON -> {
        ruff(draft, module);
        yield List.of("python -m pip install ruff==" + KnownVersions.of("ruff"), "ruff check .");
      }
      case GO -> List.of("go vet ./...");
    };
  }

  private static Optional<String> maven(Draft draft, Module module) {
    Optional<BuildPlugin> known =
        module.plugins().stream().filter(p -> MAVEN.containsKey(p.artifact())).findFirst();
    String call = Stack.maven(draft.view()) + " -B ";
    if (known.isEmpty()) {
      spotless(draft, module);
      return Optional.of(call + "spotless:check");
    }
    if (known.get().goals().stream().noneMatch(g -> g.matches("check|validate"))) {
      bind(draft, known.get());
    }
    return Optional.ofNullable(MAVEN.get(known.get().artifact())).map(goal -> call + goal);
  }

  private static void spotless(Draft draft, Module module) {
    draft.edit(
        module.manifest(),
        pom ->
            XmlText.add(
                pom,
                "build/plugins",
                """
                <plugin>
                  <groupId>com.diffplug.spotless</groupId>
                  <artifactId>spotless-maven-plugin</artifactId>
                  <version>%s</version>
                  <configuration>
                    <java>
                      <googleJavaFormat>
                        <version>%s</version>
                      </googleJavaFormat>
                      <removeUnusedImports/>
                    </java>
                  </configuration>
                  <executions>
                    <execution>
                      <phase>verify</phase>
                      <goals>
                        <goal>check</goal>
                      </goals>
                    </execution>
                  </executions>
                </plugin>\
                """
                    .formatted(
                        KnownVersions.of("spotless-maven"),
                        KnownVersions.of("google-java-format"))));
    draft.advise(
        "Format the code once, in a commit of its own: "
            + Stack.maven(draft.view())
            + " spotless:apply. Until then verify fails.");
  }

  /** Has a plugin that is there check in a phase of the build. */
  private static void bind(Draft draft, BuildPlugin plugin) {
    String goal = MAVEN.getOrDefault(plugin.artifact(), ":check").replaceFirst(".*:", "");
    draft
        .text(plugin.file())
        .flatMap(pom ->
            XmlText.addWhere(
                pom,
                "build/plugins/plugin",
                "artifactId",
                plugin.artifact(),
                "executions",
                """
                <execution>
                  <id>check-style</id>
                  <phase>verify</phase>
                  <goals>
                    <goal>%s</goal>
                  </goals>
                </execution>\
                """
                    .formatted(goal)))
        .ifPresent(pom -> draft.edit(plugin.file(), _ -> pom));
  }

  /** The script that lints; one is made where there is none. */
  private static String node(Draft draft, Module module) {
    Optional<String> script =
        module.scripts().entrySet().stream()
            .filter(e -> Shell.commands(e.getValue().command()).stream().anyMatch(Lint::checks))
            .map(Map.Entry::getKey)
            .sorted()
            .findFirst();
    boolean configured =
        draft.view().inFolder(module.folder()).stream()
            .anyMatch(f -> f.name().matches("\\.?(eslint|prettier|biome|oxlint).*"));
    if (script.isPresent() && configured) {
      return script.get();
    }
    String name = module.scripts().containsKey("lint") ? "format:check" : "lint";
    if (script.isEmpty()) {
      String command =
          module.dependency("eslint").isPresent()
                  && draft.view().inFolder(module.folder()).stream()
                      .anyMatch(f -> f.name().startsWith("eslint.config"))
              ? "eslint ."
              : prettier(draft, module);
      draft.edit(
          module.manifest(),
          json -> JsonText.set(json, List.of("scripts", name), JsonText.quoted(command)));
      return name;
    }
    return script.get();
  }

  private static String prettier(Draft draft, Module module) {
    String config = module.path(".prettierrc.json");
    if (!draft.has(config)) {
      draft.generate(config, "{}\n");
    }
    draft.advise("Format the code once, in a commit of its own: npx prettier --write .");
    // without a dependency of its own the lock file stays as it is
    return module.dependency("prettier").isPresent()
        ? "prettier --check ."
        : "npx --yes --package=prettier@" + KnownVersions.of("prettier") + " prettier --check .";
  }

  private static boolean checks(Shell.Command wrapped) {
    Shell.Command command = Commands.unwrapped(wrapped);
    boolean writes = command.words().stream().anyMatch(w -> w.matches("--fix|--write|-w"));
    return NODE.contains(command.program())
        && !writes
        && (!command.program().matches("next|ng") || command.has("lint"));
  }

  private static void ruff(Draft draft, Module module) {
    ProjectView view = draft.view();
    boolean configured =
        module.raw().flatMap(r -> r.at("tool", "ruff")).isPresent()
            || List.of("ruff.toml", ".ruff.toml").stream()
                .anyMatch(n -> view.file(module.path(n)).isPresent());
    if (configured) {
      return;
    }
    String project = module.path("pyproject.toml");
    List<String> rules = List.of("line-length = 100", "lint.select = [\"E\", \"F\", \"I\", \"B\"]");
    if (draft.has(project)) {
      List<String> table = new ArrayList<>(List.of("", "[tool.ruff]"));
      table.addAll(rules);
      draft.edit(project, text -> LinesText.append(text, table));
    } else {
      draft.generate(module.path("ruff.toml"), String.join("\n", rules) + "\n");
    }
    draft.advise("Mend what it finds once, in a commit of its own: ruff check --fix .");
  }
}
