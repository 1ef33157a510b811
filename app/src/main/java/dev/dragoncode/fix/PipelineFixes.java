package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.facts.Pipelines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PRD-CITEST, DEV-STANDARDS, SEC-SCAN and SEC-PENTEST: what CI runs and fails with. */
final class PipelineFixes {

  private static final Pattern TOLERATED = Pattern.compile("\\s*\\|\\|\\s*(true|:|exit 0)\\s*$");
  private static final Pattern SKIPS =
      Pattern.compile(
          "\\s+-D(skipTests|maven\\.test\\.skip)(=true)?\\b|\\s+(-x|--exclude-task) test\\b");

  private PipelineFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRD-CITEST",
            "Writes a workflow that runs the tests of every module for pull requests, or takes out"
                + " what passes their failure over.",
            PipelineFixes::tests),
        new Fix(
            "DEV-STANDARDS",
            "Writes a workflow that runs the linter for pull requests; where there is none, one is"
                + " configured as well.",
            PipelineFixes::standards),
        new Fix(
            "SEC-SCAN",
            "Writes a workflow that scans dependencies (OSV-Scanner) and code (CodeQL) for each pull"
                + " request and every week.",
            PipelineFixes::scan),
        new Fix(
            "SEC-PENTEST",
            "Writes a workflow by which ZAP scans the address that you name, every week.",
            PipelineFixes::pentest));
  }

  private static void tests(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "PRD-CITEST")) {
      return;
    }
    List<Module> roots = Workflow.roots(view);
    List<String> jobs = new ArrayList<>();
    for (Module each : roots) {
      Optional<String> command = Stack.test(view, each);
      command.ifPresent(c -> {
        List<String> steps = new ArrayList<>(Workflow.setUp(view, each));
        steps.add(Workflow.run(c));
        jobs.add(
            Workflow.job(
                Workflow.name("test", each, roots.size()), Workflow.folder(view, each), steps));
      });
    }
    if (jobs.isEmpty()) {
      draft.decline("There is no test command that CI could run. Begin with the tests (VAL-UNIT).");
      return;
    }
    if (strict(draft, "PRD-CITEST", view)) {
      return;
    }
    write(draft, "tests", Workflow.onChanges("tests", jobs));
  }

  /** Takes out what passes failures over, or leaves tests out, at the places of a gap. */
  private static boolean strict(Draft draft, String check, ProjectView view) {
    boolean changed = false;
    for (Evidence each : Gaps.places(view, check)) {
      String before = draft.text(each.file()).orElse("");
      String line = before.lines().skip(each.line() - 1L).findFirst().orElse("");
      if (!each.file().matches("(\\.\\./)*\\.github/workflows/.*")) {
        continue;
      }
      String after = SKIPS.matcher(TOLERATED.matcher(line).replaceFirst("")).replaceAll("");
      String text = LinesText.replace(before, each.line(), _ -> after);
      text = text.replaceAll("(?m)^\\s*continue-on-error:\\s*true\\s*\\n", "");
      boolean onChanges =
          Pattern.compile("(?m)^on:.*(push|pull_request)|^  (push|pull_request):")
              .matcher(text)
              .find();
      if (!text.equals(before) && onChanges) {
        String result = text;
        draft.edit(each.file(), _ -> result);
        changed = true;
      }
    }
    return changed;
  }

  private static void standards(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "DEV-STANDARDS") || strict(draft, "DEV-STANDARDS", view)) {
      return;
    }
    List<Module> roots = Workflow.roots(view);
    List<String> jobs = new ArrayList<>();
    for (Module each : roots) {
      List<String> commands = Lint.commands(draft, each);
      if (!commands.isEmpty()) {
        List<String> steps = new ArrayList<>(Workflow.setUp(view, each));
        commands.forEach(c -> steps.add(Workflow.run(c)));
        jobs.add(
            Workflow.job(
                Workflow.name("lint", each, roots.size()), Workflow.folder(view, each), steps));
      }
    }
    if (jobs.isEmpty()) {
      draft.decline("No linter is configured, and none can be chosen for this stack by a machine.");
      return;
    }
    write(draft, "lint", Workflow.onChanges("lint", jobs));
  }

  private static void scan(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "SEC-SCAN") || strict(draft, "SEC-SCAN", view)) {
      return;
    }
    List<String> languages =
        Stack.modules(view).stream()
            .map(m ->
                switch (m.tool().platform()) {
                  case "Java" -> "java-kotlin";
                  case "Node" -> "javascript-typescript";
                  case "Python" -> "python";
                  default -> "go";
                })
            .distinct()
            .toList();
    List<String> jobs = new ArrayList<>();
    jobs.add(
        Workflow.job(
            "dependencies",
            "",
            List.of(
                Workflow.checkout(),
                Workflow.uses(
                    "google/osv-scanner-action/osv-scanner-action",
                    "scan-args: |-",
                    "  --recursive",
                    "  ./"))));
    if (!languages.isEmpty()) {
      jobs.add(codeql(languages));
    }
    write(
        draft,
        "security",
        Workflow.onChanges("security", jobs)
            .replaceFirst(
                "  pull_request:\n", "  pull_request:\n  schedule:\n    - cron: \"17 4 * * 1\"\n"));
    draft.advise(
        "CodeQL is free for public repositories; a private one needs GitHub Code Security.");
  }

  private static String codeql(List<String> languages) {
    String job =
        Workflow.job(
            "code",
            "",
            List.of(
                Workflow.checkout(),
                Workflow.uses("github/codeql-action/init", "languages: ${{ matrix.language }}"),
                Workflow.uses("github/codeql-action/autobuild"),
                Workflow.uses("github/codeql-action/analyze")));
    return job.replaceFirst(
        "    steps:\n",
        "    permissions:\n      contents: read\n      security-events: write\n"
            + "    strategy:\n      fail-fast: false\n      matrix:\n        language: ["
            + String.join(", ", languages)
            + "]\n    steps:\n");
  }

  private static void pentest(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "SEC-PENTEST") || strict(draft, "SEC-PENTEST", view)) {
      return;
    }
    Optional<String> target =
        draft.ask(
            "target",
            "Which address of a test environment may be scanned every week?",
            "https://staging.example.com");
    if (target.isEmpty()) {
      return;
    }
    String jobs =
        Workflow.job(
            "zap",
            "",
            List.of(
                Workflow.uses(
                    "zaproxy/action-baseline",
                    "target: " + target.get(),
                    "fail_action: true",
                    "allow_issue_writing: false")));
    write(
        draft,
        "dynamic-scan",
        """
        name: dynamic-scan

        on:
          schedule:
            - cron: "23 3 * * 2"
          workflow_dispatch:

        permissions:
          contents: read

        jobs:
        """
            + jobs);
    draft.advise("Scan only what is yours, and no environment with real data.");
  }

  /** Writes a workflow, where GitHub is what the repository uses. */
  static void write(Draft draft, String name, String text) {
    ProjectView view = draft.view();
    boolean other =
        view.get(Pipelines.FACT).files().stream().noneMatch(f -> f.contains(".github/"))
            && !view.get(Pipelines.FACT).files().isEmpty();
    if (other) {
      draft.decline(
          "CI is configured in "
              + view.get(Pipelines.FACT).files().getFirst()
              + ". Add the job there: this fix knows GitHub Actions only.");
      return;
    }
    String path = Workflow.path(view, name);
    draft.generate(draft.has(path) ? Workflow.path(view, "dragoncode-" + name) : path, text);
    Dependabot.cover(draft, "github-actions");
  }
}
