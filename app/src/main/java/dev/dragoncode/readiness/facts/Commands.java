package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.syntax.Shell;
import java.util.List;
import java.util.Set;

/** What well-known commands do. */
public final class Commands {

  private static final Set<String> MAVEN = Set.of("mvn", "mvnw", "mvnd", "mvnw.cmd");
  private static final Set<String> GRADLE = Set.of("gradle", "gradlew", "gradlew.bat");
  private static final Set<String> MAVEN_TESTS =
      Set.of("test", "package", "integration-test", "verify", "install", "deploy");
  private static final Set<String> RUNNERS =
      Set.of(
          "jest",
          "vitest",
          "mocha",
          "ava",
          "tap",
          "jasmine",
          "karma",
          "pytest",
          "py.test",
          "tox",
          "nox",
          "gotestsum",
          "ctest");

  private static final Set<String> WORKSPACE_RUNNERS = Set.of("turbo", "lerna", "nx");

  /** Programs that run another one. */
  private static final Set<String> LAUNCHERS =
      Set.of(
          "npx",
          "pnpx",
          "bunx",
          "uvx",
          "pipx",
          "xvfb-run",
          "cross-env",
          "dotenv",
          "c8",
          "nyc",
          "nx",
          "turbo",
          "coverage",
          "timeout");

  /** Options of uv, Poetry and the like that a value follows. */
  private static final Set<String> MANAGER_VALUES =
      Set.of(
          "--group",
          "--only-group",
          "--no-group",
          "--extra",
          "--no-extra",
          "--with",
          "--with-requirements",
          "--python",
          "-p",
          "--package",
          "--project",
          "--directory",
          "--env-file",
          "--index");

  private Commands() {}

  /** Whether it is Maven, by whatever launcher. */
  public static boolean maven(Shell.Command command) {
    return MAVEN.contains(command.program());
  }

  /** Whether it is Gradle. */
  public static boolean gradle(Shell.Command command) {
    return GRADLE.contains(command.program());
  }

  /** Whether the command runs the project's tests. */
  public static boolean runsTests(Shell.Command command) {
    Shell.Command real = unwrapped(command);
    List<String> words = real.words();
    String program = real.program();
    if (MAVEN.contains(program)) {
      return words.stream().anyMatch(MAVEN_TESTS::contains) && !skipsMavenTests(words);
    }
    if (GRADLE.contains(program)) {
      boolean excluded = excludes(words);
      return words.stream()
              .map(word -> word.substring(word.lastIndexOf(':') + 1))
              .anyMatch(w -> Set.of("test", "check", "build", "buildNeeded").contains(w))
          && !excluded;
    }
    if (RUNNERS.contains(program)) {
      return !real.has("--collect-only") && !real.has("--version") && !real.has("--help");
    }
    return switch (program) {
      case "go", "cargo", "dotnet", "deno", "bun" ->
          real.word(1).filter("test"::equals).isPresent();
      case "node" -> real.has("--test");
      case "python", "python3" ->
          (real.has("pytest") || real.has("unittest") || real.has("nose2"))
              || ((real.has("manage.py") || real.has("manage")) && real.has("test"))
              || (real.has("setup.py") && real.has("test"));
      case "manage.py", "django-admin" -> real.has("test");
      case "hatch" -> real.has("test");
      case "react-scripts", "ng" -> real.has("test");
      default -> false;
    };
  }

  /** A task that a runner starts in every workspace, as the package manager would be told to. */
  static Shell.Command everywhere(Shell.Command command) {
    List<String> words = command.words();
    int at = 0;
    while (at < words.size() && !WORKSPACE_RUNNERS.contains(words.get(at))) {
      at++;
    }
    boolean launched =
        at == 0
            || words.getFirst().matches("npx|pnpx|bunx")
            || (at < words.size() && words.get(at - 1).matches("exec|dlx|x|pnpm|yarn"));
    List<String> tasks =
        words.stream()
            .skip(at + 1L)
            .filter(w -> !w.startsWith("-") && !w.matches("run|run-many"))
            .toList();
    return at >= words.size() || !launched || tasks.isEmpty()
        ? command
        : new Shell.Command(
            List.of("pnpm", "-r", "run", tasks.getFirst()), command.tolerated(), command.line());
  }

  private static boolean skipsMavenTests(List<String> words) {
    return words.stream()
        .anyMatch(w ->
            w.equals("-DskipTests")
                || w.equals("-DskipTests=true")
                || w.equals("-Dmaven.test.skip")
                || w.equals("-Dmaven.test.skip=true")
                || w.equals("-Dsurefire.skip=true"));
  }

  private static boolean excludes(List<String> words) {
    for (int i = 0; i + 1 < words.size(); i++) {
      boolean flag = words.get(i).equals("-x") || words.get(i).equals("--exclude-task");
      if (flag && words.get(i + 1).replaceFirst("^.*:", "").matches("test|check")) {
        return true;
      }
    }
    return false;
  }

  /** The command that a launcher such as npx or {@code uv run} starts. */
  public static Shell.Command unwrapped(Shell.Command command) {
    List<String> words = command.words();
    int at = 0;
    while (at < words.size() - 1) {
      String word = words.get(at).substring(words.get(at).lastIndexOf('/') + 1);
      boolean manager = Set.of("uv", "poetry", "pipenv", "pdm", "hatch", "rye").contains(word);
      boolean exec = Set.of("npm", "pnpm", "yarn", "bundle").contains(word);
      boolean goTool = word.equals("go") && words.get(at + 1).equals("tool");
      if (LAUNCHERS.contains(word)) {
        at++;
      } else if (goTool && at + 2 < words.size()) {
        at += 2;
      } else if (manager && words.get(at + 1).equals("run")) {
        at += 2;
      } else if (exec && Set.of("exec", "dlx", "x").contains(words.get(at + 1))) {
        at += 2;
      } else {
        break;
      }
      while (at < words.size() - 1
          && (words.get(at).startsWith("-")
              || words.get(at).contains("=")
              || (manager && MANAGER_VALUES.contains(words.get(at - 1)))
              || (at > 0 && words.get(at - 1).startsWith("timeout")))) {
        at++;
      }
      if (word.equals("coverage") && words.get(at).equals("run")) {
        at++;
        if (at < words.size() - 1 && words.get(at).equals("-m")) {
          at++;
        }
      }
    }
    return at == 0 || at >= words.size()
        ? command
        : new Shell.Command(words.subList(at, words.size()), command.tolerated(), command.line());
  }
}
