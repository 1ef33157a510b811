package dev.dragoncode.run;

import dev.dragoncode.run.TestPlan.Results;
import dev.dragoncode.run.TestRequest.Named;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes of a command that runs all tests one that runs some, by its runner's own options. */
public final class TestSelection {

  private TestSelection() {}

  /** Whether the runner of a command can be told which tests to run. */
  public static boolean can(TestPlan plan) {
    return !runner(plan).equals("");
  }

  /**
   * The command for these tests; empty where its runner cannot be told, or none of them is its own.
   *
   * @param file whether there is a file of this path, relative to the command's folder
   */
  public static Optional<TestPlan> of(TestPlan plan, List<Named> tests, Predicate<String> file) {
    List<String> command = new ArrayList<>(plan.command());
    List<String> more =
        switch (runner(plan)) {
          case "mvn" -> maven(tests);
          case "gradle" ->
              tests.stream()
                  .flatMap(each -> List.of("--tests", each.suite() + "." + plain(each)).stream())
                  .toList();
          case "go" -> {
            command.removeLast();
            yield go(tests);
          }
          case "pytest" -> nodes(tests, file);
          case "unittest", "django" ->
              tests.stream().map(each -> each.suite() + "." + each.name()).toList();
          case "vitest" -> byFile(tests, file);
          case "jest" -> {
            List<String> files = byFile(tests, file);
            yield files.isEmpty() ? files : with("--runTestsByPath", files);
          }
          case "mocha" ->
              List.of(
                  "--grep",
                  alternatives(tests.stream().map(each -> each.suite() + " " + each.name())));
          case "node" -> {
            // an option has to stand before the files
            command.add(
                command.indexOf("node") + 1,
                "--test-name-pattern=" + alternatives(tests.stream().map(Named::name)));
            yield List.of("");
          }
          default -> List.of();
        };
    if (more.isEmpty()) {
      return Optional.empty();
    }
    more.stream().filter(each -> !each.isEmpty()).forEach(command::add);
    String shown =
        tests.size() == 1
            ? tests.getFirst().suite() + " " + tests.getFirst().name()
            : tests.size() + " tests";
    return Optional.of(
        new TestPlan(
            plan.folder(),
            plan.typed() + " (" + shown + ")",
            command,
            plan.environment(),
            plan.results(),
            plan.retries()));
  }

  private static String runner(TestPlan plan) {
    List<String> words = plan.command();
    return switch (plan.results()) {
      case Results.GoOutput() -> words.getLast().equals("./...") ? "go" : "";
      case Results.UnittestOutput() -> words.contains("manage.py") ? "django" : "unittest";
      case Results.JestFile() -> "jest";
      case Results.XmlFolders _ ->
          words.contains("-Dsurefire.rerunFailingTestsCount=1")
              ? "mvn"
              : words.contains("cleanTest") ? "gradle" : "";
      case Results.XmlFile() ->
          List.of("pytest", "vitest", "mocha", "node").stream()
              .filter(words::contains)
              .findFirst()
              .orElse("");
      case Results.ExitCode() -> "";
    };
  }

  private static List<String> with(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  /** Without the parameters that JUnit writes behind a method's name. */
  private static String plain(Named test) {
    return test.name().replaceFirst("[\\[({].*", "").strip();
  }

  private static List<String> maven(List<Named> tests) {
    Set<String> methods =
        tests.stream()
            .map(each -> each.suite() + "#" + plain(each))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return List.of(
        "-Dtest=" + String.join(",", methods), "-Dsurefire.failIfNoSpecifiedTests=false");
  }

  private static List<String> go(List<Named> tests) {
    List<String> words = new ArrayList<>(List.of("-run"));
    String first = tests.getFirst().name();
    words.add(
        tests.size() == 1
            ? List.of(first.split("/")).stream()
                .map(part -> "^" + Pattern.quote(part).replace("\\Q", "").replace("\\E", "") + "$")
                .collect(Collectors.joining("/"))
            : tests.stream()
                .map(each -> each.name().split("/", 2)[0])
                .distinct()
                .collect(Collectors.joining("|", "^(", ")$")));
    words.addAll(tests.stream().map(Named::suite).distinct().toList());
    return words;
  }

  /** pytest names a test by its file; its report by a module and a class. */
  private static List<String> nodes(List<Named> tests, Predicate<String> file) {
    List<String> nodes = new ArrayList<>();
    for (Named test : tests) {
      String[] parts = test.suite().split("\\.");
      for (int modules = parts.length; modules > 0; modules--) {
        String path = String.join("/", List.of(parts).subList(0, modules)) + ".py";
        if (file.test(path)) {
          List<String> node = new ArrayList<>(List.of(path));
          node.addAll(List.of(parts).subList(modules, parts.length));
          node.add(test.name());
          nodes.add(String.join("::", node));
          break;
        }
      }
    }
    return nodes;
  }

  private static List<String> byFile(List<Named> tests, Predicate<String> file) {
    List<Named> own = tests.stream().filter(each -> file.test(each.suite())).toList();
    if (own.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>(new TreeSet<>(own.stream().map(Named::suite).toList()));
    words.add("-t");
    // the report has this sign between suites, the pattern is held against names with blanks; a
    // title may hold the sign, too
    words.add(alternatives(own.stream().map(Named::name)).replace(" > ", "(?: > | )"));
    return words;
  }

  private static String alternatives(java.util.stream.Stream<String> names) {
    return names
        .distinct()
        .map(name -> name.replaceAll("[\\\\^$.|?*+()\\[\\]{}/]", "\\\\$0"))
        .collect(Collectors.joining("|", "^(?:", ")$"));
  }
}
