package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectSettings.Slo;
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
import java.util.List;
import java.util.Optional;

/** STG-SLO: what "good enough" means is written down, with a number and a way to measure it. */
final class Objectives {

  static final Check SLO =
      Rule.services(
          new CheckSpec(
              "STG-SLO",
              Phase.OBSERVE,
              "SLI and SLO defined",
              Weight.HIGH,
              Level.B,
              "Without a stated objective every outage is a quarrel about whether it was one.",
              "Add an entry under slo in dragoncode.yaml with name, objective in percent, window"
                  + " and the query that measures it, or keep an OpenSLO or Sloth file."),
          Objectives::decide);

  private Objectives() {}

  private static Verdict decide(ProjectView view) {
    List<Evidence> partial = new ArrayList<>();
    for (Slo each : view.settings().slos()) {
      Evidence place = line(view, ProjectSettings.FILE, each.line());
      if (each.query().filter(q -> !q.isBlank()).isPresent() && !each.window().isBlank()) {
        return Verdict.pass(
            each.name() + ": " + each.objective() + " % over " + each.window(), place);
      }
      partial.add(place);
    }
    for (String extension : List.of("yaml", "yml")) {
      for (IndexedFile candidate : view.withExtension(extension)) {
        if (!likely(candidate)) {
          continue;
        }
        for (Node document : view.parse(candidate, Compose.YAML).value().orElse(List.of())) {
          Optional<Node> objective = objective(document);
          if (objective.isEmpty()) {
            continue;
          }
          Evidence place = line(view, candidate.path(), objective.get().line());
          if (measured(document)) {
            return Verdict.pass("An objective with its query in " + candidate.path(), place);
          }
          partial.add(place);
        }
      }
    }
    if (partial.isEmpty() && Wiring.tool(view)) {
      return Wiring.noService();
    }
    return partial.isEmpty()
        ? Verdict.fail("No objective is defined")
        : Verdict.fail("An objective is named, but not how it is measured", partial);
  }

  private static boolean likely(IndexedFile file) {
    return !Paths.notShipped(file.path())
        && (file.path().toLowerCase(java.util.Locale.ROOT).contains("slo")
            || file.path().matches("(.*/)?(monitoring|observability|deploy|k8s|ops)/.*"));
  }

  /** The target of an OpenSLO, Sloth, Pyrra or plain file. */
  private static Optional<Node> objective(Node document) {
    String kind = document.text("kind").orElse("");
    boolean about =
        kind.equals("SLO")
            || kind.equals("PrometheusServiceLevel")
            || kind.equals("ServiceLevelObjective")
            || document.at("slos").isPresent()
            || document.at("slo").isPresent();
    if (!about) {
      return Optional.empty();
    }
    return document.flatten().stream()
        .filter(s ->
            s.key().matches("(.*[.\\]])?(objective|target|targetPercent|objectivePercent)")
                && s.value().matches("\\d+(\\.\\d+)?\\s*%?"))
        .findFirst()
        .map(s -> new Node.Scalar(s.value(), s.line(), 1));
  }

  private static boolean measured(Node document) {
    return document.flatten().stream()
        .anyMatch(s ->
            s.key()
                    .matches(
                        "(?i).*(query|errorquery|totalquery|error_query|total_query|metric|expr"
                            + "|errors|total)(\\..*)?")
                && !s.value().isBlank());
  }
}
