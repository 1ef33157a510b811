package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** PRE-APISPEC: what the API promises stands in a form that machines can hold it to. */
final class ApiContract {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "PRE-APISPEC",
              Phase.HARDEN,
              "API contract in the tree",
              Weight.MEDIUM,
              Level.B,
              "Clients break when an answer changes. A contract shows the change in a review, and"
                  + " makes mocks, clients and tests.",
              "Keep an OpenAPI document (springdoc, @nestjs/swagger, FastAPI's own export), a"
                  + " GraphQL schema or .proto files beside the code."),
          ApiContract::decide);

  private static final Syntax<Node> JSON = (_, text) -> Json.parse(text);
  private static final Question<Code, List<Place>> GENERATED = Wiring.calls(ApiContract::generates);
  private static final Question<Code, List<Place>> FASTAPI =
      Wiring.calls(
          (file, call) -> file.platform().equals("Python") && call.name().equals("FastAPI"));
  private static final Question<Code, List<Place>> HIDDEN =
      Wiring.calls((file, call) ->
          file.platform().equals("Python") && call.name().equals("FastAPI") && hidden(call));

  /** What stands in the path of every contract; asked first, since it is quick. */
  private static final List<String> NAMED = List.of("api", "Api", "API", "swagger", "Swagger");

  private ApiContract() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    Optional<Evidence> document = document(view);
    if (document.isPresent()) {
      return Verdict.pass("The contract stands in " + document.get().file(), document.get());
    }
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Dependency> springdoc =
        manifests.uses(d ->
            d.name()
                .matches(
                    "org\\.springdoc:springdoc-openapi-.*|io\\.quarkus:quarkus-smallrye-openapi"
                        + "|io\\.micronaut\\.openapi:.*|io\\.swagger\\.core\\.v3:.*|drf-spectacular|drf-yasg|flask-smorest|apispec|flasgger"));
    if (springdoc.isPresent()) {
      Optional<Located> off =
          Wiring.settings(view)
              .filter(l ->
                  l.setting().key().equals("springdoc.api-docs.enabled")
                      && l.value().equals("false"))
              .findFirst();
      return off.map(l ->
              Verdict.fail(
                  "The generator is there, but switched off", line(view, l.file(), l.line())))
          .orElseGet(() ->
              Verdict.pass(
                  springdoc.get().name() + " makes it from the code",
                  line(view, springdoc.get().file(), springdoc.get().line())));
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> generated = new ArrayList<>(Wiring.everywhere(sources, GENERATED));
    List<Place> hidden = Wiring.everywhere(sources, HIDDEN);
    Wiring.everywhere(sources, FASTAPI).stream()
        .filter(p -> !hidden.contains(p))
        .forEach(generated::add);
    if (!generated.isEmpty()) {
      return Verdict.pass("The framework makes it from the code", Place.shown(view, generated));
    }
    if (!hidden.isEmpty()) {
      return Verdict.fail("FastAPI's document is switched off", Place.shown(view, hidden));
    }
    Optional<Dependency> typed = manifests.uses("@trpc/client", "@trpc/react-query");
    List<Routes.Route> routes = view.get(Routes.FACT).routes();
    List<Routes.Route> procedures = routes.stream().filter(Procedures::made).toList();
    boolean only =
        routes.stream().allMatch(r -> Procedures.made(r) || r.method().equals("OPTIONS"));
    if (typed.isPresent() && !procedures.isEmpty() && only) {
      return Verdict.pass(
          "The router's type is the contract: tRPC's clients are compiled against it",
          line(view, procedures.getFirst().file(), procedures.getFirst().line()));
    }
    return view.get(Routes.FACT).operationalOnly()
        ? Wiring.noHttp(view)
        : Verdict.fail("The API's contract stands nowhere");
  }

  private static boolean hidden(CodeFile.Call call) {
    List<Token> tokens = call.arguments();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).is("openapi_url") && tokens.get(i + 2).is("None")) {
        return true;
      }
    }
    return false;
  }

  /** A document that says of itself what it is. */
  private static Optional<Evidence> document(ProjectView view) {
    for (String extension : List.of("yaml", "yml", "json")) {
      for (IndexedFile each : view.withExtension(extension, NAMED)) {
        String name = each.name().toLowerCase(Locale.ROOT);
        if (!name.matches(".*(openapi|swagger|api|asyncapi).*") || Paths.notShipped(each.path())) {
          continue;
        }
        Optional<Node> root =
            extension.equals("json")
                ? view.parse(each, JSON).value()
                : view.parse(each, Compose.YAML).value().flatMap(all -> all.stream().findFirst());
        boolean paths =
            root.filter(r -> !r.entries("paths").isEmpty() || !r.entries("channels").isEmpty())
                .isPresent();
        Optional<Node> says =
            root.flatMap(r -> r.at("openapi").or(() -> r.at("swagger")).or(() -> r.at("asyncapi")));
        if (paths && says.isPresent()) {
          return says.map(n -> line(view, each.path(), n.line()));
        }
      }
    }
    for (String extension : List.of("graphqls", "graphql", "proto")) {
      Optional<IndexedFile> found =
          view.withExtension(extension).stream()
              .filter(f -> !Paths.notShipped(f.path()))
              .filter(f -> !extension.equals("graphql") || f.name().contains("schema"))
              .filter(f -> f.size() > 0)
              .findFirst();
      if (found.isPresent()) {
        return found.map(f -> file(f.path()));
      }
    }
    return Optional.empty();
  }

  private static boolean generates(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          call.chain()
                  .matches(
                      "(.*\\.)?SwaggerModule\\.(createDocument|setup)|swaggerJsdoc|swaggerJSDoc|buildSchema|makeExecutableSchema|extendZodWithOpenApi")
              || (call.name().equals("register")
                  && call.arguments().stream()
                      .anyMatch(t ->
                          (t.name() && t.text().matches("(?i)(fastify)?swagger"))
                              || (t.string() && t.text().equals("@fastify/swagger"))))
              || call.name().equals("OpenAPIHono");
      case "Python" -> call.name().matches("SpectacularAPIView|NinjaAPI|APIFlask|Smorest");
      default ->
          call.chain()
              .matches(
                  "huma\\.(New|Register)|humachi\\.New|swag\\.Register|ginSwagger\\.WrapHandler|fuego\\.NewServer");
    };
  }
}
