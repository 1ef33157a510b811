package dev.dragoncode.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestCase.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What runners write, as they write it. */
class ReportsTest {

  @Test
  void surefireNamesItsFailureAndTheLineInTheTest() throws SyntaxException {
    List<TestSuite> suites =
        JunitXml.read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="shop.CartTest" time="1,234.5" tests="3" errors="1" skipped="1">
              <properties><property name="java.version" value="25"/></properties>
              <testcase name="adds" classname="shop.CartTest" time="0.012"/>
              <testcase name="removes" classname="shop.CartTest" time="1,234.5">
                <error message="cart is empty" type="java.lang.IllegalStateException"><![CDATA[
            java.lang.IllegalStateException: cart is empty
            	at shop.Cart.remove(Cart.java:17)
            	at shop.CartTest.removes(CartTest.java:31)
            ]]></error>
              </testcase>
              <testcase name="later" classname="shop.CartTest" time="0"><skipped/></testcase>
            </testsuite>
            """);

    assertThat(suites).singleElement().extracting(TestSuite::name).isEqualTo("shop.CartTest");
    assertThat(suites.getFirst().cases())
        .extracting(TestCase::result)
        .containsExactly(Result.PASSED, Result.FAILED, Result.SKIPPED);
    TestCase failed = suites.getFirst().cases().get(1);
    assertThat(failed.took()).isEqualTo(Duration.ofMillis(1_234_500));
    assertThat(failed.failure().orElseThrow().message()).isEqualTo("cart is empty");
    assertThat(failed.failure().orElseThrow().place()).contains(new Place("CartTest.java", 31));
  }

  @Test
  void whatPassedInSurefiresOwnSecondTryIsFlaky() throws SyntaxException {
    TestReport report =
        TestReport.of(
            JunitXml.read(
                """
                <testsuite name="shop.CartTest">
                  <testcase name="adds" classname="shop.CartTest" time="0.1">
                    <flakyFailure message="expected 2 but was 3" type="AssertionError">
                      <stackTrace>at shop.CartTest.adds(CartTest.java:9)</stackTrace>
                    </flakyFailure>
                  </testcase>
                </testsuite>
                """));

    assertThat(report.failed()).isEmpty();
    assertThat(report.flaky()).containsExactly("shop.CartTest adds");
  }

  @Test
  void suitesOfSuitesAreFoundAtAnyDepth() throws SyntaxException {
    assertThat(
            JunitXml.read(
                """
                <testsuites><testsuite name="outer"><testsuite name="inner">
                  <testcase name="works" time="abc"/>
                </testsuite></testsuite></testsuites>
                """))
        .singleElement()
        .satisfies(suite -> {
          assertThat(suite.name()).isEqualTo("inner");
          assertThat(suite.took()).isZero();
        });
  }

  @Test
  void aFileThatPytestCouldNotImportIsASuiteByItself() throws SyntaxException {
    List<TestSuite> suites =
        JunitXml.read(
            """
            <testsuites><testsuite name="pytest" errors="1" tests="1">
            <testcase classname="" name="tests.test_signing.test_timed" time="0.000">
            <error message="collection failure">E   ModuleNotFoundError: No module named 'clock'
            </error></testcase></testsuite></testsuites>
            """);

    assertThat(suites)
        .singleElement()
        .satisfies(suite -> {
          assertThat(suite.name()).isEqualTo("tests.test_signing.test_timed");
          assertThat(suite.cases())
              .extracting(TestCase::name)
              .containsExactly("(could not be run)");
        });
  }

  @Test
  void whatIsStillToBeDoneInNodeMayFail() throws SyntaxException {
    List<TestSuite> suites =
        JunitXml.read(
            """
            <testsuites><testsuite name="cart">
            <testcase name="unfinished" time="0.0004" classname="test" failure="x">
            <skipped type="todo" message="true"/><failure type="testCodeFailure" message="x"/>
            </testcase></testsuite></testsuites>
            """);

    assertThat(suites.getFirst().count(TestCase.Result.SKIPPED)).isEqualTo(1);
  }

  @Test
  void quotesThatNodeEscapesTwiceAreQuotes() throws SyntaxException {
    List<TestSuite> suites =
        JunitXml.read(
            """
            <testsuites>
            <testcase name="is silent at level &amp;quot;silent&amp;quot;" time="0.1" classname="test"/>
            </testsuites>
            """);

    assertThat(suites.getFirst().cases().getFirst().name())
        .isEqualTo("is silent at level \"silent\"");
  }

  @Test
  void aReportThatIsCutOffIsRefused() {
    assertThatThrownBy(() -> JunitXml.read("<testsuite name='a'><testcase"))
        .isInstanceOf(SyntaxException.class);
  }

  @Test
  void jestNamesFilesRelativeToWhereItRanAndKeepsThoseThatCouldNotBeLoaded()
      throws SyntaxException {
    List<TestSuite> suites =
        JestJson.read(
            """
            {"testResults": [
              {"name": "/work/shop/src/cart.test.ts", "status": "failed", "assertionResults": [
                {"title": "adds", "fullName": "cart adds", "status": "passed", "duration": 3},
                {"title": "removes", "fullName": "cart removes", "status": "failed",
                 "failureMessages": ["Error: \\u001b[31mexpected 1\\u001b[39m\\n    at Object.<anonymous> (/work/shop/src/cart.test.ts:12:5)"]},
                {"title": "later", "fullName": "cart later", "status": "todo"}]},
              {"name": "/work/shop/src/broken.test.ts", "status": "failed",
               "message": "SyntaxError: unexpected token", "assertionResults": []}]}
            """,
            Path.of("/work/shop"));

    assertThat(suites)
        .extracting(TestSuite::name)
        .containsExactly("src/cart.test.ts", "src/broken.test.ts");
    TestCase failed = suites.getFirst().cases().get(1);
    assertThat(failed.failure().orElseThrow().message()).isEqualTo("Error: expected 1");
    assertThat(failed.failure().orElseThrow().place())
        .contains(new Place("/work/shop/src/cart.test.ts", 12));
    assertThat(suites.get(1).count(Result.FAILED)).isEqualTo(1);
  }

  @Test
  void goTellsOfSubtestsAndOfPackagesThatDoNotBuild() {
    GoEvents events = new GoEvents();
    """
    {"Action":"start","Package":"example.org/shop"}
    {"Action":"run","Package":"example.org/shop","Test":"TestCart"}
    {"Action":"output","Package":"example.org/shop","Test":"TestCart/empty","Output":"    cart_test.go:14: want 1, got 2\\n"}
    {"Action":"fail","Package":"example.org/shop","Test":"TestCart/empty","Elapsed":0.01}
    {"Action":"pass","Package":"example.org/shop","Test":"TestOther","Elapsed":1.5}
    {"Action":"skip","Package":"example.org/shop","Test":"TestLater"}
    {"Action":"fail","Package":"example.org/shop","Elapsed":1.6}
    # example.org/broken
    {"Action":"output","Package":"example.org/broken","Output":"broken.go:3: undefined: x\\n"}
    {"Action":"fail","Package":"example.org/broken"}
    {"not an event
    """
        .lines()
        .forEach(events::line);

    TestReport report = TestReport.of(events.suites());
    assertThat(report.total()).isEqualTo(4);
    assertThat(report.failed())
        .containsExactly(
            "example.org/shop TestCart/empty", "example.org/broken (could not be run)");
    assertThat(report.suites().getFirst().cases().getFirst().failure().orElseThrow().place())
        .contains(new Place("cart_test.go", 14));
  }

  @Test
  void unittestIsReadWithAndWithoutDescriptions() {
    UnittestLines lines = new UnittestLines();
    """
    test_adds (shop.tests.CartTest.test_adds) ... ok
    test_removes (shop.tests.CartTest)
    Removing leaves nothing behind. ... FAIL
    test_later (shop.tests.CartTest.test_later) ... skipped 'not yet'

    ======================================================================
    FAIL: test_removes (shop.tests.CartTest)
    Removing leaves nothing behind.
    ----------------------------------------------------------------------
    Traceback (most recent call last):
      File "/work/shop/tests.py", line 9, in test_removes
    AssertionError: 1 != 0

    ----------------------------------------------------------------------
    Ran 3 tests in 0.002s
    """
        .lines()
        .forEach(lines::line);

    TestReport report = TestReport.of(lines.suites());
    assertThat(report.total()).isEqualTo(3);
    assertThat(report.failed()).containsExactly("shop.tests.CartTest test_removes");
    TestCase.Failure failure = report.suites().getFirst().cases().get(1).failure().orElseThrow();
    assertThat(failure.message()).isEqualTo("AssertionError: 1 != 0");
    assertThat(failure.place()).contains(new Place("/work/shop/tests.py", 9));
  }

  @Test
  void aRunWithoutATestProvesNothingAndOneWithoutAReportCountsByItsEnd() {
    TestPlan plan =
        new TestPlan(
            "", "make test", List.of("make", "test"), Map.of(), new TestPlan.Results.ExitCode());
    assertThat(run(plan, 0, true, TestReport.empty()).outcome()).isEqualTo(TestRun.Outcome.NOTHING);
    assertThat(run(plan, 0, false, TestReport.empty()).outcome()).isEqualTo(TestRun.Outcome.PASSED);
    assertThat(run(plan, 2, false, TestReport.empty()).summary())
        .isEqualTo("make test ended with 2 before a test was executed");
    TestReport one =
        TestReport.of(
            List.of(
                new TestSuite(
                    "a",
                    List.of(
                        new TestCase(
                            "b", Result.PASSED, Duration.ZERO, Optional.empty(), false)))));
    assertThat(run(plan, 1, true, one).outcome()).isEqualTo(TestRun.Outcome.FAILED);
    assertThat(run(plan, 1, true, one).summary())
        .isEqualTo("make test ended with 1, though 1 test passed");
  }

  private static TestRun run(TestPlan plan, int exitCode, boolean report, TestReport tests) {
    return new TestRun(
        List.of(new TestRun.Ran(plan, exitCode, false, report, List.of())),
        tests,
        Instant.EPOCH,
        Duration.ZERO);
  }
}
