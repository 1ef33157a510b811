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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OPS-HPA: load decides how many replicas there are, and never fewer than two. */
final class Scaling {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "OPS-HPA",
              Phase.OPERATE,
              "Autoscaling policy",
              Weight.MEDIUM,
              Level.B,
              "A fixed number of replicas is too many at night and too few on the day that"
                  + " matters; a single one is an outage at every node update.",
              "Add a HorizontalPodAutoscaler with minReplicas of 2 or more, or a KEDA ScaledObject"
                  + " with minReplicaCount and a fallback, one for each workload."),
          Scaling::decide);

  private static final Syntax<Node> TOML = (_, text) -> Toml.parse(text);

  private Scaling() {}

  private static Verdict decide(ProjectView view) {
    Optional<Verdict> platform = platform(view);
    if (platform.isPresent()) {
      return platform.get();
    }
    Optional<Verdict> nothing = WorkloadChecks.nothingToRead(view);
    if (nothing.isPresent()) {
      return nothing.get();
    }
    Clusters clusters = view.get(Clusters.FACT);
    List<Resource> scalers = clusters.of("HorizontalPodAutoscaler", "ScaledObject");
    if (scalers.isEmpty()) {
      return scaledByItself(view, clusters)
          .orElseGet(() ->
              Verdict.fail(
                  "Nothing scales the workloads",
                  clusters.workloads().stream().map(w -> line(view, w.file(), w.line())).toList()));
    }
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    Map<String, Resource> targets = new HashMap<>();
    for (Resource each : scalers) {
      Optional<String> gap = gap(each, targets);
      gap.ifPresent(gaps::add);
      (gap.isEmpty() ? good : bad).add(line(view, each.file(), each.line()));
    }
    return bad.isEmpty()
        ? Verdict.pass("Load decides the number of replicas", good)
        : Verdict.fail(gaps.getFirst(), bad);
  }

  private static Optional<String> gap(Resource scaler, Map<String, Resource> targets) {
    String target =
        scaler.body().text("spec", "scaleTargetRef", "kind").orElse("Deployment")
            + "/"
            + scaler.body().text("spec", "scaleTargetRef", "name").orElse("");
    // an overlay repeats the scaler of its base; two of different names fight
    Resource other = targets.putIfAbsent(target, scaler);
    if (other != null && !other.name().equals(scaler.name())) {
      return Optional.of("Two scalers pull at " + target);
    }
    boolean keda = scaler.kind().equals("ScaledObject");
    int least = number(scaler, keda ? "minReplicaCount" : "minReplicas", keda ? 0 : 1);
    if (least < 2) {
      return Optional.of(
          scaler.title() + (least == 0 ? " goes down to none" : " goes down to a single replica"));
    }
    if (keda && scaler.body().at("spec", "fallback").isEmpty()) {
      return Optional.of(scaler.title() + " has no fallback for when its metric is lost");
    }
    return Optional.empty();
  }

  private static int number(Resource scaler, String key, int otherwise) {
    try {
      return scaler.body().text("spec", key).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  /** Knative scales without a scaler beside; its annotation says how far down. */
  private static Optional<Verdict> scaledByItself(ProjectView view, Clusters clusters) {
    return clusters.workloads().stream()
        .filter(w -> w.kind().equals("Service"))
        .findFirst()
        .map(w -> {
          int least =
              w.body()
                  .text(
                      "spec",
                      "template",
                      "metadata",
                      "annotations",
                      "autoscaling.knative.dev/minScale")
                  .filter(n -> n.matches("\\d{1,4}"))
                  .map(Integer::parseInt)
                  .orElse(0);
          Evidence place = line(view, w.file(), w.line());
          return least >= 2
              ? Verdict.pass("The platform scales the service", place)
              : Verdict.fail("The platform may scale the service down to " + least, place);
        });
  }

  private static Optional<Verdict> platform(ProjectView view) {
    for (IndexedFile fly : view.named("fly.toml")) {
      Optional<Node> root = view.parse(fly, TOML).value();
      Optional<String> least = root.flatMap(r -> r.text("http_service", "min_machines_running"));
      if (least.isPresent()) {
        return Optional.of(
            least.get().matches("[01]")
                ? Verdict.fail(
                    "Fly.io may go down to " + least.get() + " machines", file(fly.path()))
                : Verdict.pass("Fly.io keeps at least " + least.get(), file(fly.path())));
      }
    }
    return Optional.empty();
  }
}
