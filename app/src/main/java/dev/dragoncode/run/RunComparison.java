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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two runs of one kind: tests, hooks, checks and vulnerable packages by name,
 * anything else by its figures.
 *
 * @param failing what is bad in the second and was not in the first
 * @param fixed what was bad in the first and is good, or found no more, in the second
 * @param added tests and the like that only the second has
 * @param gone those that only the first has
 * @param slower what took noticeably longer in the second, the largest difference first
 * @param circumstances what else was not the same, such as commands, commits and variables
 * @param figures those of both, side by side
 */
public record RunComparison(
    List<Finding> failing,
    List<Finding> fixed,
    List<Finding> added,
    List<Finding> gone,
    List<Slower> slower,
    List<Figure> circumstances,
    List<Figure> figures) {

  /** Less is what a machine's mood makes. */
  private static final Duration NOTICED = Duration.ofMillis(100);

  private static final double TIMES = 1.5;

  /** Of tests: what they took is told of every run, and commands where they are not the same. */
  private static final List<String> SAID_ELSEWHERE = List.of("seconds", "commands");

  /** Deeper figures are those of single items. */
  private static final int DEEPEST = 3;

  public RunComparison {
    failing = List.copyOf(failing);
    fixed = List.copyOf(fixed);
    added = List.copyOf(added);
    gone = List.copyOf(gone);
    slower = List.copyOf(slower);
    circumstances = List.copyOf(circumstances);
    figures = List.copyOf(figures);
  }

  /** One that took longer than it had before. */
  public record Slower(Finding now, Duration before) {}

  /** A word or a figure of both runs; empty where one of them has none. */
  public record Figure(String name, String before, String after) {}

  /**
   * Compares two runs of one kind.
   *
   * @throws SyntaxException if what is kept of one cannot be read
   */
  public static RunComparison of(RunRecord first, RunRecord second) throws SyntaxException {
    Map<String, Finding> before = Findings.of(first);
    Map<String, Finding> after = Findings.of(second);
    // an audit lists what is bad alone: what is new there is bad, and what is gone is mended
    boolean onlyBad = first.kind() == RunRecord.Kind.AUDIT;
    List<Finding> added = missing(after, before);
    List<Finding> gone = missing(before, after);
    List<Finding> fixed = onlyBad ? gone : fixed(before, after);
    return new RunComparison(
        failing(before, after),
        fixed,
        onlyBad ? List.of() : added,
        onlyBad ? List.of() : gone,
        slower(before, after),
        circumstances(first, second),
        figures(first, second));
  }

  /** Whether nothing differs but figures. */
  public boolean same() {
    return failing.isEmpty()
        && fixed.isEmpty()
        && added.isEmpty()
        && gone.isEmpty()
        && slower.isEmpty();
  }

  private static List<Finding> failing(Map<String, Finding> before, Map<String, Finding> after) {
    return after.values().stream()
        .filter(now -> now.result() == Result.FAILED && !failed(before.get(now.words())))
        .toList();
  }

  private static List<Finding> fixed(Map<String, Finding> before, Map<String, Finding> after) {
    return after.values().stream()
        .filter(now -> now.result() == Result.PASSED && failed(before.get(now.words())))
        .toList();
  }

  private static boolean failed(@Nullable Finding finding) {
    return finding != null && finding.result() == Result.FAILED;
  }

  private static List<Slower> slower(Map<String, Finding> before, Map<String, Finding> after) {
    List<Slower> slower = new ArrayList<>();
    after.forEach((name, now) ->
        Optional.ofNullable(before.get(name))
            .filter(then -> longer(then.took(), now.took()))
            .ifPresent(then -> slower.add(new Slower(now, then.took()))));
    slower.sort((a, b) -> more(b).compareTo(more(a)));
    return slower;
  }

  private static Duration more(Slower one) {
    return one.now().took().minus(one.before());
  }

  private static boolean longer(Duration before, Duration after) {
    return after.minus(before).compareTo(NOTICED) > 0 && after.toNanos() > before.toNanos() * TIMES;
  }

  /** Those that only the first has. */
  private static List<Finding> missing(Map<String, Finding> of, Map<String, Finding> in) {
    return of.values().stream().filter(each -> !in.containsKey(each.words())).toList();
  }

  private static List<Figure> circumstances(RunRecord first, RunRecord second) {
    List<Figure> all = new ArrayList<>();
    all.add(new Figure("command", commands(first), commands(second)));
    all.add(new Figure("commit", first.commit(), second.commit()));
    all.add(new Figure("files", first.tree(), second.tree()));
    TreeSet<String> names = new TreeSet<>(first.environment().keySet());
    names.addAll(second.environment().keySet());
    names.forEach(name ->
        all.add(
            new Figure(
                name,
                first.environment().getOrDefault(name, ""),
                second.environment().getOrDefault(name, ""))));
    return all.stream().filter(each -> !each.before().equals(each.after())).toList();
  }

  private static String commands(RunRecord run) {
    return String.join(", ", run.commands().stream().distinct().toList());
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
    if (run.kind() == RunRecord.Kind.TESTS) {
      SAID_ELSEWHERE.forEach(figures::remove);
    }
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
