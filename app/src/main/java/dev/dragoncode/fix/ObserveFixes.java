package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectSettings.Slo;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** STG-SLO and STG-ALERT: what is good enough, and who is told when it is at risk. */
final class ObserveFixes {

  private static final String PAGE = "docs/runbooks/slow-or-failing-requests.md";
  private static final double OBJECTIVE = 99.5;

  private ObserveFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "STG-SLO",
            "Writes an objective of 99.5 % over 30 days into dragoncode.yaml, with the query that"
                + " measures it; the metric is asked for where Spring Boot does not name it.",
            ObserveFixes::objective),
        new Fix(
            "STG-ALERT",
            "Writes Prometheus rules on how fast the error budget is spent, with a runbook, and"
                + " gives alerts without one its link.",
            ObserveFixes::alerts));
  }

  /**
   * The series that count requests.
   *
   * @param all of them
   * @param bad those that failed
   */
  record Requests(String all, String bad) {

    /** As Spring Boot names them, or as a person says. */
    static Optional<Requests> of(Draft draft) {
      boolean boot =
          Boot.of(draft.view()).filter(b -> b.has("spring-boot-starter-actuator")).isPresent();
      if (boot) {
        String count = "http_server_requests_seconds_count";
        return Optional.of(new Requests(count, count + "{status=~\"5..\"}"));
      }
      Optional<String> all =
          draft.ask("requests", "Which metric counts requests?", "http_requests_total");
      Optional<String> bad =
          draft.ask(
              "errors",
              "Which of its series are those that failed?",
              "http_requests_total{status=~\"5..\"}");
      return all.flatMap(a -> bad.map(b -> new Requests(a, b)));
    }

    /** The share that failed in a window, as PromQL. */
    String share(String window) {
      return "sum(rate(%s[%s])) / sum(rate(%s[%s]))".formatted(bad, window, all, window);
    }
  }

  private static void objective(Draft draft) {
    if (Gaps.verdict(draft.view(), "STG-SLO").status() != Status.FAIL) {
      return;
    }
    Optional<Requests> requests = Requests.of(draft);
    if (requests.isEmpty()) {
      return;
    }
    String file = ProjectSettings.FILE;
    String text = draft.text(file).orElse("");
    String query = "'1 - " + requests.get().share("30d") + "'";
    Optional<Node> open =
        Manifest.documents(text).stream()
            .flatMap(d -> d.items("slo").stream())
            .filter(s -> s.text("query").filter(q -> !q.isBlank()).isEmpty())
            .findFirst();
    Optional<String> after =
        open.map(s -> YamlText.set(text, s.line(), s.column(), List.of("query"), query))
            .orElseGet(() -> added(text, query));
    after.ifPresentOrElse(
        t -> draft.edit(file, _ -> t),
        () -> draft.decline(file + " is written in a form that only a person should change."));
    draft.advise(
        "99.5 % is to start from: take what users notice, and what you have reached so far.");
  }

  private static Optional<String> added(String text, String query) {
    String item =
        "name: requests are answered\nobjective: " + OBJECTIVE + "\nwindow: 30d\nquery: " + query;
    return Manifest.documents(text).isEmpty()
        ? Optional.of(text + "slo:\n  - " + item.replace("\n", "\n    ") + "\n")
        : YamlText.append(text, List.of("slo"), item);
  }

  private static void alerts(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "STG-ALERT")) {
      return;
    }
    List<IndexedFile> files = rules(view);
    boolean burn =
        !files.isEmpty() && !Gaps.verdict(view, "STG-ALERT").summary().contains("how fast");
    if (!burn) {
      Optional<Requests> requests = Requests.of(draft);
      if (requests.isEmpty()) {
        return;
      }
      draft.generate("monitoring/slo-alerts.yaml", burning(view, requests.get()));
    }
    page(draft);
    files.forEach(f -> link(draft, f.path()));
  }

  private static List<IndexedFile> rules(ProjectView view) {
    return Stream.of("yaml", "yml")
        .flatMap(e -> view.withExtension(e).stream())
        .filter(
            f -> view.text(f).filter(t -> t.contains("alert:") && t.contains("expr:")).isPresent())
        .toList();
  }

  private static void page(Draft draft) {
    if (!draft.has(PAGE)) {
      draft.generate(PAGE, Runbook.text(draft.view()));
    }
  }

  private static String burning(ProjectView view, Requests requests) {
    double objective =
        view.settings().slos().stream().findFirst().map(Slo::objective).orElse(OBJECTIVE);
    String budget = String.format(java.util.Locale.ROOT, "%.4f", (100 - objective) / 100);
    return """
    # Two windows each, so that an alert begins early and ends soon: https://sre.google/workbook/alerting-on-slos/
    groups:
      - name: error-budget
        rules:
          - alert: ErrorBudgetBurnsFast
            expr: |
              %s > 14.4 * %s
              and
              %s > 14.4 * %s
            for: 2m
            labels:
              severity: page
            annotations:
              summary: In an hour 2 %% of the month's error budget were spent.
              runbook_url: %s
          - alert: ErrorBudgetBurnsSlowly
            expr: |
              %s > 3 * %s
              and
              %s > 3 * %s
            for: 15m
            labels:
              severity: ticket
            annotations:
              summary: In a day 10 %% of the month's error budget were spent.
              runbook_url: %s
    """
        .formatted(
            requests.share("1h"),
            budget,
            requests.share("5m"),
            budget,
            PAGE,
            requests.share("1d"),
            budget,
            requests.share("2h"),
            budget,
            PAGE);
  }

  /** Gives alerts of a file a link that leads somewhere, the last one first. */
  private static void link(Draft draft, String file) {
    List<Node> rules = new ArrayList<>();
    for (Node document : Manifest.documents(draft.text(file).orElse(""))) {
      List<Node> groups = new ArrayList<>(document.items("groups"));
      groups.addAll(document.items("spec", "groups"));
      groups.forEach(g -> rules.addAll(g.items("rules")));
    }
    for (Node rule : rules.reversed()) {
      Optional<String> url = rule.text("annotations", "runbook_url");
      boolean dead =
          url.filter(u -> !u.contains("://") && !draft.has(u.replaceFirst("^\\./", "")))
              .isPresent();
      if (rule.text("alert").isPresent() && (url.isEmpty() || dead)) {
        draft
            .text(file)
            .flatMap(text ->
                YamlText.set(
                    text, rule.line(), rule.column(), List.of("annotations", "runbook_url"), PAGE))
            .ifPresent(text -> draft.edit(file, _ -> text));
      }
    }
  }
}
