package dev.dragoncode.readiness.facts;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.manifest.Compose;
import dev.dragoncode.project.manifest.Paths;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Yaml;
import dev.dragoncode.readiness.facts.Clusters.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the kustomization files of a project do to its manifests, as far as checks ask: their
 * strategic merge patches, which are no resources themselves, are laid over what they patch.
 */
final class Kustomization {

  private static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private Kustomization() {}

  /** The resources with every patch laid over the one of its kind and name. */
  static List<Resource> laidOver(List<Resource> resources, ProjectView view) {
    Set<String> patchFiles = new HashSet<>();
    List<Node> patches = new ArrayList<>();
    for (String name : NAMES) {
      for (IndexedFile file : view.named(name)) {
        for (Node document : view.parse(file, Compose.YAML).value().orElse(List.of())) {
          collect(file, document, patchFiles, patches);
        }
      }
    }
    if (patchFiles.isEmpty() && patches.isEmpty()) {
      return List.copyOf(resources);
    }
    resources.stream()
        .filter(each -> patchFiles.contains(each.file()))
        .map(Resource::body)
        .forEach(patches::add);
    return resources.stream()
        .filter(each -> !patchFiles.contains(each.file()))
        .map(each -> patched(each, patches))
        .toList();
  }

  private static void collect(
      IndexedFile file, Node document, Set<String> patchFiles, List<Node> patches) {
    List<String> texts = new ArrayList<>(document.texts("patchesStrategicMerge"));
    for (Node each : document.items("patches")) {
      each.text("path").ifPresent(texts::add);
      each.text("patch").ifPresent(texts::add);
    }
    for (String each : texts) {
      if (each.contains("\n")) {
        inline(each).ifPresent(patches::add);
      } else {
        patchFiles.add(Paths.resolve(file.folder(), each));
      }
    }
  }

  /** A patch that stands in the file itself; those in the form of RFC 6902 are passed over. */
  private static Optional<Node> inline(String text) {
    try {
      return Optional.of(Yaml.document(text)).filter(node -> node.text("kind").isPresent());
    } catch (SyntaxException _) {
      return Optional.empty();
    }
  }

  private static Resource patched(Resource resource, List<Node> patches) {
    Node body = resource.body();
    for (Node patch : patches) {
      boolean meant =
          patch.text("kind").filter(resource.kind()::equals).isPresent()
              && patch.text("metadata", "name").filter(resource.name()::equals).isPresent();
      if (meant) {
        body = merged(body, patch);
      }
    }
    return new Resource(resource.kind(), resource.name(), body, resource.file());
  }

  /** Mappings are merged key by key, lists of named things name by name; else the patch wins. */
  private static Node merged(Node base, Node patch) {
    if (base instanceof Node.Mapping old && patch instanceof Node.Mapping over) {
      Map<String, Node.Entry> entries = new LinkedHashMap<>(old.entries());
      over.entries()
          .forEach((key, entry) ->
              entries.merge(
                  key,
                  entry,
                  (was, is) ->
                      new Node.Entry(
                          key, merged(was.value(), is.value()), was.line(), was.column())));
      return new Node.Mapping(entries, old.line(), old.column());
    }
    if (base instanceof Node.Sequence old && patch instanceof Node.Sequence over && named(over)) {
      List<Node> items = new ArrayList<>(old.items());
      for (Node item : over.items()) {
        int at = place(items, item.text("name"));
        if (at < 0) {
          items.add(item);
        } else {
          items.set(at, merged(items.get(at), item));
        }
      }
      return new Node.Sequence(items, old.line(), old.column());
    }
    return patch;
  }

  private static boolean named(Node.Sequence list) {
    return list.items().stream().allMatch(item -> item.text("name").isPresent());
  }

  private static int place(List<Node> items, Optional<String> name) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).text("name").equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
