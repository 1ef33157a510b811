package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.Dockerfile.Stage;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Images;
import dev.dragoncode.readiness.facts.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** STG-TRACE: requests are traced, and the spans go somewhere. */
final class Tracing {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "STG-TRACE",
              Phase.OBSERVE,
              "Distributed tracing",
              Weight.HIGH,
              Level.B,
              "When a request is slow, a trace says in which of the services and queries the time"
                  + " went.",
              "Add OpenTelemetry: the Spring Boot starter or the Java agent,"
                  + " @opentelemetry/sdk-node, opentelemetry-distro or otelhttp, with an OTLP"
                  + " exporter that is on by configuration."),
          Tracing::decide);

  private Tracing() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Located> off = switchedOff(view);
    List<Evidence> parts = new ArrayList<>();
    Optional<Evidence> wired =
        agent(view)
            .or(() -> java(view, manifests, parts))
            .or(() -> node(view, manifests, parts))
            .or(() -> python(view, manifests, parts))
            .or(() -> go(view, manifests, parts));
    if (off.isPresent() && (wired.isPresent() || !parts.isEmpty())) {
      return Verdict.fail(
          "Tracing is wired, but off: " + off.get().setting().key() + " = " + off.get().value(),
          line(view, off.get().file(), off.get().line()));
    }
    if (wired.isPresent()) {
      return Verdict.pass("Spans are made and exported", wired.get());
    }
    if (parts.isEmpty() && Wiring.tool(view)) {
      return Wiring.noService();
    }
    return parts.isEmpty()
        ? Verdict.fail("Nothing makes spans")
        : Verdict.fail("A tracing library is declared, but nothing exports or starts it", parts);
  }

  private static Optional<Located> switchedOff(ProjectView view) {
    return view.get(Configuration.FACT)
        .all()
        .filter(l -> l.profile().filter(p -> p.matches("test|dev|local")).isEmpty())
        .filter(l ->
            (l.setting()
                        .key()
                        .matches(
                            "management\\.(tracing|otlp\\.tracing|tracing\\.export\\.otlp)"
                                + "\\.(export\\.)?enabled|management\\.tracing\\.export\\.enabled"
                                + "|spring\\.sleuth\\.enabled|quarkus\\.otel\\.(enabled"
                                + "|sdk\\.disabled|traces\\.enabled)|otel\\.sdk\\.disabled")
                    && l.value().equals(l.setting().key().endsWith("disabled") ? "true" : "false"))
                || (l.setting().key().equals("management.tracing.sampling.probability")
                    && l.value().matches("0(\\.0+)?")))
        .findFirst();
  }

  /** The OpenTelemetry agent on the command line of the image. */
  private static Optional<Evidence> agent(ProjectView view) {
    for (Images.ImageFile file : view.get(Images.FACT).files()) {
      Optional<Evidence> found =
          file.dockerfile().last().map(Stage::instructions).orElse(List.of()).stream()
              .filter(i -> i.keyword().matches("ENTRYPOINT|CMD|ENV"))
              .filter(i ->
                  i.arguments()
                      .matches(
                          "(?s).*(-javaagent:\\S*(opentelemetry|elastic-apm|dd-java-agent)"
                              + "|opentelemetry-instrument|auto-instrumentations-node"
                              + "|ddtrace-run).*"))
              .findFirst()
              .map(i -> line(view, file.path(), i.line()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Evidence> java(
      ProjectView view, Manifests manifests, List<Evidence> parts) {
    Optional<Dependency> whole =
        manifests.uses(d ->
            d.name()
                .matches(
                    ".*:opentelemetry-spring-boot-starter|.*:quarkus-opentelemetry"
                        + "|.*:spring-boot-starter-(opentelemetry|zipkin)"
                        + "|io\\.sentry:sentry-spring-boot.*"
                        + "|.*:spring-cloud-(starter|sleuth)-zipkin"));
    // Sleuth alone puts ids into the log, and sends no span anywhere
    manifests
        .uses(d -> d.name().endsWith(":spring-cloud-starter-sleuth"))
        .ifPresent(d -> parts.add(line(view, d.file(), d.line())));
    if (whole.isPresent()) {
      return whole.map(d -> line(view, d.file(), d.line()));
    }
    Optional<Dependency> bridge =
        manifests.uses(d -> d.name().matches("io\\.micrometer:micrometer-tracing-bridge-.*"));
    Optional<Dependency> exporter =
        manifests.uses(d ->
            d.name()
                .matches(
                    "io\\.opentelemetry:opentelemetry-exporter-(otlp|zipkin|jaeger)"
                        + "|io\\.zipkin\\.reporter2:.*"));
    boolean actuator =
        manifests
            .uses(d -> d.name().matches(".*:spring-boot-starter-actuator|.*:micronaut-tracing.*"))
            .isPresent();
    bridge.ifPresent(d -> parts.add(line(view, d.file(), d.line())));
    exporter.ifPresent(d -> parts.add(line(view, d.file(), d.line())));
    return bridge
        .filter(_ -> exporter.isPresent() && actuator)
        .map(d -> line(view, d.file(), d.line()));
  }

  private static Optional<Evidence> node(
      ProjectView view, Manifests manifests, List<Evidence> parts) {
    manifests
        .uses(d ->
            d.name()
                .matches(
                    "@opentelemetry/(sdk-.*|auto-.*)|dd-trace|@sentry/(node|nextjs|nestjs|bun|sveltekit|remix|nuxt|astro)"
                        + "|elastic-apm-node"))
        .ifPresent(d -> parts.add(line(view, d.file(), d.line())));
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    for (Sources.Code file : view.get(Sources.FACT).program("Node").toList()) {
      CodeFile code = file.file();
      boolean sdk =
          code.importOf("@opentelemetry/sdk-node").isPresent()
              || code.importOf("@opentelemetry/sdk-trace-node").isPresent();
      for (CodeFile.Call call : code.calls()) {
        boolean started =
            sdk && call.name().matches("start|register") && !otherTool(view, file, call);
        boolean datadog = code.importOf("dd-trace").isPresent() && call.name().equals("init");
        boolean sentry =
            code.imports().stream().anyMatch(i -> i.module().startsWith("@sentry/"))
                && call.chain().matches("Sentry\\.init|init")
                && sampled(view, file, call);
        if (started || datadog || sentry) {
          return Optional.of(line(view, file.path(), call.line()));
        }
      }
    }
    return manifests.on("Node").stream()
        .flatMap(m ->
            m.scripts().values().stream()
                .filter(
                    s -> s.command().matches(".*(-r|--require|--import)\\s+@opentelemetry/auto.*"))
                .map(s -> line(view, m.manifest(), s.line())))
        .findFirst();
  }

  /** {@code require('@google-cloud/profiler').start()} starts no tracer. */
  private static boolean otherTool(ProjectView view, Sources.Code file, CodeFile.Call call) {
    return view.line(file.path(), call.line())
        .matches(".*\\brequire\\((?!.*opentelemetry).*\\)\\s*\\.start\\b.*");
  }

  /** Whether Sentry is told to sample traces, in the call itself or in options of the same file. */
  private static boolean sampled(ProjectView view, Sources.Code file, CodeFile.Call call) {
    boolean server = !file.path().matches("(?i).*(client|browser)[^/]*");
    return server
        && (call.mentions("tracesSampleRate")
            || call.mentions("tracesSampler")
            || view.file(file.path())
                .flatMap(view::text)
                .filter(t ->
                    t.lines()
                        .anyMatch(l -> l.matches("\\s*tracesSampleRate:\\s*(?!0(\\.0*)?\\s*,).*")))
                .isPresent());
  }

  private static Optional<Evidence> python(
      ProjectView view, Manifests manifests, List<Evidence> parts) {
    manifests
        .uses(d -> d.name().matches("opentelemetry-.*|ddtrace|sentry-sdk"))
        .filter(_ -> !manifests.on("Python").isEmpty())
        .ifPresent(d -> parts.add(line(view, d.file(), d.line())));
    for (Sources.Code file : view.get(Sources.FACT).program("Python").toList()) {
      CodeFile code = file.file();
      for (CodeFile.Call call : code.calls()) {
        boolean instrumented =
            code.imports().stream().anyMatch(i -> i.module().startsWith("opentelemetry"))
                && call.name().matches("instrument_app|instrument|add_span_processor");
        boolean sentry =
            code.importOf("sentry_sdk").isPresent()
                && call.chain().endsWith("sentry_sdk.init")
                && (call.mentions("traces_sample_rate")
                    || (call.mentions("enable_tracing") && call.mentions("True")));
        if (instrumented || sentry) {
          return Optional.of(line(view, file.path(), call.line()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Evidence> go(
      ProjectView view, Manifests manifests, List<Evidence> parts) {
    manifests
        .uses(d -> d.name().startsWith("go.opentelemetry.io/"))
        .ifPresent(d -> parts.add(line(view, d.file(), d.line())));
    for (Sources.Code file : view.get(Sources.FACT).program("Go").toList()) {
      for (CodeFile.Call call : file.file().calls()) {
        if (call.chain().equals("otel.SetTracerProvider")) {
          return Optional.of(line(view, file.path(), call.line()));
        }
      }
    }
    return Optional.empty();
  }
}
