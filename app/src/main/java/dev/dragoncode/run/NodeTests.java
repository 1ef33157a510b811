package dev.dragoncode.run;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Shell;
import dev.dragoncode.run.TestPlan.Results;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a package's tests are run: its {@code test} script. Where that is one runner that can write a
 * report, the runner is started as the script does, with the report in addition.
 */
final class NodeTests {

  /** What npm writes into a package that has no tests yet. */
  private static final String NONE = "no test specified";

  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(\\S*)\\s+");

  private NodeTests() {}

  static Optional<TestPlan> plan(ProjectView view, Module module) {
    Module.Script script = module.scripts().get("test");
    if (script == null || script.command().contains(NONE)) {
      return Optional.empty();
    }
    Map<String, String> environment = new HashMap<>(Map.of("CI", "true", "NO_COLOR", "1"));
    String line = withoutAssignments(script.command().strip(), environment);
    List<Shell.Command> commands = Shell.commands(line);
    boolean simple = commands.size() == 1 && !OwnCommand.needsShell(line);
    return Optional.of(
        simple
            ? runner(module, expanded(view, module, commands.getFirst().words()), environment)
                .orElseGet(() -> script(module, environment))
            : script(module, environment));
  }

  /** Does with {@code test/*.test.js} what npm's shell would: Node has patterns since 21 alone. */
  private static List<String> expanded(ProjectView view, Module module, List<String> words) {
    List<String> expanded = new ArrayList<>();
    for (String word : words) {
      List<String> matching =
          word.matches("[\\w./*-]*\\*[\\w./*-]*") ? files(view, module, word) : List.of();
      expanded.addAll(matching.isEmpty() ? List.of(word) : matching);
    }
    return expanded;
  }

  private static List<String> files(ProjectView view, Module module, String pattern) {
    // the wildcards of sh: a star ends at a slash, wherever it stands
    Pattern shape = Pattern.compile("\\Q" + pattern.replaceAll("\\*+", "\\\\E[^/]*\\\\Q") + "\\E");
    String folder = module.folder().isEmpty() ? "" : module.folder() + "/";
    return view.everything().stream()
        .filter(file -> !file.ignored() && file.path().startsWith(folder))
        .map(file -> file.path().substring(folder.length()))
        .filter(path -> shape.matcher(path).matches())
        .sorted()
        .toList();
  }

  /** Takes {@code NAME=value} off the front, with and without cross-env. */
  private static String withoutAssignments(String script, Map<String, String> into) {
    String line = script.replaceFirst("^(npx )?cross-env\\s+", "");
    Matcher found = ASSIGNMENT.matcher(line);
    while (found.lookingAt()) {
      into.put(found.group(1), found.group(2).replaceAll("^[\"']|[\"']$", ""));
      line = line.substring(found.end());
      found = ASSIGNMENT.matcher(line);
    }
    return line;
  }

  private static Optional<TestPlan> runner(
      Module module, List<String> words, Map<String, String> environment) {
    List<String> rest = words.getFirst().equals("npx") ? words.subList(1, words.size()) : words;
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    String typed = String.join(" ", rest);
    List<String> given = rest.subList(1, rest.size());
    List<String> command = new ArrayList<>();
    return switch (rest.getFirst()) {
      case "vitest" -> {
        command.addAll(TestPlans.execute(module.tool()));
        command.add("vitest");
        if (!given.contains("run") && !given.contains("--run")) {
          command.add("run");
        }
        given.stream().filter(each -> !each.equals("--watch")).forEach(command::add);
        command.addAll(List.of("--reporter=verbose", "--reporter=junit"));
        command.add("--outputFile.junit=" + TestPlan.REPORT);
        yield Optional.of(plan(module, typed, command, environment, new Results.XmlFile()));
      }
      case "jest" -> {
        command.addAll(TestPlans.execute(module.tool()));
        command.add("jest");
        given.stream().filter(each -> !each.startsWith("--watch")).forEach(command::add);
        command.addAll(List.of("--verbose", "--json", "--outputFile=" + TestPlan.REPORT));
        yield Optional.of(plan(module, typed, command, environment, new Results.JestFile()));
      }
      case "mocha" -> {
        command.addAll(TestPlans.execute(module.tool()));
        command.add("mocha");
        command.addAll(given);
        command.addAll(
            List.of("--reporter", "xunit", "--reporter-option", "output=" + TestPlan.REPORT));
        yield Optional.of(plan(module, typed, command, environment, new Results.XmlFile()));
      }
      case "node" -> {
        if (!given.contains("--test")) {
          yield Optional.empty();
        }
        command.add("node");
        command.addAll(List.of("--test-reporter=spec", "--test-reporter-destination=stdout"));
        command.addAll(
            List.of("--test-reporter=junit", "--test-reporter-destination=" + TestPlan.REPORT));
        given.stream().filter(each -> !each.equals("--watch")).forEach(command::add);
        yield Optional.of(plan(module, typed, command, environment, new Results.XmlFile()));
      }
      default -> Optional.empty();
    };
  }

  private static TestPlan script(Module module, Map<String, String> environment) {
    return plan(
        module,
        module.tool().name().toLowerCase(Locale.ROOT) + " test",
        List.of(module.tool().name().toLowerCase(Locale.ROOT), "run", "test"),
        environment,
        new Results.ExitCode());
  }

  private static TestPlan plan(
      Module module,
      String typed,
      List<String> command,
      Map<String, String> environment,
      Results results) {
    return new TestPlan(module.folder(), typed, command, environment, results);
  }
}
