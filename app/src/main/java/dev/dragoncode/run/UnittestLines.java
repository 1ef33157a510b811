package dev.dragoncode.run;

import dev.dragoncode.run.TestCase.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what Python's unittest, and so Django, prints of each test when it is told to. */
public final class UnittestLines {

  private static final Pattern TEST =
      Pattern.compile(
          "(\\w+) \\(([\\w.]+)\\)(?:.*)? \\.\\.\\. (ok|FAIL|ERROR|skipped .*|expected failure)");

  /** The name stands on a line of its own where the test has a description. */
  private static final Pattern NAME = Pattern.compile("(\\w+) \\(([\\w.]+)\\)");

  private static final Pattern RESULT =
      Pattern.compile(".* \\.\\.\\. (ok|FAIL|ERROR|skipped .*|expected failure)");

  private static final Pattern HEAD = Pattern.compile("(?:FAIL|ERROR): (\\w+) \\(([\\w.]+)\\).*");

  private final Map<String, Result> results = new LinkedHashMap<>();
  private final Map<String, StringBuilder> details = new LinkedHashMap<>();
  private Optional<String> named = Optional.empty();
  private Optional<String> failing = Optional.empty();

  /** Takes a line of its error stream. */
  public void line(String text) {
    Matcher test = TEST.matcher(text);
    Matcher head = HEAD.matcher(text);
    Matcher result = RESULT.matcher(text);
    Matcher name = NAME.matcher(text);
    if (test.matches()) {
      results.put(key(test), result(test.group(3)));
    } else if (head.matches()) {
      failing = Optional.of(key(head));
    } else if (result.matches() && named.isPresent()) {
      results.put(named.get(), result(result.group(1)));
      named = Optional.empty();
    } else if (name.matches()) {
      named = Optional.of(key(name));
    } else if (text.startsWith("======") || text.startsWith("Ran ")) {
      failing = Optional.empty();
    } else if (failing.isPresent() && !text.startsWith("------")) {
      StringBuilder all = details.computeIfAbsent(failing.get(), _ -> new StringBuilder());
      if (all.length() < Failures.MAX_DETAILS) {
        all.append(text).append('\n');
      }
    }
  }

  /** Newer versions repeat the test's name at the end of its class. */
  private static String key(Matcher found) {
    String name = found.group(1);
    String of = found.group(2);
    return (of.endsWith("." + name) ? of.substring(0, of.length() - name.length() - 1) : of)
        + " "
        + name;
  }

  private static Result result(String word) {
    return switch (word) {
      case "ok", "expected failure" -> Result.PASSED;
      case "FAIL", "ERROR" -> Result.FAILED;
      default -> Result.SKIPPED;
    };
  }

  /** One suite for each class. */
  public List<TestSuite> suites() {
    Map<String, List<TestCase>> suites = new LinkedHashMap<>();
    results.forEach((key, result) -> {
      int space = key.indexOf(' ');
      String suite = key.substring(0, space);
      String text = String.valueOf(details.getOrDefault(key, new StringBuilder()));
      suites
          .computeIfAbsent(suite, _ -> new ArrayList<>())
          .add(
              new TestCase(
                  key.substring(space + 1),
                  result,
                  Duration.ZERO,
                  result == Result.FAILED ? Optional.of(failure(text)) : Optional.empty(),
                  false));
    });
    return suites.entrySet().stream().map(e -> new TestSuite(e.getKey(), e.getValue())).toList();
  }

  /** Python says what went wrong on the last line. */
  private static TestCase.Failure failure(String text) {
    List<String> lines = text.lines().filter(each -> !each.isBlank()).toList();
    return Failures.of(lines.isEmpty() ? "" : lines.getLast(), text, "test");
  }
}
