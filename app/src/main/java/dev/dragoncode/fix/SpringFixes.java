package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Dockerfile.Instruction;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.readiness.facts.Images;
import dev.dragoncode.versions.KnownVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Checks that Spring Boot answers by a library that it knows and a setting. */
final class SpringFixes {

  private SpringFixes() {}

  static List<Fix> all() {
    return List.of(
        boot(
            "OPS-LIVE",
            "Adds Actuator to a Spring Boot program, or lets health through.",
            SpringFixes::live),
        boot(
            "OPS-READY",
            "Has Actuator's readiness ask the program's stores, and liveness nothing.",
            SpringFixes::ready),
        new Fix(
            "OPS-GRACEFUL",
            "Has Spring Boot finish requests before it ends, and takes the shell away from process 1"
                + " of an image.",
            SpringFixes::graceful),
        boot(
            "STG-METRICS",
            "Adds Micrometer's Prometheus registry to Spring Boot and exposes it.",
            SpringFixes::metrics),
        boot("STG-JSONLOG", "Switches Spring Boot's structured log lines on.", SpringFixes::json),
        boot(
            "STG-TRACE",
            "Adds Micrometer's bridge to OpenTelemetry with its exporter.",
            SpringFixes::trace),
        boot(
            "STG-CORR",
            "Adds what puts a trace's id on each line of Spring Boot's log.",
            SpringFixes::correlate),
        boot(
            "PRE-ERRORS",
            "Has Spring answer errors as problem details, and keeps stack traces in.",
            SpringFixes::errors),
        boot(
            "PRE-APISPEC",
            "Adds springdoc, which makes the contract from the controllers.",
            SpringFixes::contract));
  }

  /** A fix for programs on Spring Boot; others are told that theirs is for a person. */
  private static Fix boot(String check, String does, BiConsumer<Draft, Boot> recipe) {
    return new Fix(
        check,
        does,
        draft -> {
          if (Gaps.passes(draft.view(), check)) {
            return;
          }
          Optional<Boot> boot = Boot.of(draft.view());
          boot.ifPresentOrElse(
              b -> recipe.accept(draft, b),
              () ->
                  draft.decline(
                      "A machine mends this in a Maven project on Spring Boot; here it takes code,"
                          + " which is for a person."));
        });
  }

  private static void actuator(Draft draft, Boot boot) {
    boot.depend(draft, "org.springframework.boot", "spring-boot-starter-actuator");
  }

  private static void expose(Draft draft, Boot boot, String... endpoints) {
    boot.include(draft, "management.endpoints.web.exposure.include", endpoints);
  }

  private static void live(Draft draft, Boot boot) {
    if (!boot.has("spring-boot-starter-actuator")) {
      actuator(draft, boot);
      return;
    }
    expose(draft, boot, "health");
  }

  private static void ready(Draft draft, Boot boot) {
    actuator(draft, boot);
    List<String> asks = new ArrayList<>(List.of("readinessState"));
    if (boot.hasLike(".*:spring-boot-starter-(data-jpa|data-jdbc|jdbc)")) {
      asks.add("db");
    }
    if (boot.hasLike(".*:spring-boot-starter-data-redis.*")) {
      asks.add("redis");
    }
    if (boot.hasLike(".*:spring-boot-starter-data-mongodb.*")) {
      asks.add("mongo");
    }
    if (boot.hasLike(".*:spring-boot-starter-data-elasticsearch")) {
      asks.add("elasticsearch");
    }
    if (boot.hasLike(".*:spring-boot-starter-amqp")) {
      asks.add("rabbit");
    }
    boot.set(draft, "management.endpoint.health.probes.enabled", "true");
    if (asks.size() > 1) {
      boot.include(
          draft, "management.endpoint.health.group.readiness.include", asks.toArray(String[]::new));
    }
    if (boot.setting(draft.view(), "management.endpoint.health.group.liveness.include")) {
      boot.set(draft, "management.endpoint.health.group.liveness.include", "livenessState");
    }
  }

