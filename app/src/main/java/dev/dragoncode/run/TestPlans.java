package dev.dragoncode.run;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.run.TestPlan.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds how a project's tests are run: as its team has it, else as its build files do. */
public final class TestPlans {

  /** Folders in which Surefire, Failsafe and Gradle leave their reports. */
  private static final Set<String> JAVA_REPORTS =
      Set.of("surefire-reports", "failsafe-reports", "test-results");

  /** The script of package.json, which is better understood as what it starts. */
  private static final String SCRIPT = "(npm|pnpm|yarn|bun)( run)? test";

  private TestPlans() {}

  /**
   * The commands, outermost module first; none where nothing shows how tests are run.
   *
   * @throws dev.dragoncode.problem.ProblemException if dragoncode.yaml names one that needs a shell
   */
  public static List<TestPlan> of(ProjectView view) {
    Optional<String> own = view.settings().commands().test().filter(line -> !line.matches(SCRIPT));
    if (own.isPresent()) {
      List<TestPlan> called = script(view, own.get());
      return called.isEmpty() ? List.of(own(own.get())) : called;
    }
    List<TestPlan> plans = new ArrayList<>();
    for (Module module : view.get(Manifests.FACT).modules()) {
      boolean within =
          view.get(Manifests.FACT).modules().stream().anyMatch(outer -> builds(outer, module));
      if (!within) {
        plans.addAll(plans(view, module));
      }
    }
    return plans;
  }

  /** Whether the outer module's command runs the inner one's tests as well. */
  private static boolean builds(Module outer, Module inner) {
    boolean around =
        outer.tool().platform().equals(inner.tool().platform())
            && !outer.folder().equals(inner.folder())
            && outer.holds(inner.manifest());
    return around
        && switch (outer.tool()) {
          case MAVEN, GRADLE, PYTHON -> true;
          // a Go module ends where another begins
          case GO -> false;
          case NPM, PNPM, YARN, BUN -> outer.scripts().containsKey("test");
        };
  }

  /** The commands of a package's script that the team has named, such as {@code npm run unit}. */
  private static List<TestPlan> script(ProjectView view, String line) {
    return view.get(Manifests.FACT).modules().stream()
        .filter(module -> module.folder().isEmpty())
        .map(module -> NodeTests.called(view, module, line))
        .filter(plans -> !plans.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static TestPlan own(String line) {
    List<String> words = OwnCommand.words("test", line);
    Results results =
        words.contains("-json") && words.getFirst().endsWith("go")
            ? new Results.GoOutput()
            : new Results.XmlFolders(JAVA_REPORTS);
    return new TestPlan("", line, words, Map.of(), results);
  }

  private static List<TestPlan> plans(ProjectView view, Module module) {
    return switch (module.tool()) {
      case MAVEN ->
          List.of(
              new TestPlan(
                  module.folder(),
                  program(view, module, "mvnw", "mvn") + " test",
                  List.of(
                      program(view, module, "mvnw", "mvn"),
                      "-B",
                      "-ntp",
                      "-Dstyle.color=never",
                      "--fail-at-end",
                      "-Dsurefire.rerunFailingTestsCount=1",
                      "test"),
                  Map.of(),
                  new Results.XmlFolders(JAVA_REPORTS),
                  true));
      case GRADLE ->
          List.of(
              new TestPlan(
                  module.folder(),
                  program(view, module, "gradlew", "gradle") + " test",
                  // without cleanTest nothing runs, and no report is written, where nothing changed
                  List.of(
                      program(view, module, "gradlew", "gradle"),
                      "--console=plain",
                      "--continue",
                      "cleanTest",
                      "test"),
                  Map.of(),
                  new Results.XmlFolders(JAVA_REPORTS)));
      case GO ->
          List.of(
              new TestPlan(
                  module.folder(),
                  "go test ./...",
                  List.of("go", "test", "-json", "./..."),
                  Map.of(),
                  new Results.GoOutput()));
      case PYTHON -> PythonTests.plan(view, module).stream().toList();
      case NPM, PNPM, YARN, BUN -> NodeTests.plans(view, module);
    };
  }

  /** The wrapper that the project brings, else the program on the path. */
  static String program(ProjectView view, Module module, String wrapper, String installed) {
    return view.file(module.path(wrapper)).isPresent() ? "./" + wrapper : installed;
  }

  /** Whether a file of this name lies in the module's folder. */
  static boolean has(ProjectView view, Module module, String name) {
    Optional<IndexedFile> file = view.file(module.path(name));
    return file.isPresent();
  }

  /** The program that starts what a Node package manager has installed. */
  static List<String> execute(BuildTool tool) {
    return switch (tool) {
      case PNPM -> List.of("pnpm", "exec");
      case YARN -> List.of("yarn", "exec");
      case BUN -> List.of("bun", "x");
      default -> List.of("npx", "--no-install");
    };
  }
}
