package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.manifest.StackDetector;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** OPS-LIVE: something answers when it is asked whether the process is alive. */
final class Liveness {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "OPS-LIVE",
              Phase.OPERATE,
              "Liveness endpoint",
              Weight.HIGH,
              Level.C,
              "A platform restarts what does not answer. Without an endpoint to ask it can only"
                  + " see whether the process exists.",
              "Add spring-boot-starter-actuator and leave health exposed, or a route such as"
                  + " /healthz that answers 200 without touching a database."),
          Liveness::decide);

  private static final Pattern HEALTH =
      Pattern.compile(
          "(?i)(.*/)?_*(health|healthz|healthcheck|health-check|health_check|live|livez|liveness"
              + "|alive|ping|up|status)(/live(ness)?)?/?\\$?");

  private static final Question<Code, List<Place>> GRPC =
      Wiring.calls((_, call) ->
          call.name()
              .matches(
                  "RegisterHealthServer|add_HealthServicer_to_server|addHealthServiceToServer"
                      + "|HealthImplementation"));

  private Liveness() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Dependency> ready =
        manifests.uses(d ->
            d.name()
                .matches(
                    ".*:spring-boot-starter-actuator|io\\.quarkus:quarkus-smallrye-health"
                        + "|io\\.micronaut:micronaut-management"));
    if (ready.isPresent()) {
      Optional<Located> hidden = hidden(view);
      if (hidden.isPresent()) {
        return Verdict.fail(
            "Actuator is there, but health is not reachable: "
                + hidden.get().setting().key()
                + " = "
                + hidden.get().value(),
            line(view, hidden.get().file(), hidden.get().line()));
      }
      return Verdict.pass(
          ready.get().name().contains("actuator")
              ? "Actuator serves /actuator/health"
              : ready.get().name() + " serves its health endpoint",
          line(view, ready.get().file(), ready.get().line()));
    }
    Optional<Routes.Route> route =
        view.get(Routes.FACT).routes().stream()
            .filter(r -> r.method().matches("GET|ANY|HEAD"))
            .filter(r -> HEALTH.matcher(r.path()).matches())
            .findFirst();
    if (route.isPresent()) {
      return Verdict.pass(
          route.get().method() + " " + route.get().path(),
          line(view, route.get().file(), route.get().line()));
    }
    List<Place> grpc = Wiring.everywhere(view.get(Sources.FACT), GRPC);
    if (!grpc.isEmpty()) {
      return Verdict.pass("gRPC's health service answers", Place.shown(view, grpc));
    }
    Optional<Dependency> middleware =
        manifests.uses(
            "@godaddy/terminus", "lightship", "express-healthcheck", "django-health-check");
    if (middleware.isPresent()) {
      return Verdict.unknown(
          middleware.get().name() + " is declared; where it answers could not be seen",
          line(view, middleware.get().file(), middleware.get().line()));
    }
    if (view.get(Routes.FACT).routes().isEmpty() && !serves(manifests)) {
      return Verdict.notApplicable("The project serves no HTTP");
    }
    return Verdict.fail("No route answers for the process's health");
  }

  private static boolean serves(Manifests manifests) {
    return manifests.modules().stream().map(StackDetector::framework).anyMatch(Optional::isPresent)
        && manifests.modules().stream().noneMatch(Liveness::batch);
  }

  private static boolean batch(Module module) {
    return module.dependency(d -> d.name().endsWith(":spring-boot-starter-batch")).isPresent()
        && module
            .dependency(d -> d.name().matches(".*:spring-boot-starter-web(flux|mvc)?"))
            .isEmpty();
  }

  private static Optional<Located> hidden(ProjectView view) {
    return view.get(Configuration.FACT)
        .all()
        .filter(l -> l.profile().filter(p -> p.matches("test|dev|local")).isEmpty())
        .filter(l ->
            switch (l.setting().key()) {
              case "management.endpoint.health.enabled", "management.endpoints.enabled" ->
                  l.value().equals("false");
              case "management.endpoint.health.access", "management.endpoints.access.default" ->
                  l.value().equals("none");
              case "management.server.port" -> l.value().equals("-1");
              case "management.endpoints.web.exposure.include" ->
                  !l.value().isBlank()
                      && !l.value().contains("*")
                      && !l.value().contains("health")
                      && !l.value().contains("${");
              case "management.endpoints.web.exposure.exclude" ->
                  l.value().contains("*") || l.value().contains("health");
              default -> false;
            })
        .findFirst();
  }
}
