package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.Charts;
import dev.dragoncode.project.Fact;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the project hands to Kubernetes.
 *
 * @param resources documents with a kind, of plain manifests, with the patches of Kustomize laid
 *     over them, and what charts come to
 * @param charts folders of Helm charts
 * @param unrendered why charts could not be rendered, by their folder
 */
public record Clusters(
    List<Resource> resources, List<String> charts, Map<String, String> unrendered) {

  /** The Kubernetes manifests of a project. */
  public static final Fact<Clusters> FACT = new Fact<>("clusters", Clusters::read);

  private static final Set<String> WORKLOADS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "Rollout");

  /** A document of a manifest. */
  public record Resource(String kind, String name, Node body, String file) {

    /** Whether it keeps pods running; Knative's Service does, Kubernetes' own does not. */
    public boolean workload() {
      return WORKLOADS.contains(kind) || (kind.equals("Service") && pod().isPresent());
    }

    /** The description of a workload's pods. */
    public Optional<Node> pod() {
      return body.at("spec", "template", "spec");
    }

    /** The containers that run side by side in a workload's pods. */
    public List<Node> containers() {
      return pod().map(pod -> pod.items("containers")).orElse(List.of());
    }

    /** Where it begins. */
    public int line() {
      return body.line();
    }

    /** As people speak of it: {@code Deployment shop}. */
    public String title() {
      return kind + " " + name;
    }
  }

  private static Clusters read(ProjectView view) {
    List<Resource> resources = new ArrayList<>();
    List<String> charts = view.named("Chart.yaml").stream().map(IndexedFile::folder).toList();
    for (String extension : List.of("yaml", "yml")) {
      for (IndexedFile file : view.withExtension(extension)) {
        if (candidate(file, charts)) {
          collect(view, file, resources);
        }
      }
    }
    List<Resource> all = new ArrayList<>(Kustomization.laidOver(resources, view));
    Map<String, String> unrendered = new TreeMap<>();
    for (String chart : charts) {
      // a chart within another is rendered with it
      if (charts.stream().anyMatch(outer -> chart.startsWith(outer + "/charts/"))) {
        continue;
      }
      switch (view.rendered(chart)) {
        case Charts.Rendering.Done(String manifests) ->
            RenderedChart.read(view, chart, manifests)
                .ifPresentOrElse(
                    all::addAll, () -> unrendered.put(chart, "Helm did not render YAML"));
        case Charts.Rendering.NotHere(String why) -> unrendered.put(chart, why);
      }
    }
    return new Clusters(List.copyOf(all), charts, unrendered);
  }

  private static boolean candidate(IndexedFile file, List<String> charts) {
    return !Paths.notShipped(file.path())
        && !file.path().startsWith("../")
        && charts.stream().noneMatch(c -> file.path().startsWith(c + "/templates/"));
  }

  private static void collect(ProjectView view, IndexedFile file, List<Resource> into) {
    Optional<String> text = view.text(file);
    if (text.filter(t -> t.contains("apiVersion") && t.contains("kind")).isEmpty()) {
      return;
    }
    for (Node document : view.parse(file, Compose.YAML).value().orElse(List.of())) {
      Optional<String> kind = document.text("kind");
      if (kind.isPresent() && document.text("apiVersion").isPresent()) {
        into.add(
            new Resource(
                kind.get(), document.text("metadata", "name").orElse(""), document, file.path()));
      }
    }
  }

  /** Resources of these kinds. */
  public List<Resource> of(String... kinds) {
    Set<String> wanted = Set.of(kinds);
    return resources.stream().filter(each -> wanted.contains(each.kind)).toList();
  }

  /** Resources that keep pods running. */
  public List<Resource> workloads() {
    return resources.stream().filter(Resource::workload).toList();
  }
}
