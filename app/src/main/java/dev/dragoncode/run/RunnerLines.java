package dev.dragoncode.run;

import dev.dragoncode.run.TestCase.Result;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects tests from the lines that runners print for people while they go on: what is known until
 * their report is written. Names are those of the report, so that both can be told to be the same.
 */
public final class RunnerLines {

  /**
   * {@code ✓ test/a.test.js > cart > sums 3ms}, as Vitest's verbose reporter prints; the name of a
   * project stands before the file, as {@code |unit|} until Vitest 2 and since then with blanks.
   */
  private static final Pattern VITEST =
      Pattern.compile(
          "\\s*([✓✔×✗↓]) (?:\\|[^|]+\\| | [^ >][^>]*? {2})?(\\S+\\.[cm]?[jt]sx?) > (.+?)(?: (\\d+)\\s?ms)?(?: \\[skipped])?");

  /** {@code ✔ sums (2.4ms)}, as Node's spec reporter does; a suite begins with {@code ▶}. */
  private static final Pattern NODE =
      Pattern.compile("(\\s*)([✔✖﹣▶]) (.+?)(?: \\(([\\d.]+)ms\\)( # .*)?)?");

  private static final Pattern PYTEST =
      Pattern.compile(
          "(\\S+\\.py)::(.+?) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)(?: .*)?(?:\\[ *\\d+%])?.*");

  /** As pytest-xdist does. */
  private static final Pattern XDIST =
      Pattern.compile(
          "\\[gw\\d+] \\[ *\\d+%] (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS) (\\S+\\.py)::(.+?)\\s*");

  /** A file that cannot be imported has no tests, and fails all the same. */
  private static final Pattern PYTEST_COLLECTING =
      Pattern.compile("_+ ERROR collecting (\\S+\\.py) _+");

  private static final Pattern JEST_FILE = Pattern.compile("(?:PASS|FAIL)\\s+(\\S+)(?: \\(.*\\))?");
  private static final Pattern JEST =
      Pattern.compile("( +)([✓✕○✎]) (?:skipped )?(.+?)(?: \\(([\\d.]+) ?(m?s)\\))?");
  private static final Pattern JEST_SUITE = Pattern.compile("( +)(\\S.*)");

  private final Format format;
  private final Map<String, List<TestCase>> suites = new LinkedHashMap<>();
  private final Deque<String> around = new ArrayDeque<>();
  private String file = "";
  private boolean over;

  /** Whose lines they are. */
  public enum Format {
    VITEST,
    JEST,
    NODE,
    PYTEST
  }

  public RunnerLines(Format format) {
    this.format = format;
  }

