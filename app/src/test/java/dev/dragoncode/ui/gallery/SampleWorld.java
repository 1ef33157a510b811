package dev.dragoncode.ui.gallery;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorDrills;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.EngineChoice;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.ImageDigest;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.model.ResourceUse;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.flags.Flag;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.service.ReadinessSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Content for the gallery: a project on its way, in every state that a screen must show. */
final class SampleWorld {

  static final Instant NOW = Instant.parse("2026-11-22T12:04:41Z");

  private SampleWorld() {}

  /** PostgreSQL's data was filled from other seeds, and the last one is a job that is done. */
  static StackSnapshot reseeding() {
    EmulatorState ready =
        new EmulatorState.Ready(
            List.of(new Endpoint("main", "127.0.0.1", 20431)), NOW.minusSeconds(41));
    return stack(true, ready, ready, ready, new EmulatorState.Stopped(true));
  }

  static StackSnapshot stack(EmulatorState... states) {
    return stack(false, states);
  }

  private static StackSnapshot stack(boolean otherSeeds, EmulatorState... states) {
    List<String> ids = List.of("postgresql", "rabbitmq", "redis", "wiremock");
    List<String> names = List.of("PostgreSQL", "RabbitMQ", "Redis", "WireMock");
    List<String> images =
        List.of("postgres:18.1", "rabbitmq:4.2", "redis:8.4", "wiremock/wiremock:3.13.2");
    List<Map<String, String>> variables =
        List.of(
            Map.of("DATABASE_URL", "postgresql://shop:s3cretpassword@127.0.0.1:20431/shop"),
            Map.of("AMQP_URL", "amqp://shop:topsecret@127.0.0.1:21877"),
            Map.of("REDIS_URL", "redis://127.0.0.1:24410"),
            Map.of("PAYMENTS_URL", "http://127.0.0.1:26001"));
    List<EmulatorSnapshot> emulators = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      boolean runs = states[i] instanceof EmulatorState.Ready;
      emulators.add(
          new EmulatorSnapshot(
              ids.get(i),
              names.get(i),
              "fth-box",
              states[i],
              Optional.of(images.get(i)),
              Optional.of(
                  new EngineChoice(
                      i == 3 ? EngineKind.EMBEDDED : EngineKind.DOCKER, "image is local")),
              List.of(new Endpoint("main", "127.0.0.1", 20431 + i)),
              Map.of(Dialect.DOTENV, variables.get(i)),
              Optional.empty(),
              List.of("Plug-ins are not available"),
              List.of("pom.xml depends on " + names.get(i)),
              runs
                  ? Optional.of(new ResourceUse(8 - 2 * i, (62L + 30L * i) << 20))
                  : Optional.empty(),
              runs
                  ? List.of(1.0, 4.0, 2.0, 9.0, 6.0, 14.0, 8.0, 3.0, 9.0, 17.0, 11.0, 5.0, 6.0, 8.0)
                  : List.of(),
              i == 2
                  ? Optional.of(
                      new ImageDigest(
                          "sha256:" + "84f2149c0b15fba2".repeat(4),
                          NOW,
                          Optional.of(
                              new ImageDigest.Before(
                                  "sha256:" + "6dd79309ea15b83c".repeat(4),
                                  NOW.minusSeconds(9_000_000)))))
                  : Optional.empty(),
              i == 0
                  ? new EmulatorSnapshot.Seeds(List.of("db/seed.sql"), otherSeeds)
                  : EmulatorSnapshot.Seeds.NONE,
              EmulatorDrills.NONE,
              Optional.empty()));
    }
    return new StackSnapshot(
        1,
        new EngineStatus.Available("Docker", "28.2.2", "local"),
        EnginePreference.AUTO,
        emulators);
  }

  static StackSnapshot allReady() {
    EmulatorState ready =
        new EmulatorState.Ready(
            List.of(new Endpoint("main", "127.0.0.1", 20431)), NOW.minusSeconds(41));
    return stack(ready, ready, ready, ready);
  }

  static StackSnapshot drilled() {
    StackSnapshot ready = allReady();
    return new StackSnapshot(
        ready.version(),
        ready.docker(),
        ready.preference(),
        ready.emulators().stream().map(SampleDrills::on).toList());
  }

  static StackSnapshot notStarted() {
    EmulatorState none = new EmulatorState.NotStarted();
    return stack(none, none, none, none);
  }

  static StackSnapshot starting() {
    return stack(
        new EmulatorState.Ready(
            List.of(new Endpoint("main", "127.0.0.1", 20431)), NOW.minusSeconds(3)),
        new EmulatorState.Starting("RabbitMQ answers on 21877"),
        new EmulatorState.Pulling(
            new PullProgress(
                21L << 20,
                87L << 20,
                "Downloading redis:8.4, 2 of 5 layers complete",
                List.of(
                    new PullProgress.Part("a2abf6c4d29d", PullProgress.Step.COMPLETE, 0, 0),
                    new PullProgress.Part(
                        "c7a4e4382001", PullProgress.Step.COMPLETE, 4L << 20, 4L << 20),
                    new PullProgress.Part(
                        "4044b9ba67c9", PullProgress.Step.UNPACKING, 9L << 20, 9L << 20),
                    new PullProgress.Part(
                        "c8388a79482f", PullProgress.Step.DOWNLOADING, 8L << 20, 74L << 20),
                    new PullProgress.Part("413c8bb60be2", PullProgress.Step.WAITING, 0, 0)))),
        new EmulatorState.Waiting(java.util.Set.of("postgresql")));
  }

  static StackSnapshot broken() {
    return stack(
        new EmulatorState.Failed(
            Problem.of(
                "Port 5432 is taken",
                "dragoncode.yaml fixes port 5432 for PostgreSQL, and the process postgres (pid 812)"
                    + " listens there.",
                Remedy.of("Take the fixed port out of dragoncode.yaml"),
                Remedy.of("Try again", new Remedy.RunCommand("emulators.start")))),
        new EmulatorState.EngineUnavailable(
            Problem.of(
                "Docker does not answer",
                "Nothing listens on /var/run/docker.sock.",
                Remedy.of("Start Docker"),
                Remedy.of("Use embedded engines", new Remedy.RunCommand("engine.embedded")))),
        new EmulatorState.Unhealthy("PING was not answered within 2 s", List.of(), NOW),
        new EmulatorState.Stopped());
  }

  static StackSnapshot none() {
    return new StackSnapshot(1, new EngineStatus.Unknown(), EnginePreference.AUTO, List.of());
  }

  static List<LogLine> logs() {
    return List.of(
        line(
            -9, "postgresql", LogLine.Level.INFO, "database system is ready to accept connections"),
        line(-8, "wiremock", LogLine.Level.INFO, "POST /v1/charges 201 3 ms"),
        line(-7, "rabbitmq", LogLine.Level.INFO, "accepting AMQP connection 172.18.0.1:53122"),
        line(-6, "wiremock", LogLine.Level.ERROR, "POST /v1/charges 402 card_declined"),
        line(-5, "redis", LogLine.Level.INFO, "1 changes in 60 seconds. Saving..."),
        line(
            -4,
            "postgresql",
            LogLine.Level.WARN,
            "checkpoint complete: wrote 412 buffers (2.5%); 0 WAL file(s) added, 0 removed, 1"
                + " recycled; write=1.9 s, sync=0.031 s, total=1.9 s; sync files=301,"
                + " longest=0.010 s"));
  }

  private static LogLine line(int seconds, String source, LogLine.Level level, String text) {
    return new LogLine(NOW.plusSeconds(seconds).plusMillis(208), source, level, text);
  }

  static ReadinessSnapshot checking() {
    return new ReadinessSnapshot(
        1,
        Project.unread(Path.of("/home/dev/shop-api")),
        ProjectSettings.none(),
        new ReadinessSnapshot.State.Loading(4_812, 0, 0),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  static ReadinessSnapshot unreadable() {
    return new ReadinessSnapshot(
        1,
        Project.unread(Path.of("/home/dev/shop-api")),
        ProjectSettings.none(),
        new ReadinessSnapshot.State.Failed(
            Problem.of(
                "The folder cannot be read",
                "/home/dev/shop-api: permission denied.",
                Remedy.of("Give yourself the right to read it"),
                Remedy.of("Check again", new Remedy.RunCommand("readiness.recheck")))),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  static ReadinessSnapshot checked(boolean brokenSettings) {
    List<Finding> findings = new ArrayList<>();
    add(
        findings,
        "PRO-BUILD",
        Phase.PROTOTYPE,
        "Builds with a pinned toolchain",
        Status.PASS,
        "pom.xml with a wrapper",
        "pom.xml",
        1,
        Weight.HIGH,
        Level.C);
    add(
        findings,
        "PRO-README",
        Phase.PROTOTYPE,
        "README tells how to run it",
        Status.PASS,
        "mvn spring-boot:run in a fenced block",
        "README.md",
        12,
        Weight.MEDIUM,
        Level.C);
    add(
        findings,
        "VAL-UNIT",
        Phase.VALIDATE,
        "Unit tests exist",
        Status.PASS,
        "14 test methods in 5 classes",
        "src/test/java/shop/OrderServiceTest.java",
        21,
        Weight.HIGH,
        Level.C);
    add(
        findings,
        "VAL-HOOKS",
        Phase.VALIDATE,
        "Pre-commit hooks configured and installed",
        Status.FAIL,
        "No hook configuration",
        "",
        0,
        Weight.LOW,
        Level.B);
    add(
        findings,
        "PRE-ERRORS",
        Phase.HARDEN,
        "Central error handler, no stack traces out",
        Status.FAIL,
        "No @ControllerAdvice reaches OrderController",
        "src/main/java/shop/OrderController.java",
        31,
        Weight.HIGH,
        Level.C);
    add(
        findings,
        "PRE-VALID",
        Phase.HARDEN,
        "Input validated by schema",
        Status.PASS,
        "1 of 1 write routes",
        "src/main/java/shop/OrderController.java",
        31,
        Weight.HIGH,
        Level.C);
    add(
        findings,
        "PRE-RATE",
        Phase.HARDEN,
        "Rate limiting",
        Status.FAIL,
        "No limiter found",
        "",
        0,
        Weight.HIGH,
        Level.B);
    add(
        findings,
        "PRE-VULN",
        Phase.HARDEN,
        "No known high/critical vulnerability without waiver",
        Status.UNKNOWN,
        "No vulnerability data yet",
        "",
        0,
        Weight.CRITICAL,
        Level.C);
    add(
        findings,
        "PRE-SECRETMGR",
        Phase.HARDEN,
        "Secrets-manager adapter",
        Status.WAIVED,
        "waived until 2027-01-15: single-tenant pilot",
        "dragoncode.yaml",
        14,
        Weight.MEDIUM,
        Level.B);
    add(
        findings,
        "STG-TRACE",
        Phase.OBSERVE,
        "Tracing wired",
        Status.FAIL,
        "No OpenTelemetry dependency",
        "pom.xml",
        20,
        Weight.MEDIUM,
        Level.B);
    add(
        findings,
        "STG-JSONLOG",
        Phase.OBSERVE,
        "Structured logs",
        Status.PASS,
        "logging.structured.format.console=ecs",
        "src/main/resources/application.yaml",
        18,
        Weight.MEDIUM,
        Level.B);
    add(
        findings,
        "PRD-NONROOT",
        Phase.DELIVER,
        "Image runs as non-root",
        Status.FAIL,
        "The final stage has no USER",
        "Dockerfile",
        9,
        Weight.HIGH,
        Level.C);
    add(
        findings,
        "OPS-LIVE",
        Phase.OPERATE,
        "Liveness endpoint",
        Status.PASS,
        "Actuator health is exposed",
        "src/main/resources/application.yaml",
        24,
        Weight.HIGH,
        Level.C);
    add(
        findings,
        "SEC-SCAN",
        Phase.SECURE,
        "SAST, dependency and image scan in CI",
        Status.FAIL,
        "No scanner in .github/workflows/ci.yml",
        ".github/workflows/ci.yml",
        1,
        Weight.HIGH,
        Level.B);
    add(
        findings,
        "DEV-EMU",
        Phase.TEAM,
        "Local emulators for dependencies",
        Status.PASS,
        "4 of 4 in dragoncode.yaml",
        "dragoncode.yaml",
        9,
        Weight.LOW,
        Level.B);
    ReadinessReport report =
        new ReadinessReport(
            findings,
            List.of(
                item("Prototype scaffolded and primary metric identified", Status.PASS),
                item("Feature-flagged rollout and core unit tests added", Status.PASS),
                item("Real integrations swapped in; dependency audit passed", Status.UNKNOWN),
                item("Tracing, logging and SLOs defined", Status.FAIL),
                item("CI builds reproducible artifacts and runs security scans", Status.FAIL),
                item("Canary deployment completed; rollback tested", Status.UNKNOWN),
                item("Runbooks and cost dashboards configured", Status.FAIL)),
            4_812,
            NOW.minusSeconds(4),
            Duration.ofMillis(212),
            brokenSettings
                ? List.of(
                    Problem.of(
                        "dragoncode.yaml cannot be read",
                        "Line 7, column 3: a mapping value is not allowed here. The settings of"
                            + " the last good version hold.",
                        Remedy.of(
                            "Open dragoncode.yaml",
                            new Remedy.OpenFile(Path.of("dragoncode.yaml"), 7))))
                : List.of());
    return new ReadinessSnapshot(
        2,
        new Project(
            Path.of("/home/dev/shop-api"),
            "shop-api",
            List.of(),
            Optional.of("main"),
            Optional.empty()),
        new ProjectSettings(
            Optional.of(
                new ProjectSettings.Goal(
                    "checkout p99",
                    "< 300 ms",
                    List.of(),
                    Optional.of(LocalDate.of(2027, 1, 31)),
                    3)),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            ProjectSettings.none().commands(),
            List.of()),
        new ReadinessSnapshot.State.Live(),
        Optional.of(report),
        List.of(),
        List.of(),
        List.of(
            flag("order-export", "Users may download orders as a table", "2027-02-26", true, 50),
            flag("new-checkout", "One page instead of three", "2026-11-01", true, 100),
            flag("gift-cards", "", "2026-12-24", false, 0)));
  }

  private static Flag flag(
      String key, String description, String expires, boolean enabled, int share) {
    return new Flag(
        "flags/flags.json",
        3,
        key,
        description,
        "@shop-team",
        Optional.of(LocalDate.parse(expires)),
        false,
        enabled,
        Optional.of(share),
        true);
  }

  private static ReadinessReport.ChecklistItem item(String title, Status status) {
    return new ReadinessReport.ChecklistItem(title, status, List.of());
  }

  private static void add(
      List<Finding> findings,
      String id,
      Phase phase,
      String title,
      Status status,
      String summary,
      String file,
      int line,
      Weight weight,
      Level level) {
    CheckSpec check =
        new CheckSpec(
            id,
            phase,
            title,
            weight,
            level,
            "A stack trace in a response tells an attacker what runs inside, and tells a customer"
                + " nothing.",
            "Add one class with @RestControllerAdvice that answers problem+json, and a test that"
                + " reads the body of a 500.");
    findings.add(
        new Finding(
            check,
            status,
            summary,
            file.isEmpty() ? List.of() : List.of(new Evidence(file, line, "")),
            Optional.empty()));
  }
}
