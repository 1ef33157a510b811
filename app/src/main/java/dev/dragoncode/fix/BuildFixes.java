package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.JsonText;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.change.text.XmlText;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.manifest.BuildPlugin;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.versions.KnownVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PRO-BUILD, VAL-COVERAGE and VAL-INTEG: what the build demands of itself. */
final class BuildFixes {

  private static final Set<String> JAVA =
      Set.of("java.version", "maven.compiler.release", "maven.compiler.source");

  private BuildFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRO-BUILD",
            "Has Maven refuse other releases of itself (enforcer), and names the language version"
                + " of Maven, Node and Python modules.",
            BuildFixes::pin),
        new Fix(
            "VAL-COVERAGE",
            "Adds JaCoCo's check to Maven, or a threshold to Jest, coverage.py or Codecov, at the"
                + " share that you name.",
            BuildFixes::coverage),
        new Fix(
            "VAL-INTEG",
            "Adds Maven's Failsafe plugin where nothing runs the tests named *IT.",
            BuildFixes::integration));
  }

  private static void pin(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "PRO-BUILD")) {
      return;
    }
    for (Module each : Workflow.roots(view)) {
      switch (each.tool()) {
        case MAVEN -> maven(draft, each);
        case NPM, PNPM, YARN, BUN -> node(draft, each);
        case PYTHON -> python(draft, each);
        case GRADLE, GO ->
            draft.decline(
                "Run gradle wrapper once, and name a toolchain in " + each.manifest() + ".");
      }
    }
    if (Workflow.roots(view).isEmpty()) {
      draft.decline("There is no build file yet.");
    }
  }

  private static void maven(Draft draft, Module module) {
    ProjectView view = draft.view();
    if (module.properties().keySet().stream().noneMatch(JAVA::contains)) {
      draft
          .ask("java", "Which release of Java is the project compiled for?", "21")
          .ifPresent(v ->
              draft.edit(
                  module.manifest(),
                  pom -> XmlText.set(pom, "properties/maven.compiler.release", v)));
    }
    boolean wrapper =
        List.of(
                "mvnw",
                ".mvn/wrapper/maven-wrapper.properties",
                ".sdkmanrc",
                ".tool-versions",
                "mise.toml")
            .stream()
            .anyMatch(f -> view.file(module.path(f)).isPresent() || view.file(f).isPresent());
    if (wrapper || module.plugin("maven-enforcer-plugin").isPresent()) {
      return;
    }
    draft.edit(
        module.manifest(),
        pom ->
            XmlText.add(
                pom,
                "build/plugins",
                """
                <plugin>
                  <groupId>org.apache.maven.plugins</groupId>
                  <artifactId>maven-enforcer-plugin</artifactId>
                  <version>%s</version>
                  <executions>
                    <execution>
                      <goals>
                        <goal>enforce</goal>
                      </goals>
                      <configuration>
                        <rules>
                          <requireMavenVersion>
                            <version>[%s,4)</version>
                          </requireMavenVersion>
                        </rules>
                      </configuration>
                    </execution>
                  </executions>
                </plugin>\
                """
                    .formatted(KnownVersions.of("enforcer"), "3.9")));
    draft.advise("A wrapper fetches that Maven by itself: mvn wrapper:wrapper, then commit mvnw.");
  }

  private static void node(Draft draft, Module module) {
    boolean pinned =
        module
            .raw()
            .filter(r ->
                r.at("packageManager")
                    .or(() -> r.at("engines", "node"))
                    .or(() -> r.at("volta", "node"))
                    .isPresent())
            .isPresent();
    if (pinned || Stack.node(draft.view(), module).isPresent()) {
      return;
    }
    draft
        .ask("node", "Which release of Node.js does the program run on?", "24")
        .ifPresent(v ->
            draft.edit(
                module.manifest(),
                json ->
                    JsonText.set(
                        json,
                        List.of("engines", "node"),
                        JsonText.quoted(v.matches("\\d+") ? ">=" + v : v))));
  }

  private static void python(Draft draft, Module module) {
    boolean pinned =
        module
                .raw()
                .flatMap(r ->
                    r.at("project", "requires-python")
                        .or(() -> r.at("tool", "poetry", "dependencies", "python")))
                .isPresent()
            || List.of(".python-version", "runtime.txt").stream()
                .anyMatch(f -> draft.has(module.path(f)) || draft.has(f));
    if (pinned) {
      return;
    }
    draft
        .ask("python", "Which release of Python does the program run on?", "3.13")
        .ifPresent(v -> draft.generate(module.path(".python-version"), v + "\n"));
  }

  private static void coverage(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "VAL-COVERAGE") || codecov(draft)) {
      return;
    }
    Optional<Module> module =
        Workflow.roots(view).stream()
            .filter(m ->
                m.tool() == BuildTool.MAVEN
                    || m.dependency("jest").isPresent()
                    || m.dependency("pytest-cov", "coverage").isPresent())
            .findFirst();
    if (module.isEmpty()) {
      draft.decline("No tool here measures coverage yet, and which one is for a person to choose.");
      return;
    }
    Optional<String> share =
        draft
            .ask("percent", "Which percentage of lines must tests reach? Take today's value.", "60")
            .filter(p -> p.matches("\\d{1,3}"));
    share.ifPresent(percent -> {
      switch (module.get().tool()) {
        case MAVEN -> jacoco(draft, module.get(), percent);
        case PYTHON -> failUnder(draft, module.get(), percent);
        default ->
            draft.edit(
                module.get().manifest(),
                json ->
                    JsonText.set(
                        json, List.of("jest", "coverageThreshold", "global", "lines"), percent));
      }
    });
  }

  /** Lets Codecov's status fail where it only informs. */
  private static boolean codecov(Draft draft) {
    for (String name : List.of("codecov.yml", ".codecov.yml", ".github/codecov.yml")) {
      String text = draft.text(name).orElse("");
      for (Node document : Manifest.documents(text)) {
        for (Node.Entry status : document.entries("coverage", "status")) {
          for (Node.Entry each : status.value().entries()) {
            Optional<Node> informs = each.value().at("informational");
            if (informs.isPresent()) {
              YamlText.replace(text, informs.get().line(), informs.get().column(), "false")
                  .ifPresent(after -> draft.edit(name, _ -> after));
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  private static void jacoco(Draft draft, Module module, String percent) {
    String share =
        percent.equals("100") ? "1.00" : "0." + ("0" + percent).substring(percent.length() - 1);
    String rules =
        """
        <rules>
          <rule>
            <limits>
              <limit>
                <counter>LINE</counter>
                <minimum>%s</minimum>
              </limit>
            </limits>
          </rule>
        </rules>\
        """
            .formatted(share);
    String check =
        """
        <execution>
          <id>coverage-check</id>
          <goals>
            <goal>check</goal>
          </goals>
          <configuration>
        %s  </configuration>
        </execution>\
        """
            .formatted(rules.indent(4));
    Optional<BuildPlugin> plugin = module.plugin("jacoco-maven-plugin");
    if (plugin.isPresent()) {
      boolean checks = plugin.get().goals().contains("check");
      draft
          .text(plugin.get().file())
          .flatMap(pom ->
              XmlText.addWhere(
                  pom,
                  "build/plugins/plugin",
                  "artifactId",
                  "jacoco-maven-plugin",
                  checks ? "configuration" : "executions",
                  checks ? rules : check))
          .ifPresent(pom -> draft.edit(plugin.get().file(), _ -> pom));
      return;
    }
    draft.edit(
        module.manifest(),
        pom ->
            XmlText.add(
                pom,
                "build/plugins",
                """
                <plugin>
                  <groupId>org.jacoco</groupId>
                  <artifactId>jacoco-maven-plugin</artifactId>
                  <version>%s</version>
                  <executions>
                    <execution>
                      <id>coverage-agent</id>
                      <goals>
                        <goal>prepare-agent</goal>
                      </goals>
                    </execution>
                %s  </executions>
                </plugin>\
                """
                    .formatted(KnownVersions.of("jacoco"), check.indent(4))));
  }

  private static void failUnder(Draft draft, Module module, String percent) {
    String file = module.path("pyproject.toml");
    List<String> table = new ArrayList<>();
    if (draft.has(file)) {
      table.add("");
      table.add("[tool.coverage.report]");
    } else {
      file = module.path(".coveragerc");
      table.add("[report]");
    }
    table.add("fail_under = " + percent);
    draft.edit(file, text -> LinesText.append(text, table));
  }

  private static void integration(Draft draft) {
    String gap = Gaps.verdict(draft.view(), "VAL-INTEG").summary();
    Optional<Module> maven =
        Workflow.roots(draft.view()).stream().filter(m -> m.tool() == BuildTool.MAVEN).findFirst();
    if (!gap.contains("Failsafe") || maven.isEmpty()) {
      draft.decline(
          "Which part is worth a test with its server or database is for a person to say.");
      return;
    }
    draft.edit(
        maven.get().manifest(),
        pom ->
            XmlText.add(
                pom,
                "build/plugins",
                """
                <plugin>
                  <groupId>org.apache.maven.plugins</groupId>
                  <artifactId>maven-failsafe-plugin</artifactId>
                  <version>%s</version>
                  <executions>
                    <execution>
                      <goals>
                        <goal>integration-test</goal>
                        <goal>verify</goal>
                      </goals>
                    </execution>
                  </executions>
                </plugin>\
                """
                    .formatted(KnownVersions.of("failsafe"))));
  }
}
