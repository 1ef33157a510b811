package dev.dragoncode.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.run.RunnerLines.Format;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as the runners print them: Vitest 3.2, Jest 29.7, Node 20, pytest 9. */
class RunnerLinesTest {

  @Test
  void vitestTellsEachTestByItsFile() {
    assertThat(
            read(
                Format.VITEST,
                " RUN  v3.2.7 /tmp/js",
                " ✓ test/a.test.js > adds 3ms",
                " × test/a.test.js > cart > sums > well 14ms",
                "   → expected { a: 1 } to deeply equal { a: 2 }",
                " ↓ test/a.test.js > cart > later",
                " ✓  TS  test/types.test-d.ts > query > has a type",
                " ✓ |unit| test/c.test.ts > of a project 2ms",
                " ✓ test/d.test.ts > isScript > \u0000/\t//test",
                " ✓ t2/b.test.js > other 1ms"))
        .containsExactly(
            "test/a.test.js | adds PASSED 3",
            "test/a.test.js | cart > sums > well FAILED 14",
            "test/a.test.js | cart > later SKIPPED 0",
            "test/types.test-d.ts | query > has a type PASSED 0",
            "test/c.test.ts | of a project PASSED 2",
            "test/d.test.ts | isScript > / //test PASSED 0",
            "t2/b.test.js | other PASSED 1");
  }

  @Test
  void nodeTellsTestsBelowTheirSuiteAndTheFailedOnesAgain() {
    assertThat(
            read(
                Format.NODE,
                "✔ adds (2.4ms)",
                "▶ cart",
                "  ✖ sums (4.2ms)",
                "    AssertionError [ERR_ASSERTION]: Expected",
                "  ﹣ later (0.1ms) # SKIP",
                "  ✖ unfinished (0.2ms) # TODO",
                "  ✔ reads # signs (1ms)",
                "▶ cart (6.1ms)",
                "✔ last (1ms)",
                "ℹ tests 4",
                "✖ failing tests:",
                "✖ sums (4.2ms)"))
        .containsExactly(
            "tests | adds PASSED 2",
            "tests | last PASSED 1",
            "cart | sums FAILED 4",
            "cart | later SKIPPED 0",
            "cart | unfinished SKIPPED 0",
            "cart | reads # signs PASSED 1");
  }

  @Test
  void pytestTellsEachTestByItsNode() {
    assertThat(
            read(
                Format.PYTEST,
                "tests/test_a.py::TestCart::test_sum FAILED                   [ 16%]",
                "tests/test_a.py::TestCart::test_p[a b] PASSED                [ 50%]",
                "tests/test_a.py::test_skip SKIPPED (unconditional skip)      [ 83%]",
                "tests/test_a.py::test_err ERROR                              [100%]",
                "[gw0] [ 40%] PASSED tests/test_b.py::test_far",
                "FAILED tests/test_a.py::TestCart::test_sum - AssertionError"))
        .containsExactly(
            "tests.test_a.TestCart | test_sum FAILED 0",
            "tests.test_a.TestCart | test_p[a b] PASSED 0",
            "tests.test_a | test_skip SKIPPED 0",
            "tests.test_a | test_err FAILED 0",
            "tests.test_b | test_far PASSED 0");
  }

  @Test
  void jestTellsTheTestsOfAFileOnceItHasEnded() {
    assertThat(
            read(
                Format.JEST,
                "FAIL ./a.test.js",
                "  ✓ adds (2 ms)",
                "  cart",
                "    ✕ sums (3 ms)",
                "    ○ skipped later",
                "    in",
                "      ✓ deep",
                "  ✓ last",
                "",
                "  ● cart › sums",
                "    expect(received).toEqual(expected)",
                "PASS t2/b.test.js",
                "  ✓ other (1 ms)"))
        .containsExactly(
            "a.test.js | adds PASSED 2",
            "a.test.js | cart sums FAILED 3",
            "a.test.js | cart later SKIPPED 0",
            "a.test.js | cart in deep PASSED 0",
            "a.test.js | last PASSED 0",
            "t2/b.test.js | other PASSED 1");
  }

  @Test
  void jestHadNoBlankBeforeItsUnitsAndHasSecondsForSlowTests() {
    assertThat(
            read(
                Format.JEST,
                "PASS src/loader.test.js (5.2s)",
                "  Primary API",
                "    ✓ batches (48ms)",
                "    ✓ waits (1.25 s)",
                "    ✓ batches"))
        .containsExactly(
            "src/loader.test.js | Primary API batches PASSED 48",
            "src/loader.test.js | Primary API waits PASSED 1250",
            "src/loader.test.js | Primary API batches PASSED 0");
  }

  @Test
  void pytestTellsWhatItCouldNotImportAndWhatCouldNotBeTornDownOnce() {
    assertThat(
            read(
                Format.PYTEST,
                "tests/test_b.py::test_far PASSED                             [ 50%]",
                "tests/test_b.py::test_far ERROR                              [ 50%]",
                "____________ ERROR collecting tests/test_a/test_timed.py ____________",
                "ERROR tests/test_a/test_timed.py"))
        .containsExactly(
            "tests.test_b | test_far FAILED 0",
            "tests.test_a.test_timed | (could not be run) FAILED 0");
  }

  private static List<String> read(Format format, String... lines) {
    RunnerLines read = new RunnerLines(format);
    for (String line : lines) {
      read.line(line);
    }
    return read.suites().stream()
        .flatMap(suite ->
            suite.cases().stream()
                .map(each ->
                    suite.name()
                        + " | "
                        + each.name()
                        + " "
                        + each.result()
                        + " "
                        + each.took().toMillis()))
        .toList();
  }
}
