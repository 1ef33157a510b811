package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Configuration.Located;
import dev.dragoncode.project.manifest.Dependency;
import dev.dragoncode.project.manifest.Manifests;
import dev.dragoncode.project.syntax.CodeFile;
import dev.dragoncode.project.syntax.Xml;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** STG-JSONLOG: a log line is a JSON object, by the encoder that the program really uses. */
final class Logging {

  static final Check CHECK =
      Rule.sources(
          new CheckSpec(
              "STG-JSONLOG",
              Phase.OBSERVE,
              "Structured logs",
              Weight.HIGH,
              Level.C,
              "A log that machines can read is searched in seconds. Prose has to be guessed at,"
                  + " during the outage.",
              "Spring Boot 3.4 and later: logging.structured.format.console=ecs. Otherwise a JSON"
                  + " encoder for Logback, pino, winston's format.json(), structlog's JSONRenderer,"
                  + " or slog.NewJSONHandler."),
          Logging::decide);

  private static final Syntax<Xml.Element> XML = (_, text) -> Xml.parse(text);

  private Logging() {}

  private static Verdict decide(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    List<Evidence> declared = new ArrayList<>();
    List<Evidence> contrary = new ArrayList<>();
    Optional<Evidence> wired =
        java(view, manifests, declared)
            .or(() -> node(view, contrary))
            .or(() -> python(view))
            .or(() -> go(view));
    if (wired.isPresent()) {
      return Verdict.pass("Logs are JSON", wired.get());
    }
    Optional<Located> exported =
        Wiring.settings(view)
            .filter(l ->
                l.setting().key().equals("quarkus.otel.logs.enabled") && l.value().equals("true"))
            .findFirst();
    if (exported.isPresent()) {
      return Verdict.pass(
          "Logs leave the program as OpenTelemetry's records",
          line(view, exported.get().file(), exported.get().line()));
    }
    if (!contrary.isEmpty()) {
      return Verdict.fail("The logger formats its lines as text", contrary);
    }
    if (!declared.isEmpty()) {
      return Verdict.fail("A JSON encoder is declared, but no appender uses it", declared);
    }
    return Wiring.tool(view) ? Wiring.noService() : Verdict.fail("Logs are plain text");
  }

  private static Optional<Evidence> java(
      ProjectView view, Manifests manifests, List<Evidence> declared) {
    if (manifests.on("Java").isEmpty()) {
      return Optional.empty();
    }
    Optional<Located> property =
        view.get(Configuration.FACT)
            .all()
            .filter(l ->
                l.setting().key().equals("logging.structured.format.console")
                    || (l.setting().key().matches("quarkus\\.log\\.console\\.json(\\.enabled)?")
                        && !l.value().equals("false")))
            .filter(l -> l.profile().filter(p -> p.matches("test|dev|local")).isEmpty())
            .findFirst();
    if (property.isPresent()) {
      return property.map(l -> line(view, l.file(), l.line()));
    }
    Optional<Dependency> quarkus = manifests.uses("io.quarkus:quarkus-logging-json");
    if (quarkus.isPresent()) {
      return quarkus.map(d -> line(view, d.file(), d.line()));
    }
    manifests
        .uses(d ->
            d.name()
                .matches(
                    ".*:(logstash-logback-encoder|logback-json-classic"
                        + "|log4j-layout-template-json|logback-ecs-encoder|log4j2-ecs-layout)"))
        .ifPresent(d -> declared.add(line(view, d.file(), d.line())));
    for (IndexedFile each : view.withExtension("xml")) {
      if (each.name().matches("(logback|log4j2)(-spring)?\\.xml")
          && !each.path().contains("src/test/")) {
        Optional<Evidence> encoder =
            view.parse(each, XML).value().flatMap(root -> encoder(view, each.path(), root));
        if (encoder.isPresent()) {
          return encoder;
        }
      }
    }
    return Optional.empty();
  }

  /** An encoder or layout of JSON in an appender that a logger refers to. */
  private static Optional<Evidence> encoder(ProjectView view, String path, Xml.Element root) {
    List<Xml.Element> appenders = new ArrayList<>();
    collect(root, appenders);
    for (Xml.Element each : appenders) {
      boolean json =
          each.name().matches("JsonTemplateLayout|JsonLayout|EcsLayout")
              || each.attribute("class")
                  .filter(c ->
                      c.matches(
                          ".*(LogstashEncoder|JsonEncoder|EcsEncoder|JsonLayout"
                              + "|LoggingEventCompositeJsonEncoder|StructuredLogEncoder"
                              + "|LogstashTcpSocketAppender).*"))
                  .isPresent();
      if (json) {
        return Optional.of(line(view, path, each.line()));
      }
    }
    return Optional.empty();
  }

