package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
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
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * STG-METRICS and PRO-EVENTS: how the program does, and whether what it is for happens, in numbers.
 */
final class Metrics {

  static final Check EXPORTER =
      Rule.sources(
          new CheckSpec(
              "STG-METRICS",
              Phase.OBSERVE,
              "Metrics exporter",
              Weight.HIGH,
              Level.C,
              "Rates, errors and durations are what objectives and alerts are made of. Without an"
                  + " exporter nobody can ask for them.",
              "Spring Boot: actuator with micrometer-registry-prometheus, and prometheus exposed."
                  + " Node: prom-client with a /metrics route. Python: prometheus-client or an"
                  + " instrumentator. Go: promhttp.Handler. Or an OTLP metrics exporter."),
          Metrics::exporter);

  static final Check EVENTS =
      Rule.sources(
          new CheckSpec(
              "PRO-EVENTS",
              Phase.PROTOTYPE,
              "Prototype telemetry for the success metric",
              Weight.LOW,
              Level.C,
              "A prototype answers a question. If nothing counts what was asked about, it was only"
                  + " a demonstration.",
              "Count the event that the goal names where it happens, with a counter or an analytics"
                  + " call, and name it in the goal's metric in dragoncode.yaml."),
          Metrics::events);

  private static final Question<Code, List<Place>> EXPORTED = Wiring.calls(Metrics::exports);
  private static final Question<JavaFile, List<Place>> COUNTED_JAVA =
      Question.each(file ->
          Stream.concat(
              file.source().calls().stream()
                  .filter(c ->
                      (c.name().equals("counter") && !c.arguments().isEmpty())
                          || (c.scope().endsWith("Counter") && c.name().equals("builder"))
                          || (c.name().matches("counterBuilder|track|capture")
                              && !c.arguments().isEmpty()))
                  .map(c -> new Place(file.path(), c.line())),
              file.source().types().stream()
                  .flatMap(t -> t.methods().stream())
                  .filter(m -> m.annotation("Counted").isPresent())
                  .map(m -> new Place(file.path(), m.line()))));
  private static final Question<Code, List<Place>> COUNTED = Wiring.calls(Metrics::counts);

  private Metrics() {}

  private static Verdict exporter(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Dependency> registry =
        manifests.uses(d ->
            d.name()
                .matches(
                    "io\\.micrometer:micrometer-registry-(prometheus.*|otlp|datadog|cloudwatch2|new-relic|influx|statsd|graphite)"
                        + "|io\\.quarkus:quarkus-micrometer-(registry-.*|opentelemetry)|io\\.quarkiverse.*:quarkus-micrometer-registry-.*"
                        + "|io\\.micronaut\\.micrometer:micronaut-micrometer-registry-.*|.*:spring-boot-starter-opentelemetry"
                        + "|io\\.opentelemetry\\.instrumentation:opentelemetry-spring-boot-starter"));
    boolean boot =
        manifests.uses(d -> d.name().startsWith("org.springframework.boot:")).isPresent();
    boolean actuator =
        manifests
            .uses(d -> d.name().matches(".*:spring-boot-starter-actuator|.*opentelemetry.*"))
            .isPresent();
    if (registry.isPresent() && (!boot || actuator)) {
      Evidence place = line(view, registry.get().file(), registry.get().line());
      if (!boot || !registry.get().name().contains("prometheus") || exposed(view).isPresent()) {
        return Verdict.pass("Metrics are exported", place);
      }
      return Verdict.fail(
          "The Prometheus registry is there, but its endpoint is not exposed:"
              + " management.endpoints.web.exposure.include lacks prometheus",
          place);
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> exported = Wiring.everywhere(sources, EXPORTED);
    if (!exported.isEmpty()) {
      return Verdict.pass("Metrics are exported", Place.shown(view, exported));
    }
    Optional<Dependency> declared =
        registry.or(() ->
            manifests.uses(d ->
                d.name()
                    .matches(
                        "prom-client|express-prom-bundle|prometheus-client|prometheus-fastapi-instrumentator|django-prometheus|github\\.com/prometheus/client_golang|.*:spring-boot-starter-actuator")));
    if (declared.isPresent()) {
      return Verdict.fail(
          declared.get().name() + " is declared, but nothing exports metrics",
          line(view, declared.get().file(), declared.get().line()));
    }
    return Wiring.serves(view)
        ? Verdict.fail("Nothing exports metrics")
        : Verdict.notApplicable("The project is no service: others use it as a library or tool");
  }

  private static Optional<Located> exposed(ProjectView view) {
    return Wiring.settings(view)
        .filter(l -> l.setting().key().equals("management.endpoints.web.exposure.include"))
        .filter(l ->
            l.value().contains("*") || l.value().contains("prometheus") || l.value().contains("${"))
        .findFirst();
  }

  private static boolean exports(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          (file.file().importOf("prom-client").isPresent() && call.name().equals("metrics"))
              || (file.file().importOf("express-prom-bundle").isPresent()
                  && call.name().equals("use"))
              || call.name()
                  .matches("PrometheusExporter|OTLPMetricExporter|PeriodicExportingMetricReader")
              || (call.name().equals("register") && call.mentions("PrometheusModule"))
              || (call.name().equals("register")
                  && file.file().importOf("fastify-metrics").isPresent());
      case "Python" ->
          call.name()
                  .matches(
                      "make_asgi_app|make_wsgi_app|start_http_server|generate_latest|Instrumentator|PrometheusMetrics|OTLPMetricExporter|PrometheusMetricReader")
              || (call.name().equals("include")
                  && call.arguments().stream()
                      .anyMatch(t -> t.string() && t.text().equals("django_prometheus.urls")));
      default ->
          call.chain()
              .matches(
                  "promhttp\\.(Handler|HandlerFor)|otlpmetric(grpc|http)\\.New|prometheus\\.New|ginprometheus\\.NewPrometheus|echoprometheus\\..*|fiberprometheus\\.New");
    };
  }

