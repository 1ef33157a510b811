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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a package's tests are run: its {@code test} script, and what its package manager runs before
 * and after it. Of programs joined by {@code &&} each is a command of its own, so that a runner
 * among them tells its tests; where none is a runner, the script stays whole.
 */
final class NodeTests {

  /** What npm writes into a package that has no tests yet. */
  private static final String NONE = "no test specified";

  /** Scripts that call scripts end somewhere; one that calls itself does not. */
  private static final int DEEPEST = 4;

  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(\\S*)\\s+");

  /** A script that calls another one. */
  private static final Pattern CALL = Pattern.compile("(?:npm|pnpm|yarn|bun)(?: run)? ([\\w:.-]+)");

  /** What changes the shell for the programs behind it: such a script cannot be taken apart. */
  private static final Set<String> OF_THE_SHELL = Set.of("cd", "export", "set", "source", ".");

  private final ProjectView view;
  private final Module module;

  private NodeTests(ProjectView view, Module module) {
    this.view = view;
    this.module = module;
  }

  /** The commands of the {@code test} script. */
  static List<TestPlan> plans(ProjectView view, Module module) {
    Module.Script script = module.scripts().get("test");
    return script == null || script.command().contains(NONE)
        ? List.of()
        : new NodeTests(view, module).of("test", 0);
  }

  /** The commands of a line that calls a script of the package; none where it calls none. */
  static List<TestPlan> called(ProjectView view, Module module, String line) {
    return script(module, line)
        .map(name -> new NodeTests(view, module).of(name, 0))
        .orElse(List.of());
  }

  private static Optional<String> script(Module module, String line) {
    Matcher call = CALL.matcher(line);
    return call.matches() && module.scripts().containsKey(call.group(1))
        ? Optional.of(call.group(1))
        : Optional.empty();
  }

  private List<TestPlan> of(String name, int depth) {
    List<TestPlan> plans = new ArrayList<>();
    if (depth < DEEPEST) {
      for (String around : List.of("pre" + name, name, "post" + name)) {
        for (String part : parts(around)) {
          script(module, part)
              .map(called -> of(called, depth + 1))
              .orElseGet(() -> List.of(program(part)))
              .forEach(plans::add);
        }
      }
    }
    boolean told = plans.stream().anyMatch(plan -> !(plan.results() instanceof Results.ExitCode));
    return told ? plans : List.of(whole(name));
  }

  /** What a script joins by {@code &&}; none where it is joined in another way. */
  private List<String> parts(String name) {
    Module.Script script = module.scripts().get(name);
    if (script == null) {
      return List.of();
    }
    List<String> parts = List.of(script.command().strip().split("\\s*&&\\s*"));
    List<Shell.Command> commands = Shell.commands(script.command());
    boolean apart =
        parts.size() == commands.size()
            && commands.stream().noneMatch(each -> OF_THE_SHELL.contains(each.words().getFirst()));
    return apart ? parts : List.of();
  }

  private TestPlan program(String text) {
    Map<String, String> environment = environment();
    String line = withoutAssignments(text, environment);
    List<Shell.Command> commands = Shell.commands(line);
    Optional<TestPlan> runner =
        commands.size() == 1 && !OwnCommand.needsShell(line)
            ? NodeRunner.of(module, expanded(commands.getFirst().words()), environment)
            : Optional.empty();
    return runner.orElseGet(() -> inShell(text));
  }

  /** As the package manager would run it as a script: with the programs that it has installed. */
  private TestPlan inShell(String text) {
    List<String> command =
        switch (module.tool()) {
          case PNPM -> List.of("pnpm", "-c", "exec", text);
          case BUN -> List.of("bun", "exec", text);
          default -> List.of("npm", "exec", "-c", text);
        };
    return new TestPlan(module.folder(), text, command, environment(), new Results.ExitCode());
  }

  private TestPlan whole(String name) {
    String manager = module.tool().name().toLowerCase(Locale.ROOT);
    return new TestPlan(
        module.folder(),
        manager + (name.equals("test") ? " " : " run ") + name,
        List.of(manager, "run", name),
        environment(),
        new Results.ExitCode());
  }

  private static Map<String, String> environment() {
    return new HashMap<>(Map.of("CI", "true", "NO_COLOR", "1"));
  }

  /** Does with {@code test/*.test.js} what npm's shell would: Node has patterns since 21 alone. */
  private List<String> expanded(List<String> words) {
    List<String> expanded = new ArrayList<>();
    for (String word : words) {
      List<String> matching = word.matches("[\\w./*-]*\\*[\\w./*-]*") ? files(word) : List.of();
      expanded.addAll(matching.isEmpty() ? List.of(word) : matching);
    }
    return expanded;
  }

  private List<String> files(String pattern) {
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
}
