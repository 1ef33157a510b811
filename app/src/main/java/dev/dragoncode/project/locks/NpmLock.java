package dev.dragoncode.project.locks;

import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.project.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads package-lock.json and npm-shrinkwrap.json of versions 1, 2 and 3. */
final class NpmLock {

  private static final String MODULES = "node_modules/";

  private final GraphBuilder graph;

  private NpmLock(GraphBuilder graph) {
    this.graph = graph;
  }

  /**
   * @param manifest the package.json beside it: version 1 does not say what the project asks for
   */
  static PackageGraph read(String file, Node root, Optional<Node> manifest) {
    GraphBuilder graph = new GraphBuilder(file, Ecosystem.NPM);
    NpmLock lock = new NpmLock(graph);
    if (root.at("packages").isPresent()) {
      lock.packages(root);
    } else {
      lock.nested(root, "", new ArrayList<>(List.of(level(root))));
      manifest.ifPresentOrElse(lock::roots, () -> lock.firstLevel(root));
    }
    return graph.build();
  }

  /** Versions 2 and 3: paths of folders, links of workspaces among them. */
  private void packages(Node root) {
    Map<String, Node> all = new HashMap<>();
    root.entries("packages").forEach(entry -> all.put(entry.key(), entry.value()));
    for (Node.Entry entry : root.entries("packages")) {
      String path = entry.key();
      Node each = entry.value();
      boolean own = !path.contains(MODULES);
      if (own) {
        asks(all, path, each);
        continue;
      }
      Optional<String> version = each.text("version");
      if (each.text("link").isPresent() || version.isEmpty()) {
        continue;
      }
      String name =
          each.text("name").orElse(path.substring(path.lastIndexOf(MODULES) + MODULES.length()));
      List<String> needs = new ArrayList<>(resolved(all, path, each, "dependencies"));
      needs.addAll(resolved(all, path, each, "peerDependencies"));
      graph.add(
          path,
          name,
          version.get(),
          entry.line(),
          each.text("integrity").map(Hashes::integrity).orElse(List.of()),
          needs,
          resolved(all, path, each, "optionalDependencies"));
    }
  }

  private static boolean truth(Node node, String key) {
    return node.text(key).filter("true"::equals).isPresent();
  }

  private void asks(Map<String, Node> all, String path, Node own) {
    resolved(all, path, own, "dependencies").forEach(k -> graph.root(k, Use.RUNTIME));
    resolved(all, path, own, "peerDependencies").forEach(k -> graph.root(k, Use.RUNTIME));
    resolved(all, path, own, "optionalDependencies").forEach(k -> graph.root(k, Use.OPTIONAL));
    resolved(all, path, own, "devDependencies").forEach(k -> graph.root(k, Use.DEVELOPMENT));
  }

  private static List<String> resolved(Map<String, Node> all, String from, Node node, String key) {
    List<String> found = new ArrayList<>();
    for (Node.Entry each : node.entries(key)) {
      at(all, from, each.key()).ifPresent(found::add);
    }
    return found;
  }

  /**
   * Looks the way Node does: in the folder's own node_modules, then in those of the folders above.
   */
  private static Optional<String> at(Map<String, Node> all, String from, String name) {
    String folder = from;
    while (true) {
      String path = folder.isEmpty() ? MODULES + name : folder + "/" + MODULES + name;
      Node found = all.get(path);
      if (found != null) {
        return found.text("link").isPresent() ? found.text("resolved") : Optional.of(path);
      }
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      int modules = folder.lastIndexOf("/" + MODULES);
      int slash = folder.lastIndexOf('/');
      folder =
          modules >= 0
              ? folder.substring(0, modules)
              : slash < 0 || folder.startsWith(MODULES) ? "" : folder.substring(0, slash);
    }
  }

  /** Version 1: what a package needs lies below it or beside one of the packages above it. */
  private void nested(Node node, String path, List<Map<String, String>> levels) {
    for (Node.Entry entry : node.entries("dependencies")) {
      Node each = entry.value();
      String key = path + "/" + entry.key();
      Optional<String> text = each.text("version");
      if (text.isEmpty()) {
        continue;
      }
      String version = text.get();
      String name = entry.key();
      if (version.startsWith("npm:") && version.lastIndexOf('@') > 4) {
        name = version.substring(4, version.lastIndexOf('@'));
        version = version.substring(version.lastIndexOf('@') + 1);
      }
      levels.addLast(level(each, key));
      List<String> needs = new ArrayList<>();
      for (Node.Entry wanted : each.entries("requires")) {
        for (Map<String, String> level : levels.reversed()) {
          String at = level.get(wanted.key());
          if (at != null) {
            needs.add(at);
            break;
          }
        }
      }
      if (!version.startsWith("file:") && !version.contains("://")) {
        graph.add(
            key,
            name,
            version,
            entry.line(),
            each.text("integrity").map(Hashes::integrity).orElse(List.of()),
            needs,
            truth(each, "dev")
                ? Use.DEVELOPMENT
                : truth(each, "optional") ? Use.OPTIONAL : Use.RUNTIME);
      }
      nested(each, key, levels);
      levels.removeLast();
    }
  }

  private static Map<String, String> level(Node node) {
    return level(node, "");
  }

  private static Map<String, String> level(Node node, String path) {
    Map<String, String> level = new HashMap<>();
    node.entries("dependencies").forEach(e -> level.put(e.key(), path + "/" + e.key()));
    return level;
  }

  private void roots(Node manifest) {
    manifest.entries("dependencies").forEach(e -> graph.root("/" + e.key(), Use.RUNTIME));
    manifest.entries("optionalDependencies").forEach(e -> graph.root("/" + e.key(), Use.OPTIONAL));
    manifest.entries("devDependencies").forEach(e -> graph.root("/" + e.key(), Use.DEVELOPMENT));
  }

  private void firstLevel(Node root) {
    root.entries("dependencies").forEach(e -> graph.root("/" + e.key(), Use.RUNTIME));
  }
}