  private static boolean counts(Code file, CodeFile.Call call) {
    boolean named = call.arguments().stream().anyMatch(Token::string);
    return switch (file.platform()) {
      case "Node" ->
          (call.name().equals("Counter") && named)
              || (call.name().equals("createCounter") && named)
              || (call.chain()
                      .matches(
                          "(.*\\.)?(analytics|posthog|mixpanel|amplitude|segment|plausible)\\.(track|capture|logEvent)")
                  && named)
              || (call.chain().equals("gtag") && named);
      case "Python" ->
          (call.name().equals("Counter")
                  && named
                  && file.file().importOf("prometheus_client").isPresent())
              || (call.name().equals("create_counter") && named)
              || (call.chain().matches("(posthog|analytics|mixpanel|mp)\\.(track|capture)")
                  && named);
      default ->
          call.chain()
              .matches("(prometheus|promauto)\\.NewCounter(Vec)?|.*\\.Int64Counter|.*\\.Enqueue");
    };
  }

  private static Verdict events(ProjectView view) {
    if (view.get(Manifests.FACT).modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Sources sources = view.get(Sources.FACT);
    List<Place> counted = new ArrayList<>(Wiring.java(sources, COUNTED_JAVA));
    counted.addAll(Wiring.everywhere(sources, COUNTED));
    if (counted.isEmpty()) {
      return Wiring.serves(view)
          ? Verdict.fail("No event of the program's own is counted")
          : Verdict.notApplicable("The project is no service: others use it as a library or tool");
    }
    Optional<ProjectSettings.Goal> goal = view.settings().goal();
    List<Evidence> shown = Place.shown(view, counted);
    if (goal.isEmpty()) {
      return Verdict.unknown(
          "Events are counted; which of them is the goal would stand in dragoncode.yaml", shown);
    }
    Set<String> wanted = words(goal.get().metric());
    List<Evidence> matching =
        shown.stream().filter(e -> words(e.excerpt()).stream().anyMatch(wanted::contains)).toList();
    return matching.isEmpty()
        ? Verdict.fail(
            "Events are counted, but none that the goal names: " + goal.get().metric(), shown)
        : Verdict.pass("The goal's event is counted", matching);
  }

  /** The words of a name or sentence that tell something, in lower case and the singular. */
  private static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    for (String each :
        text.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (each.length() > 3
          && !each.matches(
              "with|from|total|that|count(er)?|number|this|week|month|year|have|http|request|per|second")) {
        words.add(each.replaceFirst("(ies|es|s)$", ""));
      }
    }
    return words;
  }
}
