package dev.dragoncode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.app.CommandLines.Ran;
import dev.dragoncode.cli.Exit;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.scaffold.AnswersFile;
import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.Capability;
import dev.dragoncode.scaffold.StackKind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both stacks with no, each single and all capabilities: generated, built with their own tools from
 * their registries, tested against emulators, started, called, ended. The matrix does all of it and
 * writes {@code docs/scaffold-matrix.md}. It takes longest of all, and so begins first.
 */
@Order(1)
class ScaffoldMatrixTest {

  private static final boolean MATRIX = Boolean.getBoolean("dragoncode.matrix");

  /**
   * A load and profile baseline is kept once somebody has measured the service: no file decides
   * that.
   */
  private static final String MEASURED = "STG-PROFILE";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDER =
      """
      {"customer": "Ada Lovelace", "total": "12.50", "email": "ada@example.com"}\
      """;
  private static final Map<String, String> ROWS = new TreeMap<>();

  @TempDir private Path folder;
  private final Shutdown shutdown = new Shutdown();
  private Composition composition;

  /**
   * A project.
   *
   * @param options of {@code dragoncode new}
   */
  record Combination(StackKind stack, String name, List<String> options) {
    @Override
    public String toString() {
      return stack.id() + ", " + name;
    }
  }

  static Stream<Combination> combinations() {
    List<Combination> all = new ArrayList<>();
    for (StackKind stack : StackKind.values()) {
      all.add(new Combination(stack, "none", List.of()));
      if (MATRIX) {
        for (Capability each : Capabilities.all()) {
          all.add(new Combination(stack, each.id(), List.of("--with", each.id())));
        }
      }
      all.add(new Combination(stack, "all", List.of("--all")));
    }
    String only = System.getProperty("scaffold.only", "");
    return all.stream().filter(each -> only.isEmpty() || each.toString().matches(only));
  }

  @BeforeEach
  void compose() {
    composition = new CommandLines(folder.resolve("home")).services(shutdown);
  }

  @AfterEach
  void endEverything() throws Exception {
    run("down", project().toString());
    shutdown.run();
  }

  @AfterAll
  static void writeResults() throws IOException {
    if (MATRIX && !ROWS.isEmpty()) {
      Files.writeString(
          Path.of("docs", "scaffold-matrix.md"),
          """
          # Every combination that the scaffold is tried with

          Written by `ScaffoldMatrixTest` (`mvn verify -Pmatrix`). Each row is a project that was generated, built with its own tool from its registry, tested
          (unit tests, and integration tests against the emulators of its `dragoncode.yaml` on the embedded engine), started as in production with a real PostgreSQL and OpenID Connect
          provider, called (a stranger, a wrong body, a creation, a list), asked for its metrics, its log and its spans, and ended by SIGTERM.
          `none` and `all` run in every build.

          | project | tests | build and tests, s | ready after, s | spans | ended within, s | readiness, checks passed of decided |
          | --- | --- | --- | --- | --- | --- | --- |
          """
              + String.join("\n", ROWS.values())
              + "\n");
    }
  }

  private Path project() {
    return folder.resolve("shop-api");
  }

