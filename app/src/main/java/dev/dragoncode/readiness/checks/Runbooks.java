package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** OPS-RUNBOOK: what to do when it breaks is written, completely, and somebody stands by it. */
final class Runbooks {

  static final Check CHECK =
      Rule.services(
          new CheckSpec(
              "OPS-RUNBOOK",
              Phase.OPERATE,
              "Runbooks",
              Weight.MEDIUM,
              Level.B,
              "At three in the morning nobody invents a procedure. A page that says symptom,"
                  + " check, action and rollback shortens the outage.",
              "Write docs/runbooks/<alert>.md with the sections Symptom, Check, Action and"
                  + " Rollback, and attest every half year in dragoncode.yaml that they were gone"
                  + " through."),
          Runbooks::decide);

  private static final List<String> PARTS =
      List.of(
          "symptoms?|alerts?|impact",
          "checks?|diagnos\\w+|verify|investigat\\w+|triage",
          "actions?|mitigat\\w+|fix|remed\\w+|resol\\w+|steps",
          "roll-?backs?|revert|undo|recovery");

  private Runbooks() {}

  private static Verdict decide(ProjectView view) {
    List<Evidence> partial = new ArrayList<>();
    for (IndexedFile page : pages(view)) {
      Optional<Markdown> text = Documents.read(view, page);
      if (text.isEmpty()) {
        continue;
      }
      Set<String> missing = missing(text.get());
      boolean template =
          text.get().sections().stream()
              .flatMap(s -> s.prose().stream())
              .anyMatch(l -> Documents.placeholder(l.text()));
      if (!missing.isEmpty() || template) {
        partial.add(file(page.path()));
        continue;
      }
      return view.settings()
          .attested("OPS-RUNBOOK")
          .map(a ->
              Verdict.pass(
                  "Gone through by " + a.by() + " on " + a.on(),
                  file(page.path()),
                  line(view, ProjectSettings.FILE, a.line())))
          .orElseGet(() ->
              Verdict.unknown(
                  "There are runbooks; whether somebody has gone through them lately should be"
                      + " attested in dragoncode.yaml",
                  file(page.path())));
    }
    if (partial.isEmpty() && Wiring.tool(view)) {
      return Wiring.noService();
    }
    return partial.isEmpty()
        ? Verdict.fail("There is no runbook")
        : Verdict.fail(
            "The runbooks lack a symptom, a check, an action or a rollback, or are still"
                + " templates",
            partial);
  }

  private static List<IndexedFile> pages(ProjectView view) {
    List<IndexedFile> pages = new ArrayList<>();
    for (String folder : List.of("docs/runbooks", "runbooks", "docs/runbook", "ops/runbooks")) {
      view.under(folder).stream()
          .filter(f -> f.name().matches("(?i).*\\.(md|adoc|rst)"))
          .filter(f -> !f.name().toLowerCase(Locale.ROOT).startsWith("readme"))
          .forEach(pages::add);
    }
    pages.addAll(Documents.named(view, "", "runbook", "runbooks"));
    pages.addAll(Documents.named(view, "docs", "runbook", "runbooks"));
    return pages;
  }

  /** The parts that no section with a text of its own covers. */
  private static Set<String> missing(Markdown text) {
    Set<String> missing = new LinkedHashSet<>(PARTS);
    for (Markdown.Section section : text.sections()) {
      boolean filled = !section.prose().isEmpty() || !section.code().isEmpty();
      String title = section.title().toLowerCase(Locale.ROOT);
      missing.removeIf(part -> filled && title.matches(".*\\b(" + part + ")\\b.*"));
    }
    return missing;
  }
}