  private static void graceful(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "OPS-GRACEFUL")) {
      return;
    }
    for (Images.ImageFile each : view.get(Images.FACT).files()) {
      each.dockerfile()
          .last()
          .flatMap(s -> s.last("ENTRYPOINT").or(() -> s.last("CMD")))
          .filter(c -> !c.arguments().startsWith("[") && !c.arguments().startsWith("exec "))
          .ifPresent(c -> exec(draft, each.path(), c));
    }
    Optional<Boot> boot = Boot.of(view);
    if (boot.isPresent()) {
      boolean byDefault = boot.get().atLeast(3, 4);
      if (!byDefault || boot.get().setting(view, "server.shutdown")) {
        boot.get().set(draft, "server.shutdown", "graceful");
      }
      if (!byDefault) {
        boot.get().set(draft, "spring.lifecycle.timeout-per-shutdown-phase", "20s");
      }
    } else if (!draft.changes()) {
      draft.decline(
          "Where the program hears SIGTERM and closes its server is code, which is for a person.");
    }
  }

  /** The same command without a shell that keeps the signal to itself. */
  private static void exec(Draft draft, String path, Instruction command) {
    List<Shell.Command> commands = Shell.commands(command.arguments());
    boolean plain =
        commands.size() == 1
            && command.arguments().matches("[\\w./:=,@+ -]+")
            && !command.arguments().contains("=");
    if (commands.size() != 1) {
      draft.decline("The image's command is several; put them into a script that ends with exec.");
      return;
    }
    String after =
        plain
            ? "["
                + String.join(
                    ", ", commands.getFirst().words().stream().map(w -> "\"" + w + "\"").toList())
                + "]"
            : "exec " + command.arguments();
    draft.edit(
        path,
        text ->
            LinesText.replace(
                text, command.line(), l -> l.endsWith("\\") ? l : command.keyword() + " " + after));
  }

  private static void metrics(Draft draft, Boot boot) {
    actuator(draft, boot);
    boot.depend(draft, "io.micrometer", "micrometer-registry-prometheus");
    expose(draft, boot, "health", "prometheus");
  }

  private static void json(Draft draft, Boot boot) {
    if (Boot.ownLogging(draft.view())) {
      draft.decline(
          "The project's own logging configuration overrules the setting: give its console appender"
              + " an encoder of JSON.");
    } else if (!boot.atLeast(3, 4)) {
      draft.decline("Spring Boot writes structured lines by a setting from 3.4 on.");
    } else {
      boot.set(draft, "logging.structured.format.console", "ecs");
    }
  }

  private static void trace(Draft draft, Boot boot) {
    spans(draft, boot);
    for (String key : List.of("management.tracing.enabled", "management.tracing.export.enabled")) {
      if (boot.setting(draft.view(), key)) {
        boot.set(draft, key, "true");
      }
    }
  }

  private static void spans(Draft draft, Boot boot) {
    if (boot.atLeast(4, 0)) {
      boot.depend(draft, "org.springframework.boot", "spring-boot-starter-opentelemetry");
      boot.set(
          draft,
          "management.opentelemetry.tracing.export.otlp.endpoint",
          "${OTLP_TRACES:http://localhost:4318/v1/traces}");
    } else {
      actuator(draft, boot);
      boot.depend(draft, "io.micrometer", "micrometer-tracing-bridge-otel");
      boot.depend(draft, "io.opentelemetry", "opentelemetry-exporter-otlp");
      boot.set(
          draft,
          "management.otlp.tracing.endpoint",
          "${OTLP_TRACES:http://localhost:4318/v1/traces}");
    }
    draft.advise("OTLP_TRACES names the collector; one request in ten is traced by default.");
  }

  private static void correlate(Draft draft, Boot boot) {
    if (Gaps.verdict(draft.view(), "STG-CORR").summary().contains("no pattern prints it")) {
      draft.decline(
          "Print the id where the log's pattern is: %X{request}, by the name it is put by.");
      return;
    }
    spans(draft, boot);
  }

  private static void errors(Draft draft, Boot boot) {
    for (String key :
        List.of("server.error.include-stacktrace", "spring.web.error.include-stacktrace")) {
      if (boot.setting(draft.view(), key)) {
        boot.set(draft, key, "never");
        return;
      }
    }
    boolean reactive =
        boot.has("spring-boot-starter-webflux") && !boot.has("spring-boot-starter-web");
    boot.set(
        draft,
        reactive ? "spring.webflux.problemdetails.enabled" : "spring.mvc.problemdetails.enabled",
        "true");
  }

  private static void contract(Draft draft, Boot boot) {
    if (boot.setting(draft.view(), "springdoc.api-docs.enabled")) {
      boot.set(draft, "springdoc.api-docs.enabled", "true");
      return;
    }
    if (!boot.atLeast(3, 0)) {
      draft.decline("The springdoc of this Spring Boot is no longer supported; update that first.");
      return;
    }
    boolean reactive = boot.has("spring-boot-starter-webflux");
    boot.depend(
        draft,
        "org.springdoc",
        "springdoc-openapi-starter-" + (reactive ? "webflux" : "webmvc") + "-api",
        KnownVersions.of(boot.atLeast(4, 0) ? "springdoc-boot-4" : "springdoc-boot-3"));
  }
}
