package dev.dragoncode.run;

import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.run.TestCase.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the events that {@code go test -json} prints, a line each; see {@code go doc test2json}.
 */
public final class GoEvents {

  private final Map<String, List<TestCase>> suites = new LinkedHashMap<>();
  private final Map<String, StringBuilder> outputs = new LinkedHashMap<>();
  private final Map<String, StringBuilder> packages = new LinkedHashMap<>();

  /** Takes a line; what is no event, such as a compiler's message, is passed over. */
  public void line(String text) {
    if (!text.startsWith("{")) {
      return;
    }
    try {
      Node event = Json.parse(text);
      String suite = event.text("Package").or(() -> event.text("ImportPath")).orElse("");
      String test = event.text("Test").orElse("");
      switch (event.text("Action").orElse("")) {
        case "output", "build-output" -> output(suite, test, event.text("Output").orElse(""));
        case "pass" -> ended(suite, test, Result.PASSED, event);
        case "skip" -> ended(suite, test, Result.SKIPPED, event);
        case "fail" -> ended(suite, test, Result.FAILED, event);
        default -> {}
      }
    } catch (SyntaxException e) {
      // a line that only begins like an event is the program's own output
      return;
    }
  }

  private void output(String suite, String test, String text) {
    StringBuilder all =
        test.isEmpty()
            ? packages.computeIfAbsent(suite, _ -> new StringBuilder())
            : outputs.computeIfAbsent(suite + " " + test, _ -> new StringBuilder());
    if (all.length() < Failures.MAX_DETAILS) {
      all.append(text);
    }
  }

  private void ended(String suite, String test, Result result, Node event) {
    if (test.isEmpty()) {
      packageEnded(suite, result);
      return;
    }
    StringBuilder output = outputs.remove(suite + " " + test);
    add(
        suite,
        new TestCase(
            test,
            result,
            seconds(event),
            result == Result.FAILED
                ? Optional.of(Failures.of("", output == null ? "" : output.toString(), "_test.go"))
                : Optional.empty(),
            false));
  }

  /** A package that fails without a failed test could not be built, or ended in its set-up. */
  private void packageEnded(String suite, Result result) {
    StringBuilder output = packages.remove(suite);
    boolean told =
        suites.getOrDefault(suite, List.of()).stream().anyMatch(c -> c.result() == Result.FAILED);
    if (result == Result.FAILED && !told) {
      add(
          suite,
          new TestCase(
              JunitXml.NOT_RUN,
              Result.FAILED,
              Duration.ZERO,
              Optional.of(Failures.of("", output == null ? "" : output.toString(), "")),
              false));
    }
  }

  private void add(String suite, TestCase test) {
    suites.computeIfAbsent(suite, _ -> new ArrayList<>()).add(test);
  }

  private static Duration seconds(Node event) {
    try {
      return Duration.ofNanos(
          Math.round(Double.parseDouble(event.text("Elapsed").orElse("0")) * 1e9));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  /** What has ended so far: one suite for each package. */
  public List<TestSuite> suites() {
    return suites.entrySet().stream().map(e -> new TestSuite(e.getKey(), e.getValue())).toList();
  }
}
