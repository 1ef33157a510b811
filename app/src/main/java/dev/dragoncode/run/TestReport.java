package dev.dragoncode.run;

import dev.dragoncode.run.TestCase.Failure;
import dev.dragoncode.run.TestCase.Place;
import dev.dragoncode.run.TestCase.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What all tests of a run came to. */
public record TestReport(List<TestSuite> suites) {

  public TestReport {
    suites = List.copyOf(suites);
  }

  /** Nothing was tested. */
  public static TestReport empty() {
    return new TestReport(List.of());
  }

  /** The tests of all; suites of the same name are one. */
  public static TestReport of(List<TestSuite> parts) {
    Map<String, List<TestCase>> byName = new LinkedHashMap<>();
    parts.forEach(
        part -> byName.computeIfAbsent(part.name(), _ -> new ArrayList<>()).addAll(part.cases()));
    return new TestReport(
        byName.entrySet().stream().map(e -> new TestSuite(e.getKey(), e.getValue())).toList());
  }

  public int total() {
    return suites.stream().mapToInt(suite -> suite.cases().size()).sum();
  }

  /** How many tests came to this. */
  public int count(Result result) {
    return suites.stream().mapToInt(suite -> suite.count(result)).sum();
  }

  /** Tests that passed only when they were tried again, with their suite's name. */
  public List<String> flaky() {
    return named(TestCase::flaky);
  }

  /** Tests that failed, with their suite's name. */
  public List<String> failed() {
    return named(each -> each.result() == Result.FAILED);
  }

  private List<String> named(Predicate<TestCase> which) {
    return suites.stream()
        .flatMap(suite ->
            suite.cases().stream().filter(which).map(each -> suite.name() + " " + each.name()))
        .toList();
  }

  /**
   * This report with what a second try of the failed tests came to: one that passed then is flaky,
   * any other has failed.
   */
  public TestReport retried(TestReport second) {
    List<TestSuite> after = new ArrayList<>();
    for (TestSuite suite : suites) {
      List<TestCase> cases = new ArrayList<>();
      for (TestCase each : suite.cases()) {
        boolean passed = each.result() == Result.FAILED && second.passed(suite.name(), each.name());
        cases.add(
            passed
                ? new TestCase(each.name(), Result.PASSED, each.took(), each.failure(), true)
                : each);
      }
      after.add(new TestSuite(suite.name(), cases));
    }
    return new TestReport(after);
  }

  /**
   * This report with places in the project's files where its names can be found there.
   *
   * @param paths the project's path of a file that a runner names
   */
  public TestReport located(Function<Place, Optional<String>> paths) {
    return new TestReport(
        suites.stream()
            .map(suite ->
                new TestSuite(
                    suite.name(), suite.cases().stream().map(c -> located(c, paths)).toList()))
            .toList());
  }

  private static TestCase located(TestCase test, Function<Place, Optional<String>> paths) {
    Optional<Failure> failure =
        test.failure()
            .map(each ->
                new Failure(
                    each.message(),
                    each.details(),
                    each.place()
                        .map(place ->
                            paths
                                .apply(place)
                                .map(path -> new Place(path, place.line(), true))
                                .orElse(place))));
    return new TestCase(test.name(), test.result(), test.took(), failure, test.flaky());
  }

  private boolean passed(String suite, String name) {
    List<TestCase> same =
        suites.stream()
            .filter(each -> each.name().equals(suite))
            .flatMap(each -> each.cases().stream())
            .filter(each -> each.name().equals(name))
            .toList();
    return !same.isEmpty() && same.stream().allMatch(each -> each.result() == Result.PASSED);
  }
}
