package dev.dragoncode.run;

import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.run.TestPlan.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts a runner of Node's world as a script does, with a report in addition: Vitest, Jest, Mocha
 * and Node's own, by themselves or below a program that measures their coverage.
 */
final class NodeRunner {

  /** Programs that start another one and count the lines that it executes. */
  private static final Set<String> AROUND = Set.of("c8", "nyc");

  private static final Set<String> RUNNERS = Set.of("vitest", "jest", "mocha", "node");

  private NodeRunner() {}

  /** The command for the words of a script; empty where they start no runner that is known. */
  static Optional<TestPlan> of(Module module, List<String> words, Map<String, String> environment) {
    List<String> rest = words.getFirst().equals("npx") ? words.subList(1, words.size()) : words;
    int at = runner(rest);
    if (at < 0) {
      return Optional.empty();
    }
    List<String> given = rest.subList(at + 1, rest.size());
    List<String> command = new ArrayList<>();
    if (at > 0 || !rest.getFirst().equals("node")) {
      command.addAll(TestPlans.execute(module.tool()));
    }
    command.addAll(rest.subList(0, at + 1));
    Results results = new Results.XmlFile();
    switch (rest.get(at)) {
      case "vitest" -> {
        if (!given.contains("run") && !given.contains("--run")) {
          command.add("run");
        }
        given.stream().filter(each -> !each.equals("--watch")).forEach(command::add);
        command.addAll(List.of("--reporter=verbose", "--reporter=junit"));
        command.add("--outputFile.junit=" + TestPlan.REPORT);
      }
      case "jest" -> {
        given.stream().filter(each -> !each.startsWith("--watch")).forEach(command::add);
        command.addAll(List.of("--verbose", "--json", "--outputFile=" + TestPlan.REPORT));
        results = new Results.JestFile();
      }
      case "mocha" -> {
        command.addAll(given);
        command.addAll(
            List.of("--reporter", "xunit", "--reporter-option", "output=" + TestPlan.REPORT));
      }
      default -> {
        if (!given.contains("--test")) {
          return Optional.empty();
        }
        command.addAll(List.of("--test-reporter=spec", "--test-reporter-destination=stdout"));
        command.addAll(
            List.of("--test-reporter=junit", "--test-reporter-destination=" + TestPlan.REPORT));
        given.stream().filter(each -> !each.equals("--watch")).forEach(command::add);
      }
    }
    return Optional.of(
        new TestPlan(module.folder(), String.join(" ", rest), command, environment, results));
  }

  /** Where the runner stands; -1 where there is none. */
  private static int runner(List<String> words) {
    boolean around = !words.isEmpty() && AROUND.contains(words.getFirst());
    for (int at = around ? 1 : 0; at < (around ? words.size() : Math.min(1, words.size())); at++) {
      if (RUNNERS.contains(words.get(at))) {
        return at;
      }
    }
    return -1;
  }
}
