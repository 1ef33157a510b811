package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.file;
import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Compose;
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
import dev.dragoncode.readiness.facts.Images;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OPS-PROBES, OPS-RES and SEC-K8S: what each workload's manifest says of its containers. */
final class WorkloadChecks {

  static final Check PROBES =
      Rule.manifests(
          new CheckSpec(
              "OPS-PROBES",
              Phase.OPERATE,
              "Probes wired in manifest",
              Weight.HIGH,
              Level.C,
              "Without a readiness probe a rollout sends traffic to a process that cannot answer"
                  + " yet; without a liveness probe a stuck one stays.",
              "Give each container that serves a port a readinessProbe and a livenessProbe on the"
                  + " routes that answer for its health; in compose, a healthcheck."),
          WorkloadChecks::probes);

  static final Check RESOURCES =
      Rule.manifests(
          new CheckSpec(
              "OPS-RES",
              Phase.OPERATE,
              "Requests and limits",
              Weight.MEDIUM,
              Level.C,
              "A container that asks for nothing is placed anywhere and evicted first; one without"
                  + " a memory limit takes its neighbours with it.",
              "Set resources.requests for cpu and memory and resources.limits for memory on every"
                  + " container, from measured use."),
          WorkloadChecks::resources);

  static final Check POD_SECURITY =
      Rule.manifests(
          new CheckSpec(
              "SEC-K8S",
              Phase.SECURE,
              "Pod security context",
              Weight.HIGH,
              Level.B,
              "A container that may become root, write to its image and use every capability makes"
                  + " any hole in the program a hole in the node.",
              "On every container: runAsNonRoot: true, readOnlyRootFilesystem: true,"
                  + " allowPrivilegeEscalation: false and capabilities.drop: [ALL]; give it an"
                  + " emptyDir where it must write."),
          WorkloadChecks::podSecurity);

  private WorkloadChecks() {}

  /**
   * Not applicable without manifests; unknown where all there is is a chart that was not rendered.
   */
  static Optional<Verdict> nothingToRead(ProjectView view) {
    Clusters clusters = view.get(Clusters.FACT);
    if (!clusters.workloads().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        clusters.charts().isEmpty()
            ? Verdict.notApplicable("The project has no Kubernetes manifests")
            : Verdict.unknown(
                clusters.unrendered().values().stream()
                    .findFirst()
                    .map(why -> "The Helm chart is not rendered: " + why)
                    .orElse("The Helm chart deploys no workload with its own values"),
                clusters.charts().stream().map(c -> file(c + "/Chart.yaml")).toList()));
  }

  private static Verdict probes(ProjectView view) {
    Optional<Verdict> nothing = nothingToRead(view);
    if (nothing.isPresent()) {
      return containersOnly(view, nothing.get());
    }
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    for (Resource each : view.get(Clusters.FACT).workloads()) {
      List<Node> serving =
          each.containers().stream().filter(c -> !c.items("ports").isEmpty()).toList();
      Evidence place = line(view, each.file(), each.line());
      boolean probed =
          serving.stream().allMatch(c -> probe(c, "readinessProbe") || probe(c, "livenessProbe"));
      if (!serving.isEmpty()) {
        (probed ? good : bad).add(place);
      }
    }
    if (!bad.isEmpty()) {
      return Verdict.fail(
          bad.size() == 1
              ? "A workload serves a port, and nothing probes it"
              : bad.size() + " workloads serve a port, and nothing probes them",
          bad);
    }
    return good.isEmpty()
        ? Verdict.notApplicable("No workload serves a port")
        : Verdict.pass("Every workload that serves a port is probed", good);
  }

  private static boolean probe(Node container, String name) {
    return container
        .at(name)
        .filter(p ->
            p.at("httpGet")
                .or(() -> p.at("exec"))
                .or(() -> p.at("grpc"))
                .or(() -> p.at("tcpSocket"))
                .isPresent())
        .isPresent();
  }

