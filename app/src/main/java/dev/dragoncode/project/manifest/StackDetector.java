package dev.dragoncode.project.manifest;

import dev.dragoncode.project.Fact;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names what each module is built with and the web framework that it uses. */
public final class StackDetector {

  /** The stacks of a project, the outermost module first. */
  public static final Fact<List<Stack>> FACT = new Fact<>("stacks", StackDetector::detect);

  /** Names of dependencies or beginnings of them; the first match in this order wins. */
  private static final Map<String, List<Map.Entry<String, String>>> FRAMEWORKS =
      Map.of(
          "Java",
          List.of(
              Map.entry("org.springframework.boot:", "Spring Boot"),
              Map.entry("io.quarkus:", "Quarkus"),
              Map.entry("io.micronaut:", "Micronaut"),
              Map.entry("io.helidon", "Helidon"),
              Map.entry("io.javalin:", "Javalin"),
              Map.entry("io.dropwizard:", "Dropwizard"),
              Map.entry("io.vertx:", "Vert.x"),
              Map.entry("io.ktor:", "Ktor")),
          "Node",
          List.of(
              Map.entry("@nestjs/core", "NestJS"),
              Map.entry("next", "Next.js"),
              Map.entry("fastify", "Fastify"),
              Map.entry("express", "Express"),
              Map.entry("koa", "Koa"),
              Map.entry("hono", "Hono"),
              Map.entry("@hapi/hapi", "hapi")),
          "Python",
          List.of(
              Map.entry("fastapi", "FastAPI"),
              Map.entry("django", "Django"),
              Map.entry("flask", "Flask"),
              Map.entry("starlette", "Starlette"),
              Map.entry("aiohttp", "aiohttp"),
              Map.entry("tornado", "Tornado")),
          "Go",
          List.of(
              Map.entry("github.com/gin-gonic/gin", "Gin"),
              Map.entry("github.com/labstack/echo", "Echo"),
              Map.entry("github.com/gofiber/fiber", "Fiber"),
              Map.entry("github.com/go-chi/chi", "chi")));

  private StackDetector() {}

  private static List<Stack> detect(ProjectView view) {
    return view.get(Manifests.FACT).modules().stream()
        .map(each -> new Stack(each.tool(), each.folder(), framework(each)))
        .toList();
  }

  /** The framework of one module. */
  public static Optional<String> framework(Module module) {
    for (Map.Entry<String, String> each :
        FRAMEWORKS.getOrDefault(module.tool().platform(), List.of())) {
      boolean prefix = each.getKey().endsWith(":") || each.getKey().contains("github.com/");
      boolean uses =
          module
                  .dependency(d ->
                      d.main()
                          && (prefix
                              ? d.name().startsWith(each.getKey())
                              : d.name().equals(each.getKey())))
                  .isPresent()
              || (each.getKey().startsWith("org.springframework.boot")
                  && module.plugin("org.springframework.boot").isPresent());
      if (uses) {
        return Optional.of(each.getValue());
      }
    }
    return Optional.empty();
  }
}
