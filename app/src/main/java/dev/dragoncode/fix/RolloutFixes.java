package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.facts.Clusters;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import dev.dragoncode.versions.KnownVersions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** PRD-TAG, OPS-HPA and SEC-TLS: how a workload is named, scaled and reached. */
final class RolloutFixes {

  private RolloutFixes() {}

  static List<Fix> all() {
    return List.of(
        new Fix(
            "PRD-TAG",
            "Names a release in manifests and compose files: a known one for public images, the"
                + " project's own version, or the one that you give, for its own.",
            RolloutFixes::tag),
        new Fix(
            "OPS-HPA",
            "Adds a HorizontalPodAutoscaler of 2 to 6 replicas for each deployment, or raises a"
                + " scaler to two.",
            RolloutFixes::scaler),
        new Fix(
            "SEC-TLS",
            "Gives an Ingress its tls section, with the hosts of its rules.",
            RolloutFixes::tls));
  }

  private static void tag(Draft draft) {
    ProjectView view = draft.view();
    for (Evidence each : Gaps.places(view, "PRD-TAG")) {
      String line =
          draft
              .text(each.file())
              .flatMap(t -> t.lines().skip(each.line() - 1L).findFirst())
              .orElse("");
      if (line.strip().startsWith("tag:")) {
        chart(draft, each);
      } else {
        image(
            draft, each, line.replaceFirst("^[\\s-]*image:\\s*", "").replaceFirst("\\s+#.*$", ""));
      }
    }
  }

  private static void image(Draft draft, Evidence place, String written) {
    String image = written.replaceAll("[\"']", "").strip();
    Optional<String> named =
        KnownVersions.pinnedImage(image).or(() -> version(draft).map(v -> name(image) + ":" + v));
    named.ifPresent(n ->
        draft.edit(
            place.file(),
            text -> LinesText.replace(text, place.line(), l -> l.replace(written, n))));
    if (named.isPresent() && KnownVersions.pinnedImage(image).isEmpty()) {
      draft.advise("The image must be pushed under this tag before the manifest is applied.");
    }
  }

  private static String name(String image) {
    int colon = image.lastIndexOf(':');
    return colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
  }

  /** The project's own version, or what a person says. */
  private static Optional<String> version(Draft draft) {
    Optional<String> own =
        Stack.only(draft.view())
            .flatMap(RolloutFixes::version)
            .filter(v -> v.matches("\\d+\\.\\d+[\\w.-]*") && !v.endsWith("SNAPSHOT"));
    return own.or(
        () -> draft.ask("tag", "Which version of the image should be deployed?", "1.4.2"));
  }

  private static Optional<String> version(Module module) {
    return module
        .raw()
        .flatMap(r ->
            r.text("version")
                .or(() -> r.text("project", "version"))
                .or(() -> r.text("tool", "poetry", "version")));
  }

  private static void chart(Draft draft, Evidence place) {
    String folder = IgnoreFixes.folder(place.file());
    boolean fallsBack =
        draft.view().under(folder + "/templates").stream()
            .flatMap(f -> draft.view().text(f).stream())
            .anyMatch(t -> t.contains(".Chart.AppVersion"));
    if (!fallsBack) {
      draft.decline("The chart's templates do not fall back to its appVersion; name a tag.");
      return;
    }
    draft.edit(
        place.file(),
        text ->
            LinesText.replace(
                text, place.line(), l -> l.replaceFirst("(tag:\\s*)\"?latest\"?", "$1\"\"")));
  }

  private static void scaler(Draft draft) {
    if (Gaps.verdict(draft.view(), "OPS-HPA").status() != Status.FAIL) {
      return;
    }
    Clusters clusters = draft.view().get(Clusters.FACT);
    List<Resource> scalers = clusters.of("HorizontalPodAutoscaler", "ScaledObject");
    if (scalers.isEmpty()) {
      for (Resource each : clusters.of("Deployment", "StatefulSet", "Rollout")) {
        if (each.containers().stream().noneMatch(Stack::store)) {
          add(draft, each);
        }
      }
      if (!draft.changes()) {
        draft.decline("Only stores are deployed here, and no load decides how many there are.");
      }
      return;
    }
    for (Resource each : scalers) {
      raise(draft, each);
    }
    if (!draft.changes()) {
      draft.decline(
          "Two scalers pull at one workload, and which of them is meant is for a person.");
    }
  }

