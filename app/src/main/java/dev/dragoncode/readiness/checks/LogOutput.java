package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
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
import dev.dragoncode.readiness.facts.Images;
import dev.dragoncode.readiness.facts.Place;
import dev.dragoncode.readiness.facts.Question;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.readiness.facts.Sources.Code;
import dev.dragoncode.readiness.facts.Sources.JavaFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** STG-STDOUT and STG-CORR: where log lines go, and what ties those of one request together. */
final class LogOutput {

  static final Check STDOUT =
      Rule.sources(
          new CheckSpec(
              "STG-STDOUT",
              Phase.OBSERVE,
              "Logs go to stdout in the image",
              Weight.MEDIUM,
              Level.C,
              "A platform collects what a container prints. A log file inside it fills the disk and"
                  + " dies with it.",
              "Remove file appenders from the production profile, or write to the console beside"
                  + " them: a ConsoleAppender, pino's default, logging.StreamHandler."),
          LogOutput::stdout);

  static final Check CORRELATED =
      Rule.sources(
          new CheckSpec(
              "STG-CORR",
              Phase.OBSERVE,
              "Log lines carry trace/request id",
              Weight.MEDIUM,
              Level.B,
              "With an id on every line one search shows what happened to one request; without it"
                  + " lines of all requests lie mixed.",
              "Micrometer Tracing or the OpenTelemetry agent put the trace id on each line; else an"
                  + " MDC filter, pino-http, asgi-correlation-id, or middleware.RequestID with a"
                  + " logger that prints it."),
          LogOutput::correlated);

  private static final Syntax<Xml.Element> XML = (_, text) -> Xml.parse(text);

  private static final Question<Code, List<Place>> FILES = Wiring.calls(LogOutput::writesFile);
  private static final Question<Code, List<Place>> CONSOLE = Wiring.calls(LogOutput::writesConsole);
  private static final Question<JavaFile, List<Place>> MDC =
      Wiring.javaCalls(
          c -> c.scope().matches("(.*\\.)?MDC") && c.name().matches("put|putCloseable"));
  private static final Question<Code, List<Place>> IDS = Wiring.calls(LogOutput::correlates);

  private LogOutput() {}

  private static Verdict stdout(ProjectView view) {
    if (view.get(Manifests.FACT).modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    List<Evidence> files = new ArrayList<>();
    boolean console = false;
    for (IndexedFile each : view.withExtension("xml")) {
      if (!each.name().matches("(logback|log4j2)(-(spring|prod|production))?\\.xml")
          || each.path().contains("src/test/")) {
        continue;
      }
      Optional<Xml.Element> root = view.parse(each, XML).value();
      if (root.isPresent()) {
        console |=
            appender(root.get(), ".*ConsoleAppender|Console").isPresent()
                || appender(root.get(), "include").isPresent();
        appender(root.get(), ".*FileAppender|RollingFile|File")
            .ifPresent(e -> files.add(line(view, each.path(), e.line())));
      }
    }
    Wiring.settings(view)
        .filter(l ->
            l.setting()
                .key()
                .matches(
                    "logging\\.threshold\\.console|logging\\.console\\.enabled|quarkus\\.log\\.console\\.(enable|enabled)"))
        .filter(l -> l.value().equalsIgnoreCase("off") || l.value().equals("false"))
        .forEach(l -> files.add(line(view, l.file(), l.line())));
    boolean off = !files.isEmpty() && !console;
    Sources sources = view.get(Sources.FACT);
    List<Place> written = Wiring.everywhere(sources, FILES);
    if (!written.isEmpty() && Wiring.everywhere(sources, CONSOLE).isEmpty()) {
      files.addAll(Place.shown(view, written));
      off = true;
    }
    if (off && !Wiring.tool(view)) {
      return Verdict.fail("The log goes into a file only", files);
    }
    return off || (view.get(Images.FACT).isEmpty() && !Wiring.serves(view))
        ? Verdict.notApplicable("The project is no service: others use it as a library or tool")
        : Verdict.pass("Nothing keeps the log from standard output", files);
  }

  private static Optional<Xml.Element> appender(Xml.Element element, String kind) {
    boolean fits =
        element.name().matches(kind)
            || (element.name().equals("appender")
                && element.attribute("class").filter(c -> c.matches(kind)).isPresent());
    if (fits) {
      return Optional.of(element);
    }
    return element.children().stream().flatMap(c -> appender(c, kind).stream()).findFirst();
  }

  private static boolean writesFile(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          call.chain().matches("(.*\\.)?transports\\.(File|DailyRotateFile)")
              || (call.chain().equals("pino.destination") && call.firstString().isPresent());
      case "Python" ->
          call.name().matches("(Rotating|TimedRotating|Watched)?FileHandler")
              || (call.chain().equals("logging.basicConfig") && call.mentions("filename"));
      default ->
          call.name().equals("SetOutput")
              && call.arguments().stream()
                  .anyMatch(t -> t.name() && t.text().matches("(?i)\\w*(file|lumberjack)\\w*|f"));
    };
  }

