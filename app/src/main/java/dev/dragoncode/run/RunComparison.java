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
 * What differs between two runs: tests by name, anything else by its figures.
 *
 * @param failing tests that failed in the second and not in the first
 * @param fixed tests that failed in the first and passed in the second
 * @param slower tests that took noticeably longer in the second
 * @param figures those of both, side by side
 */
public record RunComparison(
    List<String> failing,
    List<String> fixed,
    List<String> added,
    List<String> gone,
    List<Slower> slower,
    List<Figure> figures) {

  /** Less is what a machine's mood makes. */
  private static final Duration NOTICED = Duration.ofMillis(100);

  private static final double TIMES = 1.5;

  /** Deeper figures are those of single items. */
  private static final int DEEPEST = 3;

  public RunComparison {
    failing = List.copyOf(failing);
    fixed = List.copyOf(fixed);
    added = List.copyOf(added);
    gone = List.copyOf(gone);
    slower = List.copyOf(slower);
    figures = List.copyOf(figures);
  }

  /** A test that took longer. */
  public record Slower(String name, Duration before, Duration after) {}

  /** A figure of both runs; empty where one of them has none. */
  public record Figure(String name, String before, String after) {}

  /**
   * Compares two runs of one kind.
   *
   * @throws SyntaxException if what is kept of one cannot be read
   */
  public static RunComparison of(RunRecord first, RunRecord second) throws SyntaxException {
    List<Figure> figures = figures(first, second);
    if (first.kind() != RunRecord.Kind.TESTS || second.kind() != RunRecord.Kind.TESTS) {
      return new RunComparison(List.of(), List.of(), List.of(), List.of(), List.of(), figures);
    }
    Map<String, TestCase> before = cases(TestRunJson.read(first.detail()));
    Map<String, TestCase> after = cases(TestRunJson.read(second.detail()));
    List<String> failing = new ArrayList<>();
    List<String> fixed = new ArrayList<>();
    List<Slower> slower = new ArrayList<>();
    after.forEach((name, now) -> {
      Optional<TestCase> then = Optional.ofNullable(before.get(name));
      boolean failed = then.filter(each -> each.result() == Result.FAILED).isPresent();
      if (now.result() == Result.FAILED && !failed) {
        failing.add(name);
      }
      if (now.result() == Result.PASSED && failed) {
        fixed.add(name);
      }
      then.filter(each -> longer(each.took(), now.took()))
          .ifPresent(each -> slower.add(new Slower(name, each.took(), now.took())));
    });
    slower.sort((a, b) -> b.after().minus(b.before()).compareTo(a.after().minus(a.before())));
    return new RunComparison(
        failing, fixed, missing(after, before), missing(before, after), slower, figures);
  }

  private static boolean longer(Duration before, Duration after) {
    return after.minus(before).compareTo(NOTICED) > 0 && after.toNanos() > before.toNanos() * TIMES;
  }

  /** Those that only the first has. */
  private static List<String> missing(Map<String, TestCase> of, Map<String, TestCase> in) {
    return of.keySet().stream().filter(name -> !in.containsKey(name)).toList();
  }

  private static Map<String, TestCase> cases(TestReport report) {
    Map<String, TestCase> cases = new LinkedHashMap<>();
    report
        .suites()
        .forEach(suite ->
            suite.cases().forEach(each -> cases.put(suite.name() + " " + each.name(), each)));
    return cases;
  }

  private static List<Figure> figures(RunRecord first, RunRecord second) throws SyntaxException {
    Map<String, String> before = figures(first);
    Map<String, String> after = figures(second);
    Map<String, Figure> all = new LinkedHashMap<>();
    before.forEach((name, value) -> all.put(name, new Figure(name, value, "")));
    after.forEach(
        (name, value) -> all.put(name, new Figure(name, before.getOrDefault(name, ""), value)));
    return List.copyOf(all.values());
  }

  private static Map<String, String> figures(RunRecord run) throws SyntaxException {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("took", "%.3f s".formatted(run.took().toMillis() / 1000.0));
    collect("", Json.parse(run.detail()), 0, figures);
    return figures;
  }

  private static void collect(String name, Node node, int depth, Map<String, String> into) {
    switch (node) {
      case Node.Scalar scalar -> {
        if (scalar.text().matches("-?\\d[\\d.,]*(?:[eE][+-]?\\d+)?")) {
          into.put(name, scalar.text());
        }
      }
      case Node.Mapping mapping -> {
        if (depth < DEEPEST) {
          mapping
              .entries()
              .values()
              .forEach(each ->
                  collect(
                      name.isEmpty() ? each.key() : name + "." + each.key(),
                      each.value(),
                      depth + 1,
                      into));
        }
      }
      case Node.Sequence list -> into.put(name, Integer.toString(list.items().size()));
    }
  }
}
