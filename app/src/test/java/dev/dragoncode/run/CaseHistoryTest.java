package dev.dragoncode.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the last runs tell of single tests. */
class CaseHistoryTest {

  @Test
  void aTestIsFlakyThatPassedAndFailedOnTheSameFiles() {
    CaseHistory history =
        CaseHistory.of(
            List.of(
                run(3, "tree1", "{\"name\":\"a\",\"result\":\"failed\",\"seconds\":0.1}"),
                run(2, "tree1", "{\"name\":\"a\",\"result\":\"passed\",\"seconds\":0.1}")));

    assertThat(history.flaky())
        .containsExactly(new CaseHistory.Flaky("S", "a", 1, 2, Instant.ofEpochSecond(3)));
  }

  @Test
  void oneThatFailedBecauseAFileChangedIsNot() {
    assertThat(
            CaseHistory.of(
                    List.of(
                        run(3, "tree2", "{\"name\":\"a\",\"result\":\"failed\",\"seconds\":0.1}"),
                        run(2, "tree1", "{\"name\":\"a\",\"result\":\"passed\",\"seconds\":0.1}")))
                .flaky())
        .isEmpty();
  }

  @Test
  void oneThatPassedOnlyWhenTriedAgainIs() {
    assertThat(
            CaseHistory.of(
                    List.of(
                        run(
                            3,
                            "tree2",
                            "{\"name\":\"a\",\"result\":\"passed\",\"seconds\":0.1,\"flaky\":true}")))
                .flaky())
        .hasSize(1);
  }

  @Test
  void slowIsToldByTheUsualTime() {
    CaseHistory history =
        CaseHistory.of(
            List.of(
                run(3, "t", "{\"name\":\"a\",\"result\":\"passed\",\"seconds\":0.9}"),
                run(2, "t", "{\"name\":\"a\",\"result\":\"passed\",\"seconds\":0.5}"),
                run(1, "t", "{\"name\":\"a\",\"result\":\"passed\",\"seconds\":0.1}")));

    assertThat(history.slow())
        .containsExactly(
            new CaseHistory.Slow("S", "a", Duration.ofMillis(500), Duration.ofMillis(900), 3));
    assertThat(history.runs()).isEqualTo(3);
  }

  private static RunRecord run(int second, String tree, String test) {
    return new RunRecord(
        "r" + second,
        Kind.TESTS,
        "Tests",
        Outcome.PASSED,
        "",
        List.of(),
        Map.of(),
        "",
        tree,
        Instant.ofEpochSecond(second),
        Duration.ofSeconds(1),
        "{\"suites\":[{\"name\":\"S\",\"tests\":[" + test + "]}]}");
  }
}
