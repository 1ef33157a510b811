package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectSettings.Attestation;
import dev.dragoncode.project.ProjectSettings.Goal;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Markdown;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** PRO-SCOPE: what the project is for is written down with a metric, a number and a date. */
final class Scope {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRO-SCOPE",
              Phase.PROTOTYPE,
              "Scope and success metrics written",
              Weight.MEDIUM,
              Level.C,
              "Without a number and a date nobody can say whether the project worked, and nobody"
                  + " may stop it.",
              "Write the goal into dragoncode.yaml: goal.metric names what is counted, goal.target"
                  + " the number it should reach, goal.until the day it is judged."),
          Scope::decide);

  private static final Pattern NUMBER = Pattern.compile("\\d");
  private static final Pattern DATE =
      Pattern.compile(
          "\\b20\\d\\d-\\d\\d(-\\d\\d)?\\b|\\bQ[1-4]\\s*/?\\s*20\\d\\d\\b"
              + "|(?i)\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?\\s+"
              + "(\\d{1,2},?\\s+)?20\\d\\d\\b|\\b\\d{1,2}\\.\\d{1,2}\\.20\\d\\d\\b");
  private static final Pattern AMOUNT =
      Pattern.compile("\\d+(\\.\\d+)?\\s*(%|percent|ms|s\\b|users|orders|requests|per|/)|[<>≤≥]");
  private static final Pattern METRIC =
      Pattern.compile("(?i)\\b(metric|kpi|measure|success|target|goal|objective|okr)s?\\b");
  private static final Pattern SECTION =
      Pattern.compile("(?i).*\\b(scope|goals?|success|metrics?|objectives?|kpis?)\\b.*");

  private Scope() {}

  private static Verdict decide(ProjectView view) {
    Optional<Goal> goal = view.settings().goal();
    if (goal.isPresent()) {
      return goal(view, goal.get());
    }
    List<Evidence> drafts = new ArrayList<>();
    for (IndexedFile document : documents(view)) {
      Optional<Markdown> text = Documents.read(view, document);
      if (text.isEmpty()) {
        continue;
      }
      boolean readme = document.name().toLowerCase(java.util.Locale.ROOT).startsWith("readme");
      for (Markdown.Section section : text.get().sections()) {
        if (readme && !SECTION.matcher(section.title()).matches()) {
          continue;
        }
        Optional<Markdown.Line> filled = complete(section);
        if (filled.isPresent()) {
          return written(view, line(view, document.path(), filled.get().line()));
        }
        if (SECTION.matcher(section.title()).matches()) {
          drafts.add(line(view, document.path(), section.line()));
        }
      }
    }
    return drafts.isEmpty()
        ? Verdict.fail("No goal is written down: neither in dragoncode.yaml nor in the docs")
        : Verdict.fail("A goal is begun, but it lacks a metric, a number or a date", drafts);
  }

  private static Verdict goal(ProjectView view, Goal goal) {
    Evidence place = line(view, ProjectSettings.FILE, goal.line());
    if (Documents.placeholder(goal.metric()) || Documents.placeholder(goal.target())) {
      return Verdict.fail("The goal in dragoncode.yaml is still a placeholder", place);
    }
    if (!NUMBER.matcher(goal.target()).find()) {
      return Verdict.fail("The goal's target has no number: " + goal.target(), place);
    }
    if (goal.until().isEmpty()) {
      return Verdict.fail("The goal has no date: add goal.until", place);
    }
    return Verdict.pass(goal.metric() + ": " + goal.target() + " by " + goal.until().get(), place);
  }

  private static Verdict written(ProjectView view, Evidence place) {
    Optional<Attestation> word = view.settings().attested("PRO-SCOPE");
    return word.map(a ->
            Verdict.pass(
                "Written in " + place.file() + ", confirmed by " + a.by() + " on " + a.on(),
                place,
                line(view, ProjectSettings.FILE, a.line())))
        .orElseGet(() ->
            Verdict.unknown(
                place.file()
                    + " seems to state it; a person should confirm it under attestations in"
                    + " dragoncode.yaml",
                place));
  }

  private static List<IndexedFile> documents(ProjectView view) {
    List<IndexedFile> found = new ArrayList<>();
    for (String folder : List.of("", "docs", "doc")) {
      found.addAll(Documents.named(view, folder, "scope", "prd", "goals", "goal", "vision"));
    }
    found.addAll(Documents.named(view, "", "readme"));
    return found;
  }

  /** A line of the section with a number, if the section has metric, number and date. */
  private static Optional<Markdown.Line> complete(Markdown.Section section) {
    String all =
        section.title()
            + "\n"
            + String.join("\n", section.prose().stream().map(Markdown.Line::text).toList());
    String filled =
        String.join(
            "\n",
            section.prose().stream()
                .map(Markdown.Line::text)
                .filter(each -> !Documents.placeholder(each))
                .toList());
    if (!METRIC.matcher(all).find() || !DATE.matcher(filled).find() || Documents.placeholder(all)) {
      return Optional.empty();
    }
    return section.prose().stream()
        .filter(each -> AMOUNT.matcher(DATE.matcher(each.text()).replaceAll("")).find())
        .findFirst();
  }
}
