package dev.dragoncode.project.locks;

import dev.dragoncode.project.locks.ResolvedPackage.Hash;
import dev.dragoncode.project.locks.ResolvedPackage.Use;
import dev.dragoncode.project.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads poetry.lock, uv.lock, pdm.lock, Pipfile.lock and requirements files. */
final class PythonLocks {

  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^]]*])?\\s*(===?)\\s*([^\\s;,#\\\\]+)(?:\\s*[;\\\\#].*)?");
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*).*");
  private static final Pattern HASH = Pattern.compile("--hash=(sha256:[0-9a-fA-F]{64})");

  private PythonLocks() {}

  /**
   * {@code [[package]]} of Poetry, uv and PDM.
   *
   * @param manifest the pyproject.toml beside it: Poetry and PDM do not say what the project asks
   *     for
   */
  static PackageGraph packages(String file, Node root, Optional<Node> manifest) {
    GraphBuilder graph = new GraphBuilder(file, Ecosystem.PYPI);
    Map<String, Node> all = new HashMap<>();
    for (Node each : root.items("package")) {
      each.text("name").ifPresent(name -> all.putIfAbsent(normal(name), each));
    }
    for (Node each : root.items("package")) {
      Optional<String> name = each.text("name");
      Optional<String> version = each.text("version");
      if (name.isEmpty() || version.isEmpty()) {
        continue;
      }
      if (own(each)) {
        needs(each, "dependencies").forEach(k -> graph.root(k, Use.RUNTIME));
        each.entries("optional-dependencies")
            .forEach(e -> named(e.value()).forEach(k -> graph.root(k, Use.OPTIONAL)));
        each.entries("dev-dependencies")
            .forEach(e -> named(e.value()).forEach(k -> graph.root(k, Use.DEVELOPMENT)));
        continue;
      }
      String key = normal(name.get());
      // of a package that is locked for several platforms each version is one to look at
      String own = graph.has(key) ? key + " " + version.get() : key;
      graph.add(
          own,
          key,
          version.get(),
          each.line(),
          hashes(each),
          needs(each, "dependencies"),
          List.of());
      said(each).ifPresent(use -> graph.root(own, use));
    }
    manifest.ifPresent(m -> asks(m, graph));
    return graph.build();
  }

  /** uv lists the project itself and its workspace among the packages. */
  private static boolean own(Node each) {
    return each.at("source", "editable").isPresent()
        || each.at("source", "virtual").isPresent()
        || each.at("source", "directory").isPresent();
  }

  private static Optional<Use> said(Node each) {
    List<String> groups = each.texts("groups");
    if (!groups.isEmpty()) {
      boolean main = groups.contains("main") || groups.contains("default");
      return Optional.of(main ? Use.RUNTIME : Use.DEVELOPMENT);
    }
    return each.text("category").map(c -> c.equals("main") ? Use.RUNTIME : Use.DEVELOPMENT);
  }

  private static List<String> needs(Node each, String section) {
    List<String> names = new ArrayList<>();
    each.entries(section).forEach(e -> names.add(normal(e.key())));
    each.at(section).ifPresent(list -> names.addAll(named(list)));
    return names;
  }

  /** Items such as {@code {name = "x"}} and {@code "x>=1"}. */
  private static List<String> named(Node list) {
    List<String> names = new ArrayList<>();
    for (Node item : list.items()) {
      Optional<String> text = item.text("name").or(item::text);
      text.map(NAME::matcher)
          .filter(Matcher::matches)
          .ifPresent(m -> names.add(normal(m.group(1))));
    }
    return names;
  }

  private static List<Hash> hashes(Node each) {
    List<Hash> hashes = new ArrayList<>();
    each.text("sdist", "hash").ifPresent(h -> hashes.addAll(Hashes.colon(h)));
    for (String list : List.of("files", "wheels")) {
      for (Node file : each.items(list)) {
        file.text("hash").ifPresent(h -> hashes.addAll(Hashes.colon(h)));
      }
    }
    // a component has one archive; which of many is installed nobody knows
    return hashes.size() == 1 ? hashes : List.of();
  }

  private static void asks(Node manifest, GraphBuilder graph) {
    manifest
        .at("project", "dependencies")
        .ifPresent(list -> named(list).forEach(k -> graph.root(k, Use.RUNTIME)));
    manifest
        .entries("project", "optional-dependencies")
        .forEach(e -> named(e.value()).forEach(k -> graph.root(k, Use.OPTIONAL)));
    manifest
        .entries("dependency-groups")
        .forEach(e -> named(e.value()).forEach(k -> graph.root(k, Use.DEVELOPMENT)));
    manifest
        .entries("tool", "pdm", "dev-dependencies")
        .forEach(e -> named(e.value()).forEach(k -> graph.root(k, Use.DEVELOPMENT)));
    for (Node.Entry each : manifest.entries("tool", "poetry", "dependencies")) {
      boolean optional = each.value().text("optional").filter("true"::equals).isPresent();
      graph.root(normal(each.key()), optional ? Use.OPTIONAL : Use.RUNTIME);
    }
    manifest
        .entries("tool", "poetry", "dev-dependencies")
        .forEach(e -> graph.root(normal(e.key()), Use.DEVELOPMENT));
    for (Node.Entry group : manifest.entries("tool", "poetry", "group")) {
      group
          .value()
          .entries("dependencies")
          .forEach(e -> graph.root(normal(e.key()), Use.DEVELOPMENT));
    }
  }

  /** Pipfile.lock: two flat lists. */
  static PackageGraph pipfile(String file, Node root) {
    GraphBuilder graph = new GraphBuilder(file, Ecosystem.PYPI);
    pipfile(root, "default", Use.RUNTIME, graph);
    pipfile(root, "develop", Use.DEVELOPMENT, graph);
    return graph.build();
  }

  private static void pipfile(Node root, String section, Use use, GraphBuilder graph) {
    for (Node.Entry each : root.entries(section)) {
      String version = each.value().text("version").orElse("").replaceFirst("^===?\\s*", "");
      if (!version.isEmpty()) {
        String name = normal(each.key());
        graph.add(section + " " + name, name, version, each.line(), List.of(), List.of(), use);
      }
    }
  }

  /**
   * A requirements file.
   *
   * @param use what its name says it is for
   */
  static PackageGraph requirements(String file, String text, Use use) {
    GraphBuilder graph = new GraphBuilder(file, Ecosystem.PYPI);
    List<String> lines = text.lines().toList();
    boolean hashed = text.contains("--hash=") || text.contains("    # via");
    int loose = 0;
    int pinned = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith("-")) {
        continue;
      }
      int comment = line.indexOf(" #");
      String words = comment < 0 ? line : line.substring(0, comment).strip();
      Matcher exact = REQUIREMENT.matcher(words);
      if (exact.matches() && !exact.group(3).contains("*")) {
        String name = normal(exact.group(1));
        pinned++;
        graph.add(name, name, exact.group(3), i + 1, hash(lines, i), List.of(), use);
      } else if (!words.startsWith(".") && !words.contains("://")) {
        loose++;
      }
    }
    if (loose > 0) {
      graph.gap(
          file
              + ": "
              + loose
              + (loose == 1 ? " requirement has" : " requirements have")
              + " no exact version");
    } else if (pinned > 0 && !hashed) {
      graph.gap(file + " lists what is asked for by name; what that needs in turn is not locked");
    }
    return graph.build();
  }

  private static List<Hash> hash(List<String> lines, int at) {
    List<Hash> hashes = new ArrayList<>();
    for (int i = at; i < lines.size(); i++) {
      Matcher matcher = HASH.matcher(lines.get(i));
      while (matcher.find()) {
        hashes.addAll(Hashes.colon(matcher.group(1)));
      }
      if (!lines.get(i).strip().endsWith("\\")) {
        break;
      }
    }
    return hashes.size() == 1 ? hashes : List.of();
  }

  private static String normal(String name) {
    return Ecosystem.PYPI.normalized(name);
  }
}
