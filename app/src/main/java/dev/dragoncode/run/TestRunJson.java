package dev.dragoncode.run;

import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.TestCase.Failure;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestCase.Result;
import dev.dragoncode.run.coverage.Coverage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run of the tests as JSON: what the command line prints and what is kept of it. */
public final class TestRunJson {

  /** Of all failures together; what is beyond is in the output. */
  private static final int MAX_DETAILS = 2 << 20;

  private TestRunJson() {}

  /** The run in maps and lists, in the order in which it is printed. */
  public static Map<String, Object> of(TestRun run) {
    TestReport report = run.report();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("outcome", run.outcome().name().toLowerCase(Locale.ROOT));
    all.put("summary", run.summary());
    all.putAll(counts(report));
    all.put("seconds", seconds(run.took()));
    all.put("began", run.began().toString());
    all.put(
        "commands",
        run.commands().stream()
            .map(each -> Map.of("command", each.plan().shown(), "exitCode", each.exitCode()))
            .toList());
    run.coverage().ifPresent(coverage -> all.put("coverage", coverage.json()));
    run.problem().ifPresent(problem -> all.putAll(KeptProblem.json(problem)));
    all.put("suites", suites(report));
    return all;
  }

  /** A run that was ended before its end: what was reported until then. */
  public static Map<String, Object> soFar(TestReport report) {
    Map<String, Object> all = new LinkedHashMap<>(counts(report));
    all.put("suites", suites(report));
    return all;
  }

  private static Map<String, Object> counts(TestReport report) {
    return ordered(
        "total",
        report.total(),
        "passed",
        report.count(Result.PASSED),
        "failed",
        report.count(Result.FAILED),
        "skipped",
        report.count(Result.SKIPPED),
        "flaky",
        report.flaky().size());
  }

  private static List<Map<String, Object>> suites(TestReport report) {
    int[] left = {MAX_DETAILS};
    List<Map<String, Object>> suites = new ArrayList<>();
    for (TestSuite suite : report.suites()) {
      List<Map<String, Object>> tests = new ArrayList<>();
      suite.cases().forEach(each -> tests.add(json(each, left)));
      suites.add(ordered("name", suite.name(), "seconds", seconds(suite.took()), "tests", tests));
    }
    return suites;
  }

  private static Map<String, Object> json(TestCase test, int[] left) {
    Map<String, Object> one =
        ordered(
            "name",
            test.name(),
            "result",
            test.result().name().toLowerCase(Locale.ROOT),
            "seconds",
            seconds(test.took()));
    if (test.flaky()) {
      one.put("flaky", true);
    }
    test.failure()
        .ifPresent(failure -> {
          one.put("message", failure.message());
          failure
              .place()
              .ifPresent(place -> {
                one.put("place", place.file() + ":" + place.line());
                one.put("known", place.known());
              });
          if (failure.details().length() <= left[0]) {
            left[0] -= failure.details().length();
            one.put("details", failure.details());
          }
        });
    return one;
  }

  /**
   * The tests of a run that was kept.
   *
   * @throws SyntaxException if it is no JSON
   */
  public static TestReport read(String detail) throws SyntaxException {
    List<TestSuite> suites = new ArrayList<>();
    for (Node suite : Json.parse(detail).items("suites")) {
      suites.add(
          new TestSuite(
              suite.text("name").orElse(""),
              suite.items("tests").stream().map(TestRunJson::test).toList()));
    }
    return new TestReport(suites);
  }

  /**
   * The coverage of a run that was kept; empty where it left no report.
   *
   * @throws SyntaxException if it is no JSON
   */
  public static Optional<Coverage> coverage(String detail) throws SyntaxException {
    return Json.parse(detail).at("coverage").map(Coverage::read);
  }

  private static TestCase test(Node node) {
    boolean failure = node.at("message").isPresent();
    return new TestCase(
        node.text("name").orElse(""),
        result(node.text("result").orElse("")),
        Duration.ofNanos(Math.round(number(node.text("seconds").orElse("0")) * 1e9)),
        failure
            ? Optional.of(
                new Failure(
                    node.text("message").orElse(""),
                    node.text("details").orElse(""),
                    node.text("place").flatMap(place -> place(place, known(node)))))
            : Optional.empty(),
        node.text("flaky").filter("true"::equals).isPresent());
  }

  private static boolean known(Node node) {
    return node.text("known").filter("true"::equals).isPresent();
  }

  private static Result result(String word) {
    return switch (word) {
      case "passed" -> Result.PASSED;
      case "failed" -> Result.FAILED;
      default -> Result.SKIPPED;
    };
  }

  private static Optional<Place> place(String text, boolean known) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Place(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)), known));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static double seconds(Duration took) {
    return took.toMillis() / 1000.0;
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }
}