  private static boolean writesConsole(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" -> call.chain().matches("(.*\\.)?transports\\.(Console|Stream)");
      case "Python" -> call.name().matches("StreamHandler|RichHandler");
      default -> call.name().matches("MultiWriter|NewJSONHandler|NewTextHandler");
    };
  }

  private static Verdict correlated(ProjectView view) {
    Manifests manifests = view.get(Manifests.FACT);
    if (manifests.modules().isEmpty()) {
      return Verdict.unknown("No build file was recognised");
    }
    Optional<Dependency> tracing =
        manifests.uses(d ->
            d.name()
                .matches(
                    "io\\.micrometer:micrometer-tracing-bridge-.*|.*:spring-boot-starter-(opentelemetry|zipkin)"
                        + "|.*:spring-cloud-starter-sleuth|.*:quarkus-opentelemetry|.*:opentelemetry-spring-boot-starter"
                        + "|.*:opentelemetry-logback-mdc-1\\.0|asgi-correlation-id|django-request-id|django-guid|nestjs-cls"
                        + "|@opentelemetry/instrumentation-(pino|winston|bunyan)|opentelemetry-instrumentation-logging"));
    Sources sources = view.get(Sources.FACT);
    List<Place> mdc = Wiring.java(sources, MDC);
    List<Place> ids = Wiring.everywhere(sources, IDS);
    if (tracing.filter(d -> d.name().startsWith("io.quarkus:")).isPresent() && !shows(view)) {
      return Verdict.fail(
          tracing.get().name() + " knows the id, but no format of the log prints it",
          line(view, tracing.get().file(), tracing.get().line()));
    }
    if (tracing.isPresent()) {
      return Verdict.pass(
          tracing.get().name() + " puts an id on every line",
          line(view, tracing.get().file(), tracing.get().line()));
    }
    if (!mdc.isEmpty()) {
      return printed(view)
          ? Verdict.pass("A request's id is put on its lines", Place.shown(view, mdc))
          : Verdict.fail(
              "An id is put into the MDC, but no pattern prints it", Place.shown(view, mdc));
    }
    if (!ids.isEmpty()) {
      return Verdict.pass("A request's id is put on its lines", Place.shown(view, ids));
    }
    if (!view.get(Routes.FACT).routes().isEmpty() && view.get(Routes.FACT).operationalOnly()) {
      return Wiring.noHttp(view);
    }
    return Wiring.serves(view)
        ? Verdict.fail("Nothing ties the log lines of a request together")
        : Verdict.notApplicable("The project is no service: others use it as a library or tool");
  }

  /**
   * Whether the layout prints the MDC: a pattern that names it, or an encoder of JSON, which does.
   */
  private static boolean printed(ProjectView view) {
    boolean structured =
        Wiring.settings(view)
            .anyMatch(l ->
                l.setting().key().equals("logging.structured.format.console")
                    || (l.setting().key().matches("logging\\.pattern\\.(console|level|correlation)")
                        && l.value().contains("%X")));
    return structured
        || view.withExtension("xml").stream()
            .filter(f -> f.name().matches("(logback|log4j2)(-spring)?\\.xml"))
            .flatMap(f -> view.text(f).stream())
            .anyMatch(t ->
                t.contains("%X")
                    || t.contains("%mdc")
                    || t.matches(
                        "(?s).*(LogstashEncoder|EcsEncoder|JsonEncoder|JsonTemplateLayout|EcsLayout|JsonLayout).*"));
  }

  /** Whether Quarkus sends its lines along with the spans, or prints what they belong to. */
  private static boolean shows(ProjectView view) {
    return view.get(Manifests.FACT).uses("io.quarkus:quarkus-logging-json").isPresent()
        || Wiring.settings(view)
            .anyMatch(l ->
                (l.setting().key().matches("quarkus\\.otel\\.logs\\.enabled")
                        && l.value().equals("true"))
                    || (l.setting().key().matches("quarkus\\.log\\.console\\.json(\\.enabled)?")
                        && !l.value().equals("false"))
                    || (l.setting().key().equals("quarkus.log.console.format")
                        && l.value().matches(".*%X(\\{\\w*[tT]race\\w*})?.*")));
  }

  private static boolean correlates(Code file, CodeFile.Call call) {
    return switch (file.platform()) {
      case "Node" ->
          (file.file().importOf("pino-http").isPresent() && call.name().equals("use"))
              || call.name().matches("(?i)requestId|correlationId|addRequestId|expressRequestId")
              || (call.name().equalsIgnoreCase("fastify")
                  && call.mentions("logger")
                  && !call.mentions("false"))
              || (call.name().equals("child")
                  && call.arguments().stream()
                      .anyMatch(
                          t -> t.text().matches("(?i).*(request|req|trace|correlation)_?id.*")));
      case "Python" ->
          call.name()
                  .matches(
                      "CorrelationIdMiddleware|CorrelationIdFilter|RequestIdFilter|bind_contextvars|contextualize")
              || (call.name().equals("add_middleware") && call.mentions("CorrelationIdMiddleware"));
      default ->
          (call.name().equals("Use")
                  && call.arguments().stream()
                      .anyMatch(t ->
                          t.name() && t.text().matches("(?i)request_?id(middleware)?|requestid")))
              || (call.name().matches("With|WithFields?|Str|Group")
                  && call.arguments().stream()
                      .anyMatch(t ->
                          t.string()
                              && t.text()
                                  .matches(
                                      "(?i)([\\w.-]*[._-])?(req|request|trace|correlation)[._-]?id")))
              || call.chain()
                  .matches(
                      "hlog\\.RequestIDHandler|otelslog\\..*|middleware\\.RequestID|sloghttp\\..*");
    };
  }
}
