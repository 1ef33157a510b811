package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.syntax.Node;
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

/** SEC-LEAST: what a pod may do in its cluster is what it has to do, and no more. */
final class Privileges {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "SEC-LEAST",
              Phase.SECURE,
              "Service accounts have least privilege",
              Weight.HIGH,
              Level.B,
              "The token in a pod is the intruder's, too. What the account may do, he may.",
              "Give each workload a service account of its own with"
                  + " automountServiceAccountToken: false, and where it needs the API a Role that"
                  + " lists verbs and resources without *."),
          Privileges::decide);

  private Privileges() {}

  private static Verdict decide(ProjectView view) {
    Clusters clusters = view.get(Clusters.FACT);
    List<Evidence> bad = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    Set<String> bound = new HashSet<>();
    for (Resource each : clusters.of("RoleBinding", "ClusterRoleBinding")) {
      for (Node subject : each.body().items("subjects")) {
        subject.text("name").ifPresent(bound::add);
      }
      if (each.body().text("roleRef", "name").filter("cluster-admin"::equals).isPresent()) {
        bad.add(line(view, each.file(), each.line()));
        gaps.add(each.title() + " makes its subjects administrators of the cluster");
      }
    }
    for (Resource each : clusters.of("Role", "ClusterRole")) {
      for (Node rule : each.body().items("rules")) {
        if (rule.texts("verbs").contains("*") || rule.texts("resources").contains("*")) {
          bad.add(line(view, each.file(), rule.line()));
          gaps.add(each.title() + " allows everything on something, or something on everything");
        }
      }
    }
    Optional<Verdict> nothing = WorkloadChecks.nothingToRead(view);
    if (nothing.isPresent() && bad.isEmpty()) {
      return nothing.get();
    }
    List<Evidence> good = new ArrayList<>();
    Set<String> closed = withoutToken(clusters);
    for (Resource each : clusters.workloads()) {
      Optional<String> gap = gap(each, bound, closed);
      gap.ifPresent(gaps::add);
      (gap.isEmpty() ? good : bad).add(line(view, each.file(), each.line()));
    }
    return bad.isEmpty()
        ? Verdict.pass("Each workload has an account of its own, and no more than it needs", good)
        : Verdict.fail(gaps.getFirst(), bad);
  }

  private static Set<String> withoutToken(Clusters clusters) {
    Set<String> names = new HashSet<>();
    for (Resource each : clusters.of("ServiceAccount")) {
      if (each.body().text("automountServiceAccountToken").filter("false"::equals).isPresent()) {
        names.add(each.name());
      }
    }
    return names;
  }

  private static Optional<String> gap(Resource workload, Set<String> bound, Set<String> closed) {
    Optional<Node> pod = workload.pod();
    String account = pod.flatMap(p -> p.text("serviceAccountName")).orElse("default");
    Optional<String> mounted = pod.flatMap(p -> p.text("automountServiceAccountToken"));
    boolean closedHere = mounted.map("false"::equals).orElseGet(() -> closed.contains(account));
    if (closedHere || (!account.equals("default") && bound.contains(account))) {
      return Optional.empty();
    }
    return Optional.of(
        account.equals("default")
            ? workload.title() + " runs as the namespace's default account, with its token"
            : workload.title() + " is given a token that it has no use for");
  }
}
