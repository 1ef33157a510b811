package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Node;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** STG-ALERT: somebody is told when an objective is at risk, and where to read what to do. */
final class Alerts {

  static final Check CHECK =
      Rule.services(
          new CheckSpec(
              "STG-ALERT",
              Phase.OBSERVE,
              "SLO alerts with working runbook links",
              Weight.MEDIUM,
              Level.B,
              "An alert without a page that says what to do wakes somebody who does not know what"
                  + " to do.",
              "Write Prometheus rules on the objective's burn rate, each with a runbook_url that"
                  + " leads to a page in docs/runbooks."),
          Alerts::decide);

  /** A page of a repository, by its own path or behind a forge's address. */
  private static final Pattern PAGE =
      Pattern.compile(
          "(?:.*/(?:blob|tree|raw|-/blob)/[^/]+/|\\.?/)?((?:[\\w.-]+/)*[\\w.-]+\\.(?:md|adoc|rst))"
              + "(?:#.*)?");

  private Alerts() {}

  /** An alerting rule. */
  private record AlertRule(String name, String file, Node body) {}

  private static Verdict decide(ProjectView view) {
    List<AlertRule> rules = rules(view);
    if (rules.isEmpty()) {
      return Wiring.tool(view) ? Wiring.noService() : Verdict.fail("No alert is defined");
    }
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    Set<String> gaps = new LinkedHashSet<>();
    boolean burn = false;
    for (AlertRule each : rules) {
      Evidence place = line(view, each.file, each.body.line());
      String expression = each.body.text("expr").orElse("");
      burn |= burnRate(each, expression);
      Optional<String> gap = link(view, each);
      gap.ifPresent(gaps::add);
      (gap.isEmpty() ? good : bad).add(place);
    }
    if (!burn) {
      return Verdict.fail(
          "No alert looks at how fast an objective's budget is spent",
          rules.stream().map(r -> line(view, r.file, r.body.line())).toList());
    }
    return bad.isEmpty()
        ? Verdict.pass("Alerts on burn rates, each with its runbook", good)
        : Verdict.fail(gaps.iterator().next(), bad);
  }

  private static List<AlertRule> rules(ProjectView view) {
    List<AlertRule> found = new ArrayList<>();
    for (String extension : List.of("yaml", "yml")) {
      for (IndexedFile file : view.withExtension(extension)) {
        if (Paths.notShipped(file.path())
            || view.text(file).filter(t -> t.contains("alert:") && t.contains("expr:")).isEmpty()) {
          continue;
        }
        for (Node document : view.parse(file, Compose.YAML).value().orElse(List.of())) {
          List<Node> groups = new ArrayList<>(document.items("groups"));
          groups.addAll(document.items("spec", "groups"));
          for (Node group : groups) {
            for (Node rule : group.items("rules")) {
              rule.text("alert")
                  .ifPresent(name -> found.add(new AlertRule(name, file.path(), rule)));
            }
          }
        }
      }
    }
    return found;
  }

  /** A rate of errors against an objective, by the names that Sloth, Pyrra and people use. */
  private static boolean burnRate(AlertRule rule, String expression) {
    String all = (rule.name + " " + expression).toLowerCase(Locale.ROOT);
    return all.matches("(?s).*(burn|slo[:_\\s]|error.?budget|slo:).*")
        || (expression.matches("(?s).*rate\\(.*/.*rate\\(.*")
            && expression.matches("(?s).*[<>]=?.*\\*?.*0?\\.\\d+.*"));
  }

  /** What is wrong with a rule's link to its runbook. */
  private static Optional<String> link(ProjectView view, AlertRule rule) {
    Optional<String> url =
        rule.body
            .text("annotations", "runbook_url")
            .or(() -> rule.body.text("annotations", "runbook"));
    if (url.isEmpty() || url.get().isBlank()) {
      return Optional.of(rule.name + " has no runbook_url");
    }
    // a link into this repository must lead to a page that is here
    Matcher inside = PAGE.matcher(url.get());
    boolean relative = !url.get().contains("://");
    if (inside.matches()
        && (relative || (view.hasFolder("docs/runbooks") && url.get().contains("docs/runbooks")))) {
      String page = inside.group(1);
      boolean here =
          view.file(page).isPresent()
              || view.file(Paths.resolve(folder(rule.file), page)).isPresent();
      return here
          ? Optional.empty()
          : Optional.of(rule.name + " links to " + page + ", which is not there");
    }
    return Optional.empty();
  }

  private static String folder(String path) {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }
}
