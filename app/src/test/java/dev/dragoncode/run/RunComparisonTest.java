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

    assertThat(comparison.failing()).containsExactly("A one", "A new");
    assertThat(comparison.fixed()).containsExactly("A two");
    assertThat(comparison.added()).containsExactly("A new");
    assertThat(comparison.gone()).containsExactly("A old");
    assertThat(comparison.slower())
        .containsExactly(
            new RunComparison.Slower("A two", Duration.ofMillis(100), Duration.ofMillis(2500)));
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
