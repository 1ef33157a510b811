package dev.dragoncode.run;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a project's service is started.
 *
 * @param folder relative to the project; the empty string is the project's own
 */
public record ServicePlan(String folder, String typed, List<String> command) {

  public ServicePlan {
    command = List.copyOf(command);
  }

  /**
   * The command that the team has named, else what its build tool starts; empty where nothing
   * tells.
   *
   * @throws dev.dragoncode.problem.ProblemException if dragoncode.yaml names one that needs a shell
   */
  public static Optional<ServicePlan> of(ProjectView view) {
    Optional<String> own = view.settings().commands().run();
    if (own.isPresent()) {
      return Optional.of(new ServicePlan("", own.get(), OwnCommand.words("run", own.get())));
    }
    return view.get(Manifests.FACT).modules().stream()
        .flatMap(module -> plan(view, module).stream())
        .findFirst();
  }

  /**
   * The same, for callers that cannot do without.
   *
   * @param otherwise what else a user may do
   * @throws dev.dragoncode.problem.ProblemException if nothing tells
   */
  public static ServicePlan demand(ProjectView view, Remedy... otherwise) {
    List<Remedy> remedies =
        new ArrayList<>(List.of(Remedy.of("Name the command as commands.run in dragoncode.yaml.")));
    remedies.addAll(List.of(otherwise));
    return of(view)
        .orElseThrow(() ->
            Problem.of(
                    "Nothing says how " + view.root().getFileName() + " is started",
                    "There is no build file that starts a service which DragonCode knows.",
                    remedies.toArray(Remedy[]::new))
                .asException());
  }

  /** As a person would type it, and where. */
  public String shown() {
    return typed + (folder.isEmpty() ? "" : " in " + folder);
  }

  private static Optional<ServicePlan> plan(ProjectView view, Module module) {
    return switch (module.tool()) {
      case MAVEN -> {
        String maven = TestPlans.program(view, module, "mvnw", "mvn");
        yield module.plugin("spring-boot-maven-plugin").isPresent()
            ? Optional.of(plan(module, maven, "-B", "-q", "spring-boot:run"))
            : module.plugin("quarkus-maven-plugin").isPresent()
                ? Optional.of(plan(module, maven, "-B", "-q", "quarkus:run"))
                : Optional.empty();
      }
      case GRADLE -> {
        String gradle = TestPlans.program(view, module, "gradlew", "gradle");
        yield module.plugin("org.springframework.boot").isPresent()
            ? Optional.of(plan(module, gradle, "--console=plain", "-q", "bootRun"))
            : Optional.empty();
      }
      case GO ->
          TestPlans.has(view, module, "main.go")
              ? Optional.of(plan(module, "go", "run", "."))
              : Optional.empty();
      case PYTHON ->
          TestPlans.has(view, module, "manage.py")
              ? Optional.of(plan(module, "python3", "manage.py", "runserver", "--noreload"))
              : Optional.empty();
      case NPM, PNPM, YARN, BUN -> node(module);
    };
  }

  private static Optional<ServicePlan> node(Module module) {
    for (String script : List.of("start:prod", "start")) {
      if (module.scripts().containsKey(script)) {
        return Optional.of(plan(module, name(module.tool()), "run", script));
      }
    }
    return Optional.empty();
  }

  private static String name(BuildTool tool) {
    return tool.name().toLowerCase(Locale.ROOT);
  }

  private static ServicePlan plan(Module module, String... words) {
    return new ServicePlan(module.folder(), String.join(" ", words), List.of(words));
  }

  /** Where the variables that frameworks read for their port have this one. */
  public static Map<String, String> port(int port) {
    String number = Integer.toString(port);
    return Map.of("PORT", number, "SERVER_PORT", number, "QUARKUS_HTTP_PORT", number);
  }
}
