package dev.dragoncode.project.manifest;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Parsed;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Module.Script;
import dev.dragoncode.project.syntax.Json;
import dev.dragoncode.project.syntax.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads package.json files. */
final class NodeReader {

  static final Syntax<Node> JSON = (_, text) -> Json.parse(text);

  private NodeReader() {}

  static List<Module> read(ProjectView view, List<Parsed<?>> broken) {
    List<Module> modules = new ArrayList<>();
    for (IndexedFile file : view.named("package.json")) {
      Parsed<Node> parsed = view.parse(file, JSON);
      if (parsed.error().isPresent()) {
        broken.add(parsed);
      }
      parsed
          .value()
          .filter(root -> !bare(root))
          .ifPresent(root -> modules.add(module(view, file, root)));
    }
    return modules;
  }

  /** A package.json that only says {@code "type": "module"} is no module of its own. */
  private static boolean bare(Node root) {
    return root.at("name").isEmpty()
        && root.at("scripts").isEmpty()
        && root.at("dependencies").isEmpty()
        && root.at("devDependencies").isEmpty()
        && root.at("workspaces").isEmpty();
  }

  private static Module module(ProjectView view, IndexedFile file, Node root) {
    List<Dependency> dependencies = new ArrayList<>();
    collect(root, "dependencies", Dependency.Scope.MAIN, file, dependencies);
    collect(root, "optionalDependencies", Dependency.Scope.MAIN, file, dependencies);
    collect(root, "peerDependencies", Dependency.Scope.MAIN, file, dependencies);
    collect(root, "devDependencies", Dependency.Scope.TEST, file, dependencies);
    Map<String, Script> scripts = new LinkedHashMap<>();
    for (Node.Entry each : root.entries("scripts")) {
      each.value().text().ifPresent(t -> scripts.put(each.key(), new Script(t, each.line())));
    }
    return new Module(
        tool(view, file.folder(), root),
        file.folder(),
        file.path(),
        dependencies,
        List.of(),
        scripts,
        Map.of(),
        Optional.of(root));
  }

  private static void collect(
      Node root, String key, Dependency.Scope scope, IndexedFile file, List<Dependency> into) {
    for (Node.Entry each : root.entries(key)) {
      into.add(new Dependency(each.key(), each.value().text(), scope, file.path(), each.line()));
    }
  }

  private static BuildTool tool(ProjectView view, String folder, Node root) {
    String named = root.text("packageManager").orElse("");
    for (BuildTool each : List.of(BuildTool.PNPM, BuildTool.YARN, BuildTool.BUN)) {
      if (named.startsWith(each.name().toLowerCase(java.util.Locale.ROOT) + "@")) {
        return each;
      }
    }
    for (String each = folder; ; each = parent(each)) {
      String prefix = each.isEmpty() ? "" : each + "/";
      if (view.file(prefix + "pnpm-lock.yaml").isPresent()) {
        return BuildTool.PNPM;
      }
      if (view.file(prefix + "yarn.lock").isPresent()) {
        return BuildTool.YARN;
      }
      if (view.file(prefix + "bun.lock").isPresent()
          || view.file(prefix + "bun.lockb").isPresent()) {
        return BuildTool.BUN;
      }
      if (view.file(prefix + "package-lock.json").isPresent() || each.isEmpty()) {
        return BuildTool.NPM;
      }
    }
  }

  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "" : folder.substring(0, slash);
  }
}
