package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.facts.Clusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DEV-CONTRIB, PRO-README, OPS-RUNBOOK, OPS-OWNER, PRO-SCOPE and OPS-COST: what is written. */
final class DocumentFixes {

  private DocumentFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "DEV-CONTRIB",
            "Writes CONTRIBUTING.md with the commands that build and test this project.",
            DocumentFixes::contributing),
        new Fix(
            "PRO-README",
            "Adds a section to the README with the commands that build and start the project.",
            DocumentFixes::readme),
        new Fix(
            "OPS-RUNBOOK",
            "Writes a runbook for slow or failing requests with the commands for this deployment; a"
                + " person goes through it.",
            DocumentFixes::runbook),
        new Fix(
            "OPS-OWNER", "Writes CODEOWNERS with the owner that you name.", DocumentFixes::owner),
        new Fix(
            "PRO-SCOPE",
            "Writes the goal into dragoncode.yaml: metric, target and day, as you name them.",
            DocumentFixes::scope),
        new Fix(
            "OPS-COST",
            "Writes docs/cost.md with what you say that it costs.",
            DocumentFixes::cost));
  }

  /** The commands of all modules, each in its folder. */
  private static List<String> commands(ProjectView view, boolean start) {
    List<String> lines = new ArrayList<>();
    for (Module each : Workflow.roots(view)) {
      if (!each.folder().isEmpty()) {
        lines.add("cd " + each.folder());
      }
      lines.addAll(Stack.commands(view, each, start));
      if (!each.folder().isEmpty()) {
        lines.add("cd -");
      }
    }
    return lines;
  }

  private static void contributing(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "DEV-CONTRIB")) {
      return;
    }
    List<String> commands = commands(view, false);
    String build =
        commands.isEmpty()
            ? ""
            : "Build and test before you propose a change:\n\n```sh\n"
                + String.join("\n", commands)
                + "\n```\n\n";
    List<String> text =
        """
        ## How to take part

        %sOne change does one thing and brings a test that fails without it. Write in the subject of
        a commit what changes for whom, and open a pull request against the main branch. It is merged
        once CI is green and somebody other than its author has read it.
        """
            .formatted(build)
            .lines()
            .toList();
    Optional<String> there =
        List.of("CONTRIBUTING.md", ".github/CONTRIBUTING.md", "docs/CONTRIBUTING.md").stream()
            .filter(draft::has)
            .findFirst();
    if (there.isPresent()) {
      draft.edit(there.get(), old -> LinesText.append(old, spaced(old, text)));
    } else {
      draft.generate("CONTRIBUTING.md", "# Contributing\n\n" + String.join("\n", text) + "\n");
    }
    draft.advise("Say in it how reviews go in this team, if they go another way.");
  }

  private static List<String> spaced(String old, List<String> text) {
    List<String> lines = new ArrayList<>();
    if (!old.isBlank() && !old.endsWith("\n\n")) {
      lines.add("");
    }
    lines.addAll(text);
    return lines;
  }

  private static void readme(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "PRO-README")) {
      return;
    }
    List<String> commands = commands(view, true);
    if (commands.isEmpty()) {
      draft.decline("No build file says how the project is started.");
      return;
    }
    List<String> section = new ArrayList<>(List.of("## Running it", "", "```sh"));
    section.addAll(commands);
    section.add("```");
    Optional<IndexedFile> file =
        view.inFolder("").stream()
            .filter(f -> f.name().matches("(?i)readme(\\.(md|markdown))?"))
            .findFirst();
    if (file.isPresent()) {
      draft.edit(file.get().path(), old -> LinesText.append(old, spaced(old, section)));
      return;
    }
    if (view.inFolder("").stream().anyMatch(f -> f.name().matches("(?i)readme\\..*"))) {
      draft.decline("The README is not in Markdown; add the commands in its own markup.");
      return;
    }
    String name = Stack.name(view).orElse("This project");
    draft.generate("README.md", "# " + name + "\n\n" + String.join("\n", section) + "\n");
  }

  private static void runbook(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.verdict(view, "OPS-RUNBOOK").status() != Status.FAIL) {
      return;
    }
    draft.generate("docs/runbooks/slow-or-failing-requests.md", Runbook.text(view));
    draft.advise(
        "Go through it once with the system at hand, then: dragoncode attest OPS-RUNBOOK --by NAME.");
  }

  private static void owner(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "OPS-OWNER")) {
      return;
    }
    Optional<String> owner =
        draft.ask(
            "owner", "Who answers for this project: a team or a person on GitHub?", "@acme/shop");
    if (owner.isEmpty()) {
      return;
    }
    String place = view.placeInRepository();
    String rule = (place.isEmpty() ? "*" : "/" + place + "/") + " " + owner.get();
    String way = view.wayToRepository();
    String path =
        List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS").stream()
            .map(p -> way + p)
            .filter(p -> view.file(p).isPresent())
            .findFirst()
            .orElse(way + ".github/CODEOWNERS");
    draft.edit(
        path,
        old -> {
          String kept = old.replaceAll("(?m)^\\*\\s+@?<.*$\\n?", "");
          return LinesText.append(kept, List.of(rule));
        });
  }

  private static void scope(Draft draft) {
    if (Gaps.verdict(draft.view(), "PRO-SCOPE").status() != Status.FAIL) {
      return;
    }
    Optional<ProjectSettings.Goal> goal = draft.view().settings().goal();
    if (goal.filter(g -> !unfilled(g.metric())).isEmpty()) {
      set(draft, "metric", "What is counted to say that it worked?", "orders paid per day");
    }
    if (goal.filter(g -> g.target().matches(".*\\d.*") && !unfilled(g.target())).isEmpty()) {
      set(draft, "target", "Which number should it reach?", "200 orders a day");
    }
    if (goal.flatMap(ProjectSettings.Goal::until).isEmpty()) {
      set(draft, "until", "On which day is it judged?", "2027-06-30");
    }
  }

  private static boolean unfilled(String text) {
    return text.isBlank() || text.matches("(?i).*\\b(todo|tbd|fixme)\\b.*|.*[<\\[{].*");
  }

  private static void set(Draft draft, String key, String question, String example) {
    String file = ProjectSettings.FILE;
    draft
        .ask(key, question, example)
        .flatMap(answer ->
            YamlText.set(
                draft.text(file).orElse(""),
                List.of("goal", key),
                answer.matches("\\d{4}-\\d\\d-\\d\\d|\\d+(\\.\\d+)?|[A-Za-z][\\w ]*")
                    ? answer
                    : "\"" + answer.replace("\"", "'") + "\""))
        .ifPresent(text -> draft.edit(file, _ -> text));
  }

  private static void cost(Draft draft) {
    if (Gaps.passes(draft.view(), "OPS-COST")) {
      return;
    }
    Optional<String> price =
        draft.ask("price", "What does running it cost in a month, by which price list?", "$120");
    Optional<String> day = draft.ask("day", "From which day is that price list?", "2026-11-28");
    if (price.isEmpty() || day.isEmpty()) {
      return;
    }
    String file = "docs/cost.md";
    List<String> table =
        new ArrayList<>(
            List.of("| what | how much | a month | prices of |", "| --- | --- | --- | --- |"));
    List<Clusters.Resource> workloads = draft.view().get(Clusters.FACT).workloads();
    String what =
        workloads.isEmpty()
            ? "all of it"
            : String.join(", ", workloads.stream().map(Clusters.Resource::title).toList());
    String replicas =
        workloads.stream()
            .flatMap(w -> w.body().text("spec", "replicas").stream())
            .findFirst()
            .map(r -> r + " replicas")
            .orElse("as deployed");
    table.add("| " + what + " | " + replicas + " | " + price.get() + " | " + day.get() + " |");
    if (draft.has(file)) {
      draft.edit(file, old -> LinesText.append(old, spaced(old, table)));
    } else {
      draft.generate(file, "# Cost\n\n" + String.join("\n", table) + "\n");
    }
  }
}
