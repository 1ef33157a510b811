package dev.dragoncode.readiness.checks;

import static dev.dragoncode.readiness.Excerpts.line;

import dev.dragoncode.project.IndexedFile;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** PRD-TAG: what is deployed can be told from its manifest. */
final class DeployedImages {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "PRD-TAG",
              Phase.DELIVER,
              "Deploy manifests name a version",
              Weight.MEDIUM,
              Level.B,
              "Behind latest stands something else every day: nobody can say what runs, and a"
                  + " rollback brings back the same image.",
              "Name a version or a digest for each image, or a variable that the pipeline sets,"
                  + " as in ${TAG} or Kustomize's images."),
          DeployedImages::decide);

  /** Releases of Debian and Ubuntu that are called by a name instead of their number. */
  private static final Pattern NAMED_RELEASE =
      Pattern.compile("\\b(buster|bullseye|bookworm|trixie|bionic|focal|jammy|noble)\\b");

  private DeployedImages() {}

  private static Verdict decide(ProjectView view) {
    List<Evidence> good = new ArrayList<>();
    List<Evidence> bad = new ArrayList<>();
    Set<String> set = setByKustomize(view);
    set.addAll(builtBySkaffold(view));
    for (Resource each : view.get(Clusters.FACT).workloads()) {
      for (Node container : each.containers()) {
        Optional<Node> image = container.at("image");
        Optional<String> name = container.text("image");
        if (image.isEmpty() || name.isEmpty()) {
          continue;
        }
        boolean versioned = versioned(name.get()) || set.contains(withoutTag(name.get()));
        (versioned ? good : bad).add(line(view, each.file(), image.get().line()));
      }
    }
    for (Compose.Service each : view.get(Compose.FACT).services()) {
      Optional<String> written = each.body().text("image");
      if (written.isPresent() && each.body().at("build").isEmpty()) {
        (versioned(written.get()) ? good : bad).add(line(view, each.file(), each.imageLine()));
      }
    }
    charts(view, good, bad);
    if (!bad.isEmpty()) {
      return Verdict.fail(
          bad.size() == 1
              ? "An image is deployed as whatever is latest"
              : bad.size() + " images are deployed as whatever is latest",
          bad);
    }
    return good.isEmpty()
        ? Verdict.notApplicable("No manifest names an image")
        : Verdict.pass("Every image is named with its version", good);
  }

  /** The values of a chart, where its image usually stands; an empty tag is the chart's version. */
  private static void charts(ProjectView view, List<Evidence> good, List<Evidence> bad) {
    for (String chart : view.get(Clusters.FACT).charts()) {
      Optional<IndexedFile> values =
          view.file(chart.isEmpty() ? "values.yaml" : chart + "/values.yaml");
      if (values.isEmpty()) {
        continue;
      }
      for (Node root : view.parse(values.get(), Compose.YAML).value().orElse(List.of())) {
        tags(view, values.get().path(), root, good, bad);
      }
    }
  }

  private static void tags(
      ProjectView view, String file, Node node, List<Evidence> good, List<Evidence> bad) {
    Optional<Node> tag = node.at("repository").isPresent() ? node.at("tag") : Optional.empty();
    tag.ifPresent(t ->
        (node.text("tag").filter(DeployedImages::moving).isPresent() ? bad : good)
            .add(line(view, file, t.line())));
    node.entries().forEach(entry -> tags(view, file, entry.value(), good, bad));
    node.items().forEach(item -> tags(view, file, item, good, bad));
  }

  private static Set<String> setByKustomize(ProjectView view) {
    Set<String> names = new HashSet<>();
    for (String name : List.of("kustomization.yaml", "kustomization.yml")) {
      for (IndexedFile file : view.named(name)) {
        for (Node root : view.parse(file, Compose.YAML).value().orElse(List.of())) {
          for (Node image : root.items("images")) {
            boolean versioned =
                image.text("newTag").filter(t -> !t.equals("latest")).isPresent()
                    || image.text("digest").isPresent();
            if (versioned) {
              image.text("name").ifPresent(names::add);
            }
          }
        }
      }
    }
    return names;
  }

  /** Images that Skaffold builds and whose tags it writes into what it deploys. */
  private static Set<String> builtBySkaffold(ProjectView view) {
    Set<String> names = new HashSet<>();
    for (IndexedFile file : view.named("skaffold.yaml")) {
      for (Node root : view.parse(file, Compose.YAML).value().orElse(List.of())) {
        root.items("build", "artifacts").forEach(a -> a.text("image").ifPresent(names::add));
      }
    }
    return names;
  }

  static boolean versioned(String image) {
    if (image.contains("@sha256:")) {
      return true;
    }
    int tag = image.lastIndexOf(':');
    if (tag <= image.lastIndexOf('/') && !image.contains("$")) {
      return false;
    }
    // a variable in the tag is for the pipeline to set, whatever stands in for it at home
    String name = image.substring(tag + 1);
    return name.contains("$") || name.contains("{{") || !moving(name);
  }

  /** Whether a tag is put on another image now and then: latest, or a name without a number. */
  private static boolean moving(String tag) {
    return tag.matches("(.*[-_.])?latest([-_.].*)?")
        || (tag.matches("[a-zA-Z]+([-_.][a-zA-Z]+)*") && !NAMED_RELEASE.matcher(tag).find());
  }

  private static String withoutTag(String image) {
    int tag = image.lastIndexOf(':');
    return tag > image.lastIndexOf('/') ? image.substring(0, tag) : image;
  }
}
