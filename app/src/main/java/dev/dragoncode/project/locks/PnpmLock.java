package dev.dragoncode.project.locks;

import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.project.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads pnpm-lock.yaml of versions 5, 6 and 9. */
final class PnpmLock {

  private final GraphBuilder graph;
  private final Map<String, Node> packages = new LinkedHashMap<>();
  private final Map<String, Node.Entry> entries = new HashMap<>();

  private PnpmLock(GraphBuilder graph) {
    this.graph = graph;
  }

  /** A package's name and version, as its key spells them. */
  private record Name(String name, String version) {}

  static PackageGraph read(String file, Node root) {
    GraphBuilder graph = new GraphBuilder(file, Ecosystem.NPM);
    PnpmLock lock = new PnpmLock(graph);
    String version = root.text("lockfileVersion").orElse("");
    if (!version.matches("[569](\\..*)?")) {
      return PackageGraph.missing(
          file, Ecosystem.NPM, file + " has the version " + version + ", which is not known here");
    }
    lock.packages(root);
    if (root.at("importers").isPresent()) {
      root.entries("importers").forEach(each -> lock.asks(each.value()));
    } else {
      lock.asks(root);
    }
    return graph.build();
  }

  private void packages(Node root) {
    // since version 9 the edges stand apart, one entry for each set of peers
    boolean apart = root.at("snapshots").isPresent();
    root.entries("packages").forEach(e -> entries.put(plain(e.key()), e));
    root.entries(apart ? "snapshots" : "packages").forEach(e -> packages.put(e.key(), e.value()));
    packages.forEach((key, node) -> {
      Optional<Name> name = name(key, node);
      Node.Entry entry = entries.get(plain(key));
      if (name.isPresent() && entry != null) {
        graph.add(
            key,
            name.get().name,
            name.get().version,
            entry.line(),
            entry.value().text("resolution", "integrity").map(Hashes::integrity).orElse(List.of()),
            keys(node, "dependencies"),
            keys(node, "optionalDependencies"));
      }
    });
  }

  private void asks(Node importer) {
    keys(importer, "dependencies").forEach(k -> graph.root(k, Use.RUNTIME));
    keys(importer, "optionalDependencies").forEach(k -> graph.root(k, Use.OPTIONAL));
    keys(importer, "devDependencies").forEach(k -> graph.root(k, Use.DEVELOPMENT));
  }

  private List<String> keys(Node node, String section) {
    List<String> keys = new ArrayList<>();
    for (Node.Entry each : node.entries(section)) {
      String version = each.value().text().or(() -> each.value().text("version")).orElse("");
      for (String key :
          List.of(
              each.key() + "@" + version,
              "/" + each.key() + "@" + version,
              "/" + each.key() + "/" + version,
              version)) {
        if (packages.containsKey(key)) {
          keys.add(key);
          break;
        }
      }
    }
    return keys;
  }

  /** Without the peers that follow in brackets, which say nothing of what is taken. */
  private static String plain(String key) {
    int bracket = key.indexOf('(');
    return bracket < 0 ? key : key.substring(0, bracket);
  }

  /** {@code name@1.0.0(peers)}, {@code /name@1.0.0}, {@code /name/1.0.0_peers}. */
  private static Optional<Name> name(String key, Node node) {
    Optional<String> name = node.text("name");
    Optional<String> version = node.text("version");
    if (name.isPresent() && version.isPresent()) {
      return Optional.of(new Name(name.get(), version.get()));
    }
    String text = plain(key.startsWith("/") ? key.substring(1) : key);
    int at = text.lastIndexOf('@');
    int cut = at > 0 ? at : text.lastIndexOf('/');
    if (cut <= 0 || !text.substring(cut + 1).matches("\\d.*")) {
      return Optional.empty();
    }
    String found = text.substring(cut + 1);
    int peers = found.indexOf('_');
    return Optional.of(
        new Name(text.substring(0, cut), peers < 0 ? found : found.substring(0, peers)));
  }
}
