package dev.dragoncode.ui.gallery;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Content for the gallery: a project's checklist, in every state that a screen must show. */
final class SampleReadiness {

  private SampleReadiness() {}

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
            SampleWorld.NOW.minusSeconds(4),
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
