package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** OPS-PROBES, OPS-RES, SEC-K8S and SEC-LEAST: what a workload's manifest lacks. */
final class ClusterFixes {

  private static final List<String> CLIENTS =
      List.of("kubernetes-client", "@kubernetes/client-node", "kubernetes", "k8s.io/client-go");

  private ClusterFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "OPS-PROBES",
            "Gives containers that serve a port a readiness and a liveness probe, on the health"
                + " routes that the program has or on the port; in compose, a health check.",
            ClusterFixes::probes),
        new Fix(
            "OPS-RES",
            "Adds the requests and limits that containers lack, with values to start from.",
            ClusterFixes::resources),
        new Fix(
            "SEC-K8S",
            "Completes each container's security context and gives it a /tmp to write to.",
            ClusterFixes::security),
        new Fix(
            "SEC-LEAST",
            "Keeps the service account's token out of pods that do not call the cluster.",
            ClusterFixes::token));
  }

  /** What is done to one container. */
  private interface Edit {
    void of(Manifest manifest, Function<Manifest, Optional<Node>> container, Node now);
  }

  private static void eachContainer(Draft draft, Edit edit) {
    for (Resource each : draft.view().get(Clusters.FACT).workloads()) {
      Manifest manifest = Manifest.of(draft, each);
      List<Node> containers = manifest.containers();
      for (int i = 0; i < containers.size(); i++) {
        int index = i;
        edit.of(manifest, m -> m.container(index), containers.get(i));
      }
    }
  }

  private static void probes(Draft draft) {
    ProjectView view = draft.view();
    if (view.get(Clusters.FACT).workloads().isEmpty()) {
      view.get(Compose.FACT).services().forEach(s -> healthCheck(draft, s));
      return;
    }
    HealthRoutes routes = HealthRoutes.of(view);
    eachContainer(
        draft,
        (manifest, container, now) -> {
          Optional<String> port =
              now.items("ports").stream()
                  .flatMap(p -> p.text("containerPort").stream())
                  .findFirst();
          if (port.isEmpty() || probed(now, "readinessProbe") || probed(now, "livenessProbe")) {
            return;
          }
          manifest.set(container, List.of("readinessProbe"), probe(routes.ready(), port.get()));
          manifest.set(container, List.of("livenessProbe"), probe(routes.live(), port.get()));
          if (routes.ready().isEmpty()) {
            draft.advise(
                "The probes only see that the port is open: point them at health routes once there"
                    + " are some.");
          }
        });
  }

  private static boolean probed(Node container, String name) {
    return !container.entries(name).isEmpty();
  }

  private static String probe(Optional<String> route, String port) {
    return route
        .map(path -> "httpGet:\n  path: " + path + "\n  port: " + port)
        .orElse("tcpSocket:\n  port: " + port);
  }

  private static void healthCheck(Draft draft, Compose.Service service) {
    boolean lacks =
        service.body().at("build").isPresent()
            && !service.body().items("ports").isEmpty()
            && service.body().at("healthcheck", "test").isEmpty();
    if (!lacks) {
      return;
    }
    String port = service.body().texts("ports").getFirst().replaceFirst("^.*:", "");
    String test = HealthRoutes.of(draft.view()).command(draft.view(), port);
    Optional<String> after =
        draft
            .text(service.file())
            .flatMap(text ->
                YamlText.set(
                    text,
                    List.of("services", service.name(), "healthcheck"),
                    "test: " + test + "\ninterval: 10s\ntimeout: 3s\nretries: 5"));
    after.ifPresent(text -> draft.edit(service.file(), _ -> text));
    draft.advise("The health check runs inside the image, which must hold the program it calls.");
  }

  private static void resources(Draft draft) {
    eachContainer(
        draft,
        (manifest, container, now) -> {
          setIfMissing(manifest, container, now, "100m", "resources", "requests", "cpu");
          setIfMissing(manifest, container, now, "256Mi", "resources", "requests", "memory");
          setIfMissing(manifest, container, now, "512Mi", "resources", "limits", "memory");
        });
    draft.advise("These values are to start from: measure under load, and set them anew.");
  }

  private static void setIfMissing(
      Manifest manifest,
      Function<Manifest, Optional<Node>> container,
      Node now,
      String value,
      String... way) {
    if (now.text(way).filter(v -> !v.isBlank()).isEmpty()) {
      manifest.set(container, List.of(way), value);
    }
  }

  private static void security(Draft draft) {
    eachContainer(
        draft,
        (manifest, container, now) -> {
          if (Stack.store(now)) {
            draft.decline(
                now.text("image").orElse("The store")
                    + " writes to its own file system and may start as root: its documentation says"
                    + " which user and volumes it takes.");
            return;
          }
          boolean inherited =
              manifest
                  .pod()
                  .flatMap(p -> p.text("securityContext", "runAsNonRoot"))
                  .filter("true"::equals)
                  .isPresent();
          if (!inherited) {
            demand(manifest, container, now, "runAsNonRoot", "true");
          }
          demand(manifest, container, now, "allowPrivilegeEscalation", "false");
          if (now.texts("securityContext", "capabilities", "drop").stream()
              .noneMatch("ALL"::equalsIgnoreCase)) {
            manifest.set(container, List.of("securityContext", "capabilities", "drop"), "[ALL]");
          }
          if (demand(manifest, container, now, "readOnlyRootFilesystem", "true")) {
            temporary(manifest, container, now);
          }
          if (now.text("securityContext", "privileged").filter("true"::equals).isPresent()) {
            manifest.set(container, List.of("securityContext", "privileged"), "false");
            draft.advise("A container was privileged: find out what for before this is deployed.");
          }
        });
    draft.advise("runAsNonRoot needs an image whose USER is a number other than 0.");
  }

  private static boolean demand(
      Manifest manifest,
      Function<Manifest, Optional<Node>> container,
      Node now,
      String key,
      String value) {
    return now.text("securityContext", key).filter(value::equals).isEmpty()
        && manifest.set(container, List.of("securityContext", key), value);
  }

  /** Most programs write to /tmp, which a read-only root takes from them. */
  private static void temporary(
      Manifest manifest, Function<Manifest, Optional<Node>> container, Node now) {
    boolean mounted =
        now.items("volumeMounts").stream()
            .anyMatch(m -> m.text("mountPath").filter("/tmp"::equals).isPresent());
    if (mounted) {
      return;
    }
    manifest.append(container, List.of("volumeMounts"), "name: tmp\nmountPath: /tmp");
    boolean volume =
        manifest.pod().map(p -> p.items("volumes")).orElse(List.of()).stream()
            .anyMatch(v -> v.text("name").filter("tmp"::equals).isPresent());
    if (!volume) {
      manifest.append(Manifest::pod, List.of("volumes"), "name: tmp\nemptyDir: {}");
    }
  }

  private static void token(Draft draft) {
    ProjectView view = draft.view();
    boolean calls =
        Stack.modules(view).stream()
            .flatMap(m -> m.dependencies().stream())
            .anyMatch(d -> CLIENTS.stream().anyMatch(c -> d.name().endsWith(c)));
    Clusters clusters = view.get(Clusters.FACT);
    boolean broad =
        clusters.of("RoleBinding", "ClusterRoleBinding").stream()
                .anyMatch(b ->
                    b.body().text("roleRef", "name").filter("cluster-admin"::equals).isPresent())
            || clusters.of("Role", "ClusterRole").stream()
                .flatMap(r -> r.body().items("rules").stream())
                .anyMatch(
                    r -> r.texts("verbs").contains("*") || r.texts("resources").contains("*"));
    if (calls || broad) {
      draft.decline(
          "Which verbs and resources the program needs is known to whoever wrote it: list them in a"
              + " Role without *.");
      return;
    }
    for (Resource each : clusters.workloads()) {
      Manifest manifest = Manifest.of(draft, each);
      boolean open =
          manifest
              .pod()
              .flatMap(p -> p.text("automountServiceAccountToken"))
              .filter("false"::equals)
              .isEmpty();
      if (open) {
        manifest.set(Manifest::pod, List.of("automountServiceAccountToken"), "false");
      }
    }
  }
}
