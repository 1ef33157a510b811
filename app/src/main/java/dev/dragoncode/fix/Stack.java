package dev.dragoncode.fix;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.readiness.facts.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the modules of a project are built, tested and started with. */
final class Stack {

  private Stack() {}

  static List<Module> modules(ProjectView view) {
    return view.get(Manifests.FACT).modules();
  }

  private static final Pattern STORE =
      Pattern.compile(
          "(?i)(.*/)?[\\w.-]*(postgres|postgis|mysql|mariadb|mongo|redis|valkey|rabbitmq|kafka|zookeeper"
              + "|elasticsearch|opensearch|memcached|cassandra|minio|nats|etcd|clickhouse)[\\w.-]*([:@].*)?");

  /**
   * Whether a container runs a store or broker of somebody else's, which is neither scaled nor
   * rolled out nor locked like the program itself.
   */
  static boolean store(Node container) {
    return container.text("image").filter(i -> STORE.matcher(i).matches()).isPresent();
  }

  /** The project's only module, which lies in its own folder. */
  static Optional<Module> only(ProjectView view) {
    List<Module> modules = modules(view);
    return modules.size() == 1 && modules.getFirst().folder().isEmpty()
        ? Optional.of(modules.getFirst())
        : Optional.empty();
  }

  /** What the first manifest calls the project. */
  static Optional<String> name(ProjectView view) {
    return modules(view).stream()
        .findFirst()
        .flatMap(m ->
            m.raw()
                .flatMap(r ->
                    r.text("name")
                        .or(() -> r.text("project", "name"))
                        .or(() -> r.text("tool", "poetry", "name")))
                .or(() ->
                    view.file(m.manifest())
                        .filter(f -> f.name().equals("pom.xml"))
                        .flatMap(f -> view.parse(f, Boot.POM).value())
                        .flatMap(root -> root.textAt("artifactId"))));
  }

  /** Maven as it is called in a module. */
  static String maven(ProjectView view) {
    return view.file("mvnw").isPresent() ? "./mvnw" : "mvn";
  }

  static String gradle(ProjectView view) {
    return view.file("gradlew").isPresent() ? "./gradlew" : "gradle";
  }

  /** The Java that a module is compiled for, as far as it says. */
  static Optional<String> java(Module module) {
    for (String key : List.of("java.version", "maven.compiler.release", "maven.compiler.source")) {
      String value = module.properties().getOrDefault(key, "");
      if (value.matches("(1\\.)?\\d+")) {
        return Optional.of(value.replaceFirst("^1\\.", ""));
      }
    }
    return Optional.empty();
  }

  /** The major version of Node.js that a module names. */
  static Optional<String> node(ProjectView view, Module module) {
    Optional<String> file =
        Optional.of(".nvmrc")
            .flatMap(n -> view.file(module.path(n)).or(() -> view.file(n)))
            .flatMap(view::text);
    // a lower bound says what is too old, not what the program runs on
    return file.or(() -> module.raw().flatMap(r -> r.text("engines", "node")))
        .map(String::strip)
        .filter(v -> !v.startsWith(">"))
        .map(v -> v.replaceFirst("^[v^~=]*(\\d+).*$", "$1"))
        .filter(v -> v.matches("\\d+"));
  }

  /** Whether the module's lock file is there. */
  static boolean locked(ProjectView view, Module module) {
    return lock(view, module).isPresent();
  }

  static Optional<String> lock(ProjectView view, Module module) {
    return List.of("package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock").stream()
        .map(module::path)
        .filter(p -> view.file(p).filter(f -> !f.ignored()).isPresent())
        .findFirst();
  }

  /** What installs a Node module's dependencies. */
  static String install(ProjectView view, Module module) {
    boolean locked = locked(view, module);
    return switch (module.tool()) {
      case PNPM -> "pnpm install --frozen-lockfile";
      case YARN -> "yarn install --immutable";
      case BUN -> "bun install --frozen-lockfile";
      default -> locked ? "npm ci" : "npm install";
    };
  }

  /** What runs the module's tests; empty where there is nothing that would. */
  static Optional<String> test(ProjectView view, Module module) {
    return switch (module.tool()) {
      case MAVEN -> Optional.of(maven(view) + " -B verify");
      case GRADLE -> Optional.of(gradle(view) + " build");
      case NPM, PNPM, YARN, BUN ->
          script(module, "test").filter(Stack::tests).map(_ -> run(module, "test"));
      case PYTHON ->
          module.dependency("pytest").isPresent()
                  || !view.withExtension("py").stream()
                      .filter(f -> f.name().startsWith("test_"))
                      .toList()
                      .isEmpty()
              ? Optional.of("python -m pytest")
              : Optional.empty();
      case GO -> Optional.of("go test ./...");
    };
  }

  private static boolean tests(String command) {
    return Shell.commands(command).stream().anyMatch(Commands::runsTests);
  }

  static Optional<String> script(Module module, String name) {
    return Optional.ofNullable(module.scripts().get(name)).map(Module.Script::command);
  }

  /** A script of package.json as the module's own tool calls it. */
  static String run(Module module, String name) {
    String tool = module.tool().title().toLowerCase(java.util.Locale.ROOT);
    return name.matches("test|start") ? tool + " " + name : tool + " run " + name;
  }

  /** The commands by which a newcomer builds, tests and starts the module. */
  static List<String> commands(ProjectView view, Module module, boolean start) {
    List<String> commands = new ArrayList<>();
    switch (module.tool()) {
      case MAVEN -> {
        boolean boot =
            module.plugin("spring-boot-maven-plugin").isPresent() || Boot.of(view).isPresent();
        commands.add(start && boot ? maven(view) + " spring-boot:run" : maven(view) + " verify");
      }
      case GRADLE ->
          commands.add(
              gradle(view)
                  + (start && module.plugin("org.springframework.boot").isPresent()
                      ? " bootRun"
                      : " build"));
      case NPM, PNPM, YARN, BUN -> {
        commands.add(install(view, module));
        script(module, "build").ifPresent(_ -> commands.add(run(module, "build")));
        if (start && script(module, "start").isPresent()) {
          commands.add(run(module, "start"));
        } else if (script(module, "test").isPresent()) {
          commands.add(run(module, "test"));
        }
      }
      case PYTHON -> {
        String requirements = module.path("requirements.txt");
        commands.add(
            view.file(requirements).isPresent()
                ? "python -m pip install -r requirements.txt"
                : view.file(module.path("uv.lock")).isPresent()
                    ? "uv sync"
                    : view.file(module.path("poetry.lock")).isPresent()
                        ? "poetry install"
                        : "python -m pip install .");
        if (view.file(module.path("manage.py")).isPresent()) {
          commands.add("python manage.py " + (start ? "runserver" : "test"));
        }
      }
      case GO -> commands.add(start ? "go run ." : "go test ./...");
    }
    return commands;
  }

  static boolean on(Module module, BuildTool... tools) {
    return List.of(tools).contains(module.tool());
  }
}
