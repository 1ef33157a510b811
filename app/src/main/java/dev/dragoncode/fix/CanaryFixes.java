package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PRD-ROLLOUT and PRD-ROLLBACK: a new version is given to few first, and figures judge it. */
final class CanaryFixes {

  private static final String STEPS =
      """
      - setWeight: 10
      - pause:
          duration: 10m
      - setWeight: 50
      - pause:
          duration: 10m
      """;

  private static final Pattern FROM_ON = Pattern.compile("result\\[0] >=? ?([\\d.]+)");

  private CanaryFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRD-ROLLOUT",
            "Makes deployments that serve a port canary rollouts of Argo Rollouts.",
            CanaryFixes::rollout),
        new Fix(
            "PRD-ROLLBACK",
            "Has a rollout judged by its share of failed requests (Argo's analysis), so that a bad"
                + " version goes back by itself.",
            CanaryFixes::rollback));
  }

  private static void rollout(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "PRD-ROLLOUT")) {
      return;
    }
    boolean patched =
        view.named("kustomization.yaml").stream()
            .flatMap(f -> view.text(f).stream())
            .anyMatch(t -> t.contains("patches"));
    if (patched) {
      draft.decline("Kustomize patches these deployments by their kind; change both together.");
      return;
    }
    for (Resource each : view.get(Clusters.FACT).workloads()) {
      if (each.kind().equals("Rollout")) {
        Manifest.of(draft, each)
            .set(Manifest::body, List.of("spec", "strategy", "canary", "steps"), STEPS);
      } else if (each.kind().equals("Deployment") && serves(each)) {
        convert(draft, each);
      }
    }
    if (!draft.changes()) {
      draft.decline("No deployment here serves a port.");
    } else {
      draft.advise("The cluster needs Argo Rollouts; kubectl argo rollouts get rollout shows it.");
    }
  }

  private static boolean serves(Resource workload) {
    return workload.containers().stream()
        .anyMatch(c -> !c.items("ports").isEmpty() && !Stack.store(c));
  }

  private static void convert(Draft draft, Resource deployment) {
    Manifest before = Manifest.of(draft, deployment);
    boolean strategy = before.body().flatMap(b -> b.at("spec", "strategy")).isPresent();
    boolean set =
        strategy
            ? before.set(
                Manifest::body,
                List.of("spec", "strategy"),
                "{canary: {steps: [{setWeight: 10}, {pause: {duration: 10m}}, {setWeight: 50},"
                    + " {pause: {duration: 10m}}]}}")
            : before.set(Manifest::body, List.of("spec", "strategy", "canary", "steps"), STEPS);
    if (!set || !before.replace(m -> m.body().flatMap(b -> b.at("kind")), "Rollout")) {
      return;
    }
    new Manifest(draft, before.file(), before.api(), "Rollout", before.name())
        .replace(m -> m.body().flatMap(b -> b.at("apiVersion")), "argoproj.io/v1alpha1");
    for (Resource each :
        draft.view().get(Clusters.FACT).of("HorizontalPodAutoscaler", "ScaledObject")) {
      boolean ours =
          each.body()
              .text("spec", "scaleTargetRef", "name")
              .filter(deployment.name()::equals)
              .isPresent();
      if (ours) {
        Manifest scaler = Manifest.of(draft, each);
        scaler.set(
            Manifest::body,
            List.of("spec", "scaleTargetRef", "apiVersion"),
            "argoproj.io/v1alpha1");
        scaler.set(Manifest::body, List.of("spec", "scaleTargetRef", "kind"), "Rollout");
      }
    }
  }

  private static void rollback(Draft draft) {
    ProjectView view = draft.view();
    if (Gaps.passes(view, "PRD-ROLLBACK")) {
      return;
    }
    Clusters clusters = view.get(Clusters.FACT);
    List<Resource> templates = clusters.of("AnalysisTemplate", "ClusterAnalysisTemplate");
    templates.forEach(t -> judge(draft, t));
    if (clusters.of("Rollout").isEmpty()) {
      rollout(draft);
    }
    List<Manifest> rollouts = new ArrayList<>();
    for (Resource each : clusters.workloads()) {
      Manifest now = new Manifest(draft, each.file(), Optional.empty(), "Rollout", each.name());
      boolean judged =
          now.body()
              .flatMap(b -> b.at("spec", "strategy"))
              .filter(s -> s.flatten().stream().anyMatch(v -> v.key().endsWith("templateName")))
              .isPresent();
      if (now.body().isPresent() && !judged) {
        rollouts.add(now);
      }
    }
    if (rollouts.isEmpty()) {
      return;
    }
    String template =
        templates.isEmpty() ? rollouts.getFirst().name() + "-errors" : templates.getFirst().name();
    if (templates.isEmpty() && !analysis(draft, rollouts.getFirst(), template)) {
      return;
    }
    for (Manifest each : rollouts) {
      each.set(
          Manifest::body,
          List.of("spec", "strategy", "canary", "analysis"),
          "startingStep: 1\ntemplates:\n  - templateName: " + template);
    }
  }

  private static boolean analysis(Draft draft, Manifest rollout, String name) {
    Optional<ObserveFixes.Requests> requests = ObserveFixes.Requests.of(draft);
    Optional<String> address =
        draft.ask(
            "prometheus",
            "At which address does the cluster reach Prometheus?",
            "http://prometheus.monitoring:9090");
    if (requests.isEmpty() || address.isEmpty()) {
      return false;
    }
    draft.generate(
        IgnoreFixes.join(IgnoreFixes.folder(rollout.file()), name + ".yaml"),
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: %s
        spec:
          metrics:
            - name: errors
              interval: 1m
              count: 10
              failureLimit: 2
              # no data is no answer: the rollout waits for a person
              inconclusiveLimit: 3
              successCondition: len(result) > 0 && result[0] < 0.01
              failureCondition: len(result) > 0 && result[0] >= 0.05
              provider:
                prometheus:
                  address: %s
                  query: |
                    %s
        """
            .formatted(name, address.get(), requests.get().share("5m")));
    return true;
  }

  /** Has a template that is there say what no data means. */
  private static void judge(Draft draft, Resource template) {
    Manifest manifest = Manifest.of(draft, template);
    List<Node> metrics = template.body().items("spec", "metrics");
    for (int i = 0; i < metrics.size(); i++) {
      int index = i;
      Node metric = metrics.get(i);
      Matcher fails = FROM_ON.matcher(metric.text("failureCondition").orElse(""));
      if (metric.text("successCondition").isEmpty() && fails.find()) {
        manifest.set(
            m -> m.body().map(b -> b.items("spec", "metrics").get(index)),
            List.of("successCondition"),
            "len(result) > 0 && result[0] < " + fails.group(1));
        manifest.set(
            m -> m.body().map(b -> b.items("spec", "metrics").get(index)),
            List.of("inconclusiveLimit"),
            "3");
      }
    }
  }
}