  private static void collect(Xml.Element element, List<Xml.Element> into) {
    into.add(element);
    element.children().forEach(child -> collect(child, into));
  }

  private static Optional<Evidence> node(ProjectView view, List<Evidence> contrary) {
    for (Sources.Code file : view.get(Sources.FACT).program("Node").toList()) {
      CodeFile code = file.file();
      for (CodeFile.Call call : code.calls()) {
        boolean pino = code.importOf("pino").isPresent() && call.chain().equals("pino");
        boolean http = code.importOf("pino-http").isPresent() && call.chain().startsWith("pino");
        boolean fastify =
            code.importOf("fastify").isPresent()
                && call.name().equalsIgnoreCase("fastify")
                && call.mentions("logger")
                && !call.mentions("false");
        boolean logtape =
            code.importOf("@logtape/logtape").isPresent()
                && call.name().matches("getJsonLinesFormatter|jsonLinesFormatter");
        boolean bunyan = code.importOf("bunyan").isPresent() && call.name().equals("createLogger");
        if (pino || http || fastify || logtape || bunyan) {
          return Optional.of(line(view, file.path(), call.line()));
        }
        if (code.importOf("winston").isPresent() && call.name().equals("createLogger")) {
          boolean text = call.mentions("printf") || call.mentions("simple") || call.mentions("cli");
          boolean json = call.mentions("json");
          if (json && !text) {
            return Optional.of(line(view, file.path(), call.line()));
          }
          // winston's own default is JSON
          if (!text && !call.mentions("format")) {
            return Optional.of(line(view, file.path(), call.line()));
          }
          contrary.add(line(view, file.path(), call.line()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Evidence> python(ProjectView view) {
    for (Sources.Code file : view.get(Sources.FACT).program("Python").toList()) {
      CodeFile code = file.file();
      for (CodeFile.Call call : code.calls()) {
        boolean structlog =
            code.importOf("structlog").isPresent() && call.name().equals("JSONRenderer");
        boolean formatter =
            call.name().matches("JsonFormatter|JSONFormatter|ECSFormatter|StdlibFormatter");
        boolean loguru =
            code.importOf("loguru").isPresent()
                && call.name().equals("add")
                && call.mentions("serialize");
        boolean dict =
            call.name().equals("dictConfig")
                && call.arguments().stream()
                    .anyMatch(t -> t.string() && t.text().matches(".*[jJ][sS][oO][nN].*"));
        if (structlog || formatter || loguru || dict) {
          return Optional.of(line(view, file.path(), call.line()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Evidence> go(ProjectView view) {
    for (Sources.Code file : view.get(Sources.FACT).program("Go").toList()) {
      CodeFile code = file.file();
      for (CodeFile.Call call : code.calls()) {
        boolean slog = call.chain().equals("slog.NewJSONHandler");
        boolean zap =
            code.importOf("go.uber.org/zap").isPresent()
                && call.chain().matches("zap\\.(NewProduction|Must)");
        boolean zerolog =
            code.importOf("github.com/rs/zerolog").isPresent()
                && call.chain().matches("zerolog\\.New|log\\.(Info|Error|Warn|Debug)");
        boolean logrus =
            code.importOf("github.com/sirupsen/logrus").isPresent()
                && call.name().equals("SetFormatter")
                && call.mentions("JSONFormatter");
        if (slog || zap || zerolog || logrus) {
          return Optional.of(line(view, file.path(), call.line()));
        }
      }
      Optional<Evidence> configured = zapConfig(view, file);
      if (configured.isPresent()) {
        return configured;
      }
    }
    return Optional.empty();
  }

  /** A zap.Config that names its encoding, which is a value and no call. */
  private static Optional<Evidence> zapConfig(ProjectView view, Sources.Code file) {
    if (file.file().importOf("go.uber.org/zap").isEmpty()) {
      return Optional.empty();
    }
    List<String> lines =
        view.file(file.path()).flatMap(view::text).map(t -> t.lines().toList()).orElse(List.of());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("\\s*Encoding:\\s*\"json\",?.*")) {
        return Optional.of(line(view, file.path(), i + 1));
      }
    }
    return Optional.empty();
  }
}
