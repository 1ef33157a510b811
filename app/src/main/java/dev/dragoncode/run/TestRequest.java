package dev.dragoncode.run;

import java.util.List;

/**
 * Which tests are to be run.
 *
 * @param only these; all where it is empty
 */
public record TestRequest(List<Named> only) {

  /** All of the project. */
  public static final TestRequest ALL = new TestRequest(List.of());

  public TestRequest {
    only = List.copyOf(only);
  }

  /** A test by its suite's name and its own, as its runner reports them. */
  public record Named(String suite, String name) {}

  public boolean all() {
    return only.isEmpty();
  }

  /** Of a report the tests that were asked for; runners report others as skipped. */
  TestReport of(TestReport report) {
    if (all()) {
      return report;
    }
    return new TestReport(
        report.suites().stream()
            .map(suite ->
                new TestSuite(
                    suite.name(),
                    suite.cases().stream()
                        .filter(each -> only.contains(new Named(suite.name(), each.name())))
                        .toList()))
            .filter(suite -> !suite.cases().isEmpty())
            .toList());
  }

  /** The same for a list of suites. */
  public List<TestSuite> of(List<TestSuite> suites) {
    return of(new TestReport(suites)).suites();
  }
}