  private Ran run(String... arguments) {
    return CommandLines.run(composition, arguments);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void isBuiltTestedStartedAndCalled(Combination combination) throws Exception {
    if (combination.stack() == StackKind.NODE) {
      boolean node = Stream.of("node", "npm").allMatch(ScaffoldMatrixTest::onPath);
      assertThat(node || System.getenv("DRAGONCODE_REQUIRE_NODE") == null).isTrue();
      assumeTrue(node, "Node.js and npm are not on the PATH");
    }
    List<String> made =
        new ArrayList<>(
            List.of(
                "new", "shop-api", "--in", folder.toString(), "--stack", combination.stack().id()));
    made.addAll(combination.options());
    assertThat(run(made.toArray(String[]::new)).code()).isEqualTo(Exit.OK);
    Set<String> has =
        AnswersFile.read(Files.readString(project().resolve(AnswersFile.PATH)))
            .answers()
            .capabilities();
    // what has no embedded engine, such as the collector, is named and does without
    Ran up = run("up", "--engine", "embedded", "--detach", project().toString());
    assertThat(up.code()).as(up.err()).isIn(Exit.OK, Exit.GAPS);
    Map<String, String> emulators = composition.settings(project());

    Instant begun = Instant.now();
    if (combination.stack() == StackKind.NODE) {
      GeneratedService.ran(
          project(), Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
      if (MATRIX || !has.isEmpty()) {
        GeneratedService.ran(project(), Map.of(), "npm", "run", "lint");
      }
      GeneratedService.ran(project(), Map.of(), "npm", "run", "build");
    }
    Ran tested = run("test", "--trust", "--json", project().toString());
    assertThat(tested.code()).as(tested.out() + tested.err()).isEqualTo(Exit.OK);
    JsonNode report = tested.json();
    assertThat(report.get("failed").asInt()).isZero();
    assertThat(report.get("skipped").asInt()).as(tested.out()).isZero();
    assertThat(report.get("passed").asInt()).isGreaterThan(5);
    Duration built = Duration.between(begun, Instant.now());

    Instant started = Instant.now();
    Duration ready;
    Duration ended;
    int spans;
    try (GeneratedService service =
        GeneratedService.start(project(), combination.stack(), has, emulators)) {
      ready = Duration.between(started, Instant.now());
      call(service, combination.stack(), has);
      ended = service.terminate();
      spans = service.spans();
      assertThat(spans > 0).as("spans arrive").isEqualTo(has.contains("telemetry"));
    }
    ReadinessReport readiness = composition.check(project()).report().orElseThrow();
    if (combination.name().equals("all")) {
      assertThat(readiness.findings().stream().filter(f -> f.status() == Status.FAIL))
          .extracting(finding -> finding.check().id())
          .filteredOn(check -> !check.equals(MEASURED))
          .isEmpty();
    }
    ROWS.put(
        combination.toString(),
        "| %s | %d | %.1f | %.1f | %s | %.1f | %d of %d |"
            .formatted(
                combination,
                report.get("passed").asInt(),
                built.toMillis() / 1e3,
                ready.toMillis() / 1e3,
                spans > 0 ? "arrive" : "none",
                ended.toMillis() / 1e3,
                readiness.tally().passed(),
                readiness.tally().decided()));
  }

  private static void call(GeneratedService service, StackKind stack, Set<String> has)
      throws Exception {
    assertThat(service.ask("GET", "/api/orders", "", "").statusCode()).isEqualTo(401);
    assertThat(service.ask("GET", "/", "", "").body()).contains("<html");
    String token = service.token();
    HttpResponse<String> made = service.ask("POST", "/api/orders", token, ORDER);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = JSON.readTree(made.body()).get("id").asText();
    JsonNode read = JSON.readTree(service.ask("GET", "/api/orders/" + id, token, "").body());
    assertThat(read.get("total").asText()).isEqualTo("12.50");
    assertThat(service.ask("GET", "/api/orders", token, "").body()).contains(id);
    HttpResponse<String> refused =
        service.ask("POST", "/api/orders", token, ORDER.replace("12.50", "12.505"));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    if (has.contains("middleware")) {
      assertThat(refused.headers().firstValue("content-type").orElse(""))
          .startsWith("application/problem+json");
    }
    assertThat(service.ask("GET", GeneratedService.metrics(stack), "", "").body())
        .contains(stack == StackKind.SPRING ? "orders_added_total" : "orders_created_total");
    assertThat(service.ask("DELETE", "/api/orders/" + id, token, "").statusCode()).isEqualTo(204);
    if (has.contains("telemetry")) {
      service.waitFor(
          "a line of the log with the id of a trace",
          () -> service.log().stream().anyMatch(line -> line.toString().matches(".*[tT]race.*")));
      assertThat(service.log()).noneMatch(line -> line.toString().contains("ada@example.com"));
    }
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }
}
