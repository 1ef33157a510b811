package dev.dragoncode.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.run.RunComparison.Figure;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs between two runs. */
class RunComparisonTest {

  @Test
  void testsAreComparedByName() throws Exception {
    RunComparison comparison =
        RunComparison.of(
            run(
                Kind.TESTS,
                "{\"suites\":[{\"name\":\"A\",\"tests\":["
                    + test("one", "passed", 0.1)
                    + ","
                    + test("two", "failed", 0.1)
                    + ","
                    + test("old", "passed", 0.1)
                    + "]}]}"),
            run(
                Kind.TESTS,
                "{\"suites\":[{\"name\":\"A\",\"tests\":["
                    + test("one", "failed", 0.1)
                    + ","
                    + test("two", "passed", 2.5)
                    + ","
                    + test("new", "failed", 0.1)
                    + "]}]}"));

    assertThat(comparison.failing()).extracting(Finding::words).containsExactly("A one", "A new");
    assertThat(comparison.fixed()).extracting(Finding::words).containsExactly("A two");
    assertThat(comparison.added()).extracting(Finding::words).containsExactly("A new");
    assertThat(comparison.gone()).extracting(Finding::words).containsExactly("A old");
    assertThat(comparison.slower())
        .containsExactly(
            new RunComparison.Slower(
                new Finding("two", "A", TestCase.Result.PASSED, Duration.ofMillis(2500), ""),
                Duration.ofMillis(100)));
    assertThat(comparison.same()).isFalse();
  }

  @Test
  void othersAreComparedByTheirFigures() throws Exception {
    RunComparison comparison =
        RunComparison.of(
            run(Kind.LOAD, "{\"p99\":12.5,\"status\":{\"200\":10},\"words\":\"x\"}"),
            run(Kind.LOAD, "{\"p99\":14,\"errors\":[1,2]}"));

    assertThat(comparison.figures())
        .contains(
            new Figure("p99", "12.5", "14"),
            new Figure("status.200", "10", ""),
            new Figure("errors", "", "2"));
    assertThat(comparison.figures()).noneMatch(each -> each.name().equals("words"));
  }

  @Test
  void nothingIsToldTwiceOfTests() throws Exception {
    String detail = "{\"total\":2,\"seconds\":0.5,\"commands\":[{}],\"suites\":[]}";
    RunComparison comparison = RunComparison.of(run(Kind.TESTS, detail), run(Kind.TESTS, detail));

    assertThat(comparison.figures())
        .extracting(Figure::name)
        .containsExactly("took", "total", "suites");
  }

  @Test
  void anAuditListsWhatIsFoundSinceAndWhatIsGone() throws Exception {
    RunComparison comparison =
        RunComparison.of(
            run(Kind.AUDIT, audit(vulnerability("A-1", "lodash"), vulnerability("A-2", "qs"))),
            run(Kind.AUDIT, audit(vulnerability("A-2", "qs"), vulnerability("A-3", "ws"))));

    assertThat(comparison.failing())
        .containsExactly(
            new Finding(
                "A-3", "ws 1.0", TestCase.Result.FAILED, Duration.ZERO, "high · it breaks"));
    assertThat(comparison.fixed()).extracting(Finding::words).containsExactly("lodash 1.0 A-1");
    assertThat(comparison.added()).isEmpty();
    assertThat(comparison.gone()).isEmpty();
  }

  @Test
  void hooksAndProbesAreComparedByName() throws Exception {
    RunComparison hooks =
        RunComparison.of(
            run(Kind.HOOKS, "{\"hooks\":[" + test("format", "passed", 0.1) + "]}"),
            run(Kind.HOOKS, "{\"hooks\":[" + test("format", "failed", 0.9) + "]}"));
    RunComparison probes =
        RunComparison.of(
            run(Kind.PROBES, probe("PRD-LIVE", "refuted")),
            run(Kind.PROBES, probe("PRD-LIVE", "shown")));

    assertThat(hooks.failing()).extracting(Finding::name).containsExactly("format");
    assertThat(hooks.slower()).hasSize(1);
    assertThat(probes.fixed()).extracting(Finding::name).containsExactly("PRD-LIVE");
    assertThat(probes.failing()).isEmpty();
  }

  @Test
  void whatElseWasNotTheSameIsNamed() throws Exception {
    RunComparison comparison =
        RunComparison.of(
            with("mvn test", "abc", Map.of("CI", "true", "TZ", "UTC")),
            with("mvn verify", "abc", Map.of("CI", "true")));

    assertThat(comparison.circumstances())
        .containsExactly(
            new Figure("command", "mvn test", "mvn verify"), new Figure("TZ", "UTC", ""));
    assertThat(comparison.same()).isTrue();
  }

  private static String audit(String... vulnerabilities) {
    return "{\"vulnerabilities\":[" + String.join(",", vulnerabilities) + "]}";
  }

  private static String vulnerability(String id, String name) {
    return "{\"id\":\"%s\",\"package\":\"%s\",\"version\":\"1.0\",\"severity\":\"high\",\"summary\":\"it breaks\"}"
        .formatted(id, name);
  }

  private static String probe(String check, String outcome) {
    return "{\"probes\":[{\"check\":\"%s\",\"outcome\":\"%s\",\"summary\":\"\"}]}"
        .formatted(check, outcome);
  }

  private static RunRecord with(String command, String commit, Map<String, String> environment) {
    return new RunRecord(
        "x",
        Kind.TESTS,
        "",
        Outcome.PASSED,
        "",
        List.of(command),
        environment,
        commit,
        "",
        Instant.EPOCH,
        Duration.ofSeconds(1),
        "{}");
  }

  private static String test(String name, String result, double seconds) {
    return "{\"name\":\"%s\",\"result\":\"%s\",\"seconds\":%s}".formatted(name, result, seconds);
  }

  private static RunRecord run(Kind kind, String detail) {
    return new RunRecord(
        "x",
        kind,
        "",
        Outcome.PASSED,
        "",
        List.of(),
        Map.of(),
        "",
        "",
        Instant.EPOCH,
        Duration.ofSeconds(1),
        detail);
  }
}
