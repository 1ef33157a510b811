package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Toml;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PRD-ROLLOUT and PRD-ROLLBACK: a new version meets few users first, and figures can send it back.
 */
final class Rollouts {

  static final Check ROLLOUT =
      Rule.manifests(
          new CheckSpec(
              "PRD-ROLLOUT",
              Phase.DELIVER,
              "Canary or blue/green",
              Weight.HIGH,
              Level.A,
              "A rolling update gives a bad version to everybody within minutes. A canary gives it"
                  + " to one in twenty, for as long as it takes to see.",
              "Turn the Deployment into an Argo Rollout with a canary or blueGreen strategy, or"
                  + " put a Flagger Canary beside it."),
          Rollouts::rollout);

  static final Check ROLLBACK =
      Rule.manifests(
          new CheckSpec(
              "PRD-ROLLBACK",
              Phase.DELIVER,
              "Automatic rollback on SLO breach",
              Weight.HIGH,
              Level.A,
              "Who has to be woken to roll back does so late. Figures that break the objective can"
                  + " do it in a minute.",
              "Let the rollout run an AnalysisTemplate on the SLO's own metric, with a"
                  + " failureCondition, a failureLimit, and an inconclusive result while there is"
                  + " too little traffic to tell."),
          Rollouts::rollback);

  private static final Syntax<Node> TOML = (_, text) -> Toml.parse(text);

  private Rollouts() {}

  private static Verdict rollout(ProjectView view) {
    Clusters clusters = view.get(Clusters.FACT);
    List<Evidence> gradual = gradual(view, clusters);
    if (!gradual.isEmpty()) {
      return Verdict.pass("A new version is given to few first, or beside the old one", gradual);
    }
    for (IndexedFile fly : view.named("fly.toml")) {
      Optional<String> strategy =
          view.parse(fly, TOML).value().flatMap(root -> root.text("deploy", "strategy"));
      if (strategy.isPresent()) {
        return strategy.get().matches("canary|bluegreen")
            ? Verdict.pass("Fly.io deploys by " + strategy.get(), file(fly.path()))
            : Verdict.fail("Fly.io deploys by " + strategy.get(), file(fly.path()));
      }
    }
    if (clusters.workloads().isEmpty()) {
      return Verdict.unknown("How the project is rolled out stands nowhere in this folder");
    }
    return Verdict.fail(
        "The workloads are replaced by rolling updates",
        clusters.workloads().stream().map(w -> line(view, w.file(), w.line())).toList());
  }

  private static List<Evidence> gradual(ProjectView view, Clusters clusters) {
    List<Evidence> found = new ArrayList<>();
    for (Resource each : clusters.of("Rollout")) {
      boolean canary = !each.body().items("spec", "strategy", "canary", "steps").isEmpty();
      boolean blueGreen =
          each.body().text("spec", "strategy", "blueGreen", "activeService").isPresent();
      if (canary || blueGreen) {
        found.add(line(view, each.file(), each.line()));
      }
    }
    for (Resource each : clusters.of("Canary")) {
      if (each.body().at("spec", "analysis").isPresent()) {
        found.add(line(view, each.file(), each.line()));
      }
    }
    return found;
  }

  private static Verdict rollback(ProjectView view) {
    Clusters clusters = view.get(Clusters.FACT);
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Resource each : clusters.of("Rollout")) {
      Set<String> templates = new HashSet<>();
      each.body().at("spec", "strategy").ifPresent(s -> templates(s, templates));
      used.addAll(templates);
      if (templates.isEmpty()) {
        gaps.add(each.title() + " goes on whatever the figures say");
        bad.add(line(view, each.file(), each.line()));
      }
    }
    for (Resource each : clusters.of("AnalysisTemplate", "ClusterAnalysisTemplate")) {
      Optional<String> gap =
          used.contains(each.name())
              ? gap(each)
              : Optional.of("No rollout runs the analysis " + each.name());
      gap.ifPresent(gaps::add);
      (gap.isEmpty() ? good : bad).add(line(view, each.file(), each.line()));
    }
    for (Resource each : clusters.of("Canary")) {
      boolean judged =
          each.body().items("spec", "analysis", "metrics").stream()
                  .anyMatch(m -> m.at("thresholdRange").isPresent())
              && each.body().text("spec", "analysis", "threshold").isPresent();
      if (!judged) {
        gaps.add(each.title() + " names no metric with a threshold");
      }
      (judged ? good : bad).add(line(view, each.file(), each.line()));
    }
    if (!bad.isEmpty()) {
      return Verdict.fail(gaps.getFirst(), bad);
    }
    if (!good.isEmpty()) {
      return Verdict.pass("Figures send a bad version back", good);
    }
    return clusters.workloads().isEmpty()
        ? Verdict.unknown("How the project is rolled out stands nowhere in this folder")
        : Verdict.fail(
            "Nothing judges a new version",
            clusters.workloads().stream().map(w -> line(view, w.file(), w.line())).toList());
  }

  /** The analysis templates that a strategy names, in its steps or beside them. */
  private static void templates(Node node, Set<String> into) {
    node.text("templateName").ifPresent(into::add);
    node.entries().forEach(entry -> templates(entry.value(), into));
    node.items().forEach(item -> templates(item, into));
  }

  /** What a template leaves to luck. */
  private static Optional<String> gap(Resource template) {
    for (Node metric : template.body().items("spec", "metrics")) {
      String name = metric.text("name").orElse("a metric");
      if (metric.text("failureCondition").isEmpty() && metric.text("successCondition").isEmpty()) {
        return Optional.of(name + " has no condition");
      }
      boolean counted = metric.at("failureLimit").or(() -> metric.at("count")).isPresent();
      if (!counted && metric.at("interval").isPresent()) {
        return Optional.of(name + " may fail without end");
      }
      // with one condition alone everything else, no data included, counts as the other
      String conditions =
          metric.text("successCondition").orElse("") + metric.text("failureCondition").orElse("");
      boolean both =
          metric.text("failureCondition").isPresent()
              && metric.text("successCondition").isPresent();
      boolean guarded = conditions.matches("(?s).*(isNaN|len\\(result\\)|default\\().*");
      if (!both && !guarded && metric.at("inconclusiveLimit").isEmpty()) {
        return Optional.of(name + " takes no data for an answer");
      }
    }
    return template.body().items("spec", "metrics").isEmpty()
        ? Optional.of(template.name() + " measures nothing")
        : Optional.empty();
  }
}