  /** The format that a command prints in; empty where nobody can tell tests from its lines. */
  public static Optional<Format> of(TestPlan plan) {
    List<String> words = plan.command();
    return switch (plan.results()) {
      case TestPlan.Results.JestFile() -> Optional.of(Format.JEST);
      case TestPlan.Results.XmlFile() ->
          words.contains("vitest")
              ? Optional.of(Format.VITEST)
              : words.contains("pytest")
                  ? Optional.of(Format.PYTEST)
                  : words.contains("node") ? Optional.of(Format.NODE) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Takes a line of its output. */
  public void line(String printed) {
    String text = PlainText.of(printed);
    switch (format) {
      case VITEST -> vitest(text);
      case JEST -> jest(text);
      case NODE -> node(text);
      case PYTEST -> pytest(text);
    }
  }

  private void vitest(String text) {
    // a report in XML cannot tell of these signs
    String plain = text.replace('\t', ' ').replaceAll("\\p{Cntrl}", "");
    Matcher found = VITEST.matcher(plain);
    if (found.matches()) {
      add(found.group(2), found.group(3), sign(found.group(1)), millis(found.group(4)));
    }
  }

  private void pytest(String text) {
    Matcher found = PYTEST.matcher(text);
    Matcher other = XDIST.matcher(text);
    Matcher collecting = PYTEST_COLLECTING.matcher(text);
    if (collecting.matches()) {
      add(module(collecting.group(1)), JunitXml.NOT_RUN, Result.FAILED, Duration.ZERO);
    } else if (found.matches()) {
      pytest(found.group(1), found.group(2), found.group(3));
    } else if (other.matches()) {
      pytest(other.group(2), other.group(3), other.group(1));
    }
  }

  private void pytest(String path, String node, String word) {
    int parameters = node.indexOf('[');
    int end = node.lastIndexOf("::", parameters < 0 ? node.length() : parameters);
    String module = module(path);
    String suite = end < 0 ? module : module + "." + node.substring(0, end).replace("::", ".");
    Result result =
        switch (word) {
          case "PASSED", "XPASS" -> Result.PASSED;
          case "FAILED", "ERROR" -> Result.FAILED;
          default -> Result.SKIPPED;
        };
    String name = end < 0 ? node : node.substring(end + 2);
    if (word.equals("ERROR")) {
      // one that passes and then cannot be torn down is told twice
      suites.getOrDefault(suite, new ArrayList<>()).removeIf(each -> each.name().equals(name));
    }
    add(suite, name, result, Duration.ZERO);
  }

  private static String module(String path) {
    return path.substring(0, path.length() - 3).replace('/', '.');
  }

  /** A suite's tests stand below its name, deeper by two blanks; it ends with its own result. */
  private void node(String text) {
    Matcher found = NODE.matcher(text);
    if (over || !found.matches()) {
      // behind the totals the failed ones are told again
      over |= text.startsWith("ℹ tests ");
      return;
    }
    int depth = found.group(1).length() / 2;
    String name = found.group(3);
    while (around.size() > depth + 1) {
      around.removeLast();
    }
    boolean ends = around.size() == depth + 1 && around.getLast().equals(name);
    while (around.size() > depth) {
      around.removeLast();
    }
    if (found.group(2).equals("▶") && !ends) {
      around.addLast(name);
    } else if (!ends) {
      add(
          around.isEmpty() ? "tests" : around.getLast(),
          name,
          // what is still to be done is told with a note, and may fail
          found.group(5) == null ? sign(found.group(2)) : Result.SKIPPED,
          millis(found.group(4)));
    }
  }

  private void jest(String text) {
    Matcher begins = JEST_FILE.matcher(text);
    Matcher found = JEST.matcher(text);
    Matcher suite = JEST_SUITE.matcher(text);
    if (begins.matches()) {
      file = begins.group(1).replaceFirst("^\\./", "");
      around.clear();
    } else if (text.isBlank() || text.contains("●")) {
      // the tests of a file end with an empty line; failures follow
      file = text.isBlank() && around.isEmpty() ? file : "";
    } else if (!file.isEmpty() && found.matches()) {
      outer(found.group(1));
      List<String> words = new ArrayList<>(around);
      words.add(found.group(3));
      Duration took = millis(found.group(4));
      add(
          file,
          String.join(" ", words),
          sign(found.group(2)),
          "s".equals(found.group(5)) ? took.multipliedBy(1000) : took);
    } else if (!file.isEmpty() && suite.matches()) {
      outer(suite.group(1));
      around.addLast(suite.group(2));
    }
  }

  private void outer(String indent) {
    while (around.size() >= Math.max(1, indent.length() / 2)) {
      around.removeLast();
    }
  }

  private static Result sign(String sign) {
    return switch (sign) {
      case "✓", "✔" -> Result.PASSED;
      case "×", "✗", "✕", "✖" -> Result.FAILED;
      default -> Result.SKIPPED;
    };
  }

  private static Duration millis(@Nullable String text) {
    try {
      return text == null
          ? Duration.ZERO
          : Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e6));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  private void add(String suite, String name, Result result, Duration took) {
    suites
        .computeIfAbsent(suite, _ -> new ArrayList<>())
        .add(new TestCase(name, result, took, Optional.empty(), false));
  }

  /** What was told so far. */
  public List<TestSuite> suites() {
    return suites.entrySet().stream().map(e -> new TestSuite(e.getKey(), e.getValue())).toList();
  }
}