  private static void add(Draft draft, Resource workload) {
    String folder = IgnoreFixes.folder(workload.file());
    String name = workload.name() + "-hpa.yaml";
    String api = workload.body().text("apiVersion").orElse("apps/v1");
    draft.generate(
        IgnoreFixes.join(folder, name),
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: %s
        spec:
          scaleTargetRef:
            apiVersion: %s
            kind: %s
            name: %s
          minReplicas: 2
          maxReplicas: 6
          metrics:
            - type: Resource
              resource:
                name: cpu
                target:
                  type: Utilization
                  averageUtilization: 70
        """
            .formatted(workload.name(), api, workload.kind(), workload.name()));
    String kustomization = IgnoreFixes.join(folder, "kustomization.yaml");
    if (draft.has(kustomization)) {
      draft
          .text(kustomization)
          .flatMap(t -> YamlText.append(t, List.of("resources"), name))
          .ifPresent(t -> draft.edit(kustomization, _ -> t));
    }
    if (workload.body().at("spec", "replicas").isPresent()) {
      draft.advise(
          "Take replicas out of "
              + workload.title()
              + ": each time it is applied it would undo what the scaler did.");
    }
    draft.advise(
        "The scaler needs the containers' cpu requests, and metrics-server in the cluster.");
  }

  private static void raise(Draft draft, Resource scaler) {
    Manifest manifest = Manifest.of(draft, scaler);
    boolean keda = scaler.kind().equals("ScaledObject");
    String key = keda ? "minReplicaCount" : "minReplicas";
    boolean low = scaler.body().text("spec", key).filter(n -> !n.matches("[01]")).isEmpty();
    if (low) {
      manifest.set(Manifest::body, List.of("spec", key), "2");
    }
    if (keda && scaler.body().at("spec", "fallback").isEmpty()) {
      manifest.set(Manifest::body, List.of("spec", "fallback"), "failureThreshold: 3\nreplicas: 4");
    }
  }

  private static void tls(Draft draft) {
    for (Evidence each : Gaps.places(draft.view(), "SEC-TLS")) {
      if (each.file().endsWith("fly.toml")) {
        draft.edit(
            each.file(), t -> t.replaceFirst("(?m)^(\\s*force_https\\s*=\\s*)false", "$1true"));
      }
    }
    for (Resource each : draft.view().get(Clusters.FACT).of("Ingress")) {
      if (each.body().at("spec", "tls").isEmpty()) {
        tls(draft, each);
      }
    }
    if (!draft.changes()) {
      draft.decline(
          "Where TLS should end, and with whose certificate, is for a person to say: an Ingress,"
              + " the load balancer, or the program.");
    }
  }

  private static void tls(Draft draft, Resource ingress) {
    List<String> hosts =
        ingress.body().items("spec", "rules").stream()
            .flatMap(r -> r.text("host").stream())
            .distinct()
            .toList();
    String secret = "secretName: " + ingress.name() + "-tls";
    String item =
        hosts.isEmpty() ? secret : "hosts:\n  - " + String.join("\n  - ", hosts) + "\n" + secret;
    Manifest manifest = Manifest.of(draft, ingress);
    Function<Manifest, Optional<Node>> body = Manifest::body;
    manifest.append(body, List.of("spec", "tls"), item);
    Optional<String> issuer =
        draft.ask(
            "issuer",
            "Which ClusterIssuer of cert-manager makes the certificate? Leave it empty where the"
                + " secret comes from elsewhere.",
            "letsencrypt");
    issuer.ifPresent(i ->
        manifest.set(
            body, List.of("metadata", "annotations", "cert-manager.io/cluster-issuer"), i));
    if (issuer.isEmpty()) {
      draft.advise(
          "The secret "
              + ingress.name()
              + "-tls must hold a certificate; cert-manager fills it once its issuer is named.");
    }
  }
}
