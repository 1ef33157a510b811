package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.Optional;
import java.util.regex.Pattern;

/** OPS-READY: an instance that cannot work says so, and is not killed for it. */
final class ReadinessEndpoint {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "OPS-READY",
              Phase.OPERATE,
              "Readiness checks dependencies, liveness does not",
              Weight.HIGH,
              Level.B,
              "If liveness asks the database, an outage of the database restarts every instance. If"
                  + " readiness does not, traffic goes to instances that can only fail.",
              "Spring Boot: management.endpoint.health.probes.enabled with db in the readiness group"
                  + " only. Elsewhere: a /ready route that asks the store and answers 503, beside a"
                  + " /live route that asks nothing."),
          ReadinessEndpoint::decide);

  private static final Pattern READY =
      Pattern.compile("(?i)(.*/)?_*(ready|readyz|readiness|health/ready(iness)?)/?\\$?");
  private static final Pattern TOUCHES =
      Pattern.compile(
          "(?i)query|execute|ping(context)?|select|authenticate|\\$queryRaw|raw|connect(ion)?|isready|command|admin|check_?db|db|database|redis|pool|prisma|mongoose|sequelize|session");

  private ReadinessEndpoint() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    if (!Wiring.serves(view)) {
      return Verdict.notApplicable("The project serves no HTTP");
    }
    if (manifests.uses(d -> d.name().endsWith(":spring-boot-starter-actuator")).isPresent()) {
      return boot(view, manifests);
    }
    Optional<Dependency> health =
        manifests.uses(d -> d.name().matches("io\\.quarkus:quarkus-smallrye-health"));
    if (health.isPresent()) {
      return Verdict.pass(
          "Quarkus asks its data sources for readiness and nothing for liveness",
          line(view, health.get().file(), health.get().line()));
    }
    Optional<Routes.Route> route =
        view.get(Routes.FACT).routes().stream()
            .filter(r -> r.method().matches("GET|ANY|HEAD") && READY.matcher(r.path()).matches())
            .findFirst();
    if (route.isPresent()) {
      Evidence place = line(view, route.get().file(), route.get().line());
      boolean touches =
          route
              .get()
              .call()
              .map(c ->
                  c.arguments().stream()
                      .anyMatch(t -> t.name() && TOUCHES.matcher(t.text()).matches()))
              .orElse(true);
      // a handler that is only named stands elsewhere; one with brackets stands here
      boolean inline =
          route
              .get()
              .call()
              .filter(c -> c.arguments().stream().anyMatch(t -> t.is("(")))
              .isPresent();
      if (touches) {
        return Verdict.pass("GET " + route.get().path() + " asks what the program needs", place);
      }
      return inline
          ? Verdict.fail("GET " + route.get().path() + " always says yes", place)
          : Verdict.unknown(
              "What GET " + route.get().path() + " asks could not be followed", place);
    }
    return Verdict.fail("Nothing tells whether the program can work");
  }

  private static Verdict boot(ProjectView view, Manifests manifests) {
    Optional<Located> live =
        Wiring.settings(view)
            .filter(
                l -> l.setting().key().equals("management.endpoint.health.group.liveness.include"))
            .filter(l ->
                l.value()
                    .matches(
                        ".*\\b(db|redis|rabbit|mongo|elasticsearch|kafka|mail|cassandra)\\b.*"))
            .findFirst();
    if (live.isPresent()) {
      return Verdict.fail(
          "Liveness asks " + live.get().value() + ": an outage there restarts every instance",
          line(view, live.get().file(), live.get().line()));
    }
    boolean store =
        manifests
            .uses(d ->
                d.name()
                    .matches(
                        ".*:spring-boot-starter-(data-.*|jdbc|amqp)|org\\.springframework\\.kafka:.*"))
            .isPresent();
    Optional<Located> ready =
        Wiring.settings(view)
            .filter(
                l -> l.setting().key().equals("management.endpoint.health.group.readiness.include"))
            .findFirst();
    if (ready.isPresent()) {
      boolean asks =
          ready
                  .get()
                  .value()
                  .matches(
                      ".*\\b(db|redis|rabbit|mongo|elasticsearch|kafka|cassandra|r2dbc|\\*)\\b.*")
              || ready.get().value().contains("*");
      Evidence place = line(view, ready.get().file(), ready.get().line());
      return asks || !store
          ? Verdict.pass("Readiness asks " + ready.get().value(), place)
          : Verdict.fail("Readiness asks " + ready.get().value() + ", not the store", place);
    }
    Dependency actuator =
        manifests.uses(d -> d.name().endsWith(":spring-boot-starter-actuator")).orElseThrow();
    Evidence place = line(view, actuator.file(), actuator.line());
    return store
        ? Verdict.fail(
            "Actuator's readiness asks nothing until its group includes db or the like", place)
        : Verdict.pass("Actuator tells readiness, and the program needs no store", place);
  }
}
