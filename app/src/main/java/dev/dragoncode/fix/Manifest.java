package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A resource of a Kubernetes manifest as a draft has it by now, edited where it stands.
 *
 * @param api its apiVersion, which tells Knative's Service from Kubernetes' own; empty for any
 */
record Manifest(Draft draft, String file, Optional<String> api, String kind, String name) {

  static Manifest of(Draft draft, Resource resource) {
    return new Manifest(
        draft,
        resource.file(),
        resource.body().text("apiVersion"),
        resource.kind(),
        resource.name());
  }

  /** The resource; empty where the file has no such document, as where a patch made it. */
  Optional<Node> body() {
    return documents(draft.text(file).orElse("")).stream()
        .filter(d -> d.text("kind").filter(kind::equals).isPresent())
        .filter(d -> d.text("metadata", "name").orElse("").equals(name))
        .filter(d -> api.isEmpty() || d.text("apiVersion").equals(api))
        .findFirst();
  }

  /** The description of a workload's pods. */
  Optional<Node> pod() {
    return body().flatMap(b -> b.at("spec", "template", "spec"));
  }

  /** The containers that run side by side. */
  List<Node> containers() {
    return pod().map(p -> p.items("containers")).orElse(List.of());
  }

  /** A container by its place. */
  Optional<Node> container(int index) {
    List<Node> all = containers();
    return index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
  }

  /**
   * Sets an entry of a mapping in the resource; what leads to it is made.
   *
   * @param place of the mapping, asked for each time since lines move
   * @return whether it could be done; if not, the draft says so
   */
  boolean set(Function<Manifest, Optional<Node>> place, List<String> way, String value) {
    return change(
        place, (text, node) -> YamlText.set(text, node.line(), node.column(), way, value));
  }

  /** Adds an item to a sequence, in the same way. */
  boolean append(Function<Manifest, Optional<Node>> place, List<String> way, String item) {
    return change(
        place, (text, node) -> YamlText.append(text, node.line(), node.column(), way, item));
  }

  /** Replaces a plain value. */
  boolean replace(Function<Manifest, Optional<Node>> place, String value) {
    return change(place, (text, node) -> YamlText.replace(text, node.line(), node.column(), value));
  }

  private interface Change {
    Optional<String> of(String text, Node node);
  }

  private boolean change(Function<Manifest, Optional<Node>> place, Change change) {
    Optional<String> after =
        place.apply(this).flatMap(node -> draft.text(file).flatMap(text -> change.of(text, node)));
    if (after.isEmpty()) {
      draft.decline(file + " is written in a form that only a person should change.");
      return false;
    }
    draft.edit(file, _ -> after.get());
    return true;
  }

  static List<Node> documents(String text) {
    try {
      return Yaml.documents(text);
    } catch (SyntaxException e) {
      return List.of();
    }
  }
}