  /** Where nothing but compose or a Dockerfile says how the program is run. */
  private static Verdict containersOnly(ProjectView view, Verdict nothing) {
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bare = new ArrayList<>();
    for (Images.ImageFile image : view.get(Images.FACT).files()) {
      image
          .dockerfile()
          .last()
          .flatMap(stage -> stage.last("HEALTHCHECK"))
          .filter(h -> !h.arguments().strip().equalsIgnoreCase("NONE"))
          .ifPresentOrElse(
              h -> good.add(line(view, image.path(), h.line())),
              () -> bare.add(file(image.path())));
    }
    List<Evidence> bad = new ArrayList<>();
    for (Compose.Service each : view.get(Compose.FACT).services()) {
      if (each.body().at("build").isEmpty()) {
        continue;
      }
      boolean disabled =
          each.body().text("healthcheck", "disable").filter("true"::equals).isPresent();
      boolean checked = each.body().at("healthcheck", "test").isPresent() && !disabled;
      if (checked) {
        good.add(line(view, each.file(), each.line()));
      } else if (!each.body().items("ports").isEmpty()) {
        bad.add(line(view, each.file(), each.line()));
      }
    }
    if (!good.isEmpty() && bare.size() > 2 * good.size()) {
      return Verdict.fail(
          bare.size() + " of " + (bare.size() + good.size()) + " images have no health check",
          bare);
    }
    if (!good.isEmpty()) {
      return Verdict.pass("The container has a health check", good);
    }
    return bad.isEmpty()
        ? nothing
        : Verdict.fail("Compose runs the program, and nothing checks its health", bad);
  }

  private static Verdict resources(ProjectView view) {
    Optional<Verdict> nothing = nothingToRead(view);
    if (nothing.isPresent()) {
      return nothing.get();
    }
    List<Resource> ranges = view.get(Clusters.FACT).of("LimitRange");
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    Set<String> lacking = new LinkedHashSet<>();
    for (Resource each : view.get(Clusters.FACT).workloads()) {
      Set<String> gaps = new LinkedHashSet<>();
      for (Node container : each.containers()) {
        for (String wanted : List.of("requests.cpu", "requests.memory", "limits.memory")) {
          String[] keys = ("resources." + wanted).split("\\.", -1);
          if (container.text(keys).filter(v -> !v.isBlank()).isEmpty()) {
            gaps.add(wanted);
          }
        }
      }
      (gaps.isEmpty() || !ranges.isEmpty() ? good : bad).add(line(view, each.file(), each.line()));
      lacking.addAll(gaps);
    }
    return bad.isEmpty()
        ? Verdict.pass("Every container asks for cpu and memory and is bounded", good)
        : Verdict.fail(
            (bad.size() == 1 ? "A workload lacks " : bad.size() + " workloads lack ")
                + String.join(", ", lacking),
            bad);
  }

  private static Verdict podSecurity(ProjectView view) {
    Optional<Verdict> nothing = nothingToRead(view);
    if (nothing.isPresent()) {
      return nothing.get();
    }
    boolean restricted =
        view.get(Clusters.FACT).of("Namespace").stream()
            .anyMatch(n ->
                n.body()
                    .text("metadata", "labels", "pod-security.kubernetes.io/enforce")
                    .filter("restricted"::equals)
                    .isPresent());
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    Set<String> lacking = new LinkedHashSet<>();
    for (Resource each : view.get(Clusters.FACT).workloads()) {
      Set<String> gaps = new LinkedHashSet<>();
      each.containers().forEach(c -> gaps.addAll(insecure(each, c, restricted)));
      (gaps.isEmpty() ? good : bad).add(line(view, each.file(), each.line()));
      lacking.addAll(gaps);
    }
    return bad.isEmpty()
        ? Verdict.pass("Every container is kept from root, escalation and its own image", good)
        : Verdict.fail(
            (bad.size() == 1 ? "A workload lacks " : bad.size() + " workloads lack ")
                + String.join(", ", lacking),
            bad);
  }

  /** What a container's and its pod's security context leave open. */
  private static Set<String> insecure(Resource workload, Node container, boolean restricted) {
    Set<String> gaps = new LinkedHashSet<>();
    if (!restricted) {
      if (!set(workload, container, "runAsNonRoot", "true")) {
        gaps.add("runAsNonRoot");
      }
      if (container
          .text("securityContext", "allowPrivilegeEscalation")
          .filter("false"::equals)
          .isEmpty()) {
        gaps.add("allowPrivilegeEscalation: false");
      }
      if (container.texts("securityContext", "capabilities", "drop").stream()
          .noneMatch("ALL"::equalsIgnoreCase)) {
        gaps.add("capabilities.drop: [ALL]");
      }
    }
    if (container
        .text("securityContext", "readOnlyRootFilesystem")
        .filter("true"::equals)
        .isEmpty()) {
      gaps.add("readOnlyRootFilesystem");
    }
    if (container.text("securityContext", "privileged").filter("true"::equals).isPresent()) {
      gaps.add("privileged: false");
    }
    return gaps;
  }

  /** A member that a container's security context may override and else inherits from its pod's. */
  private static boolean set(Resource workload, Node container, String member, String value) {
    return container
        .text("securityContext", member)
        .or(() -> workload.pod().flatMap(pod -> pod.text("securityContext", member)))
        .filter(value::equals)
        .isPresent();
  }
}
