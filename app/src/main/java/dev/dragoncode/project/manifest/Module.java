package dev.dragoncode.project.manifest;

import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A part of the project with a build file of its own.
 *
 * @param folder relative to the project; the empty string is the project's own
 * @param manifest the build file
 * @param scripts what the manifest names as commands, as in package.json
 * @param properties of a POM, with those that it inherits from parents in the project
 * @param raw the manifest as it was read, where it is JSON or TOML
 */
public record Module(
    BuildTool tool,
    String folder,
    String manifest,
    List<Dependency> dependencies,
    List<BuildPlugin> plugins,
    Map<String, Script> scripts,
    Map<String, String> properties,
    Optional<Node> raw) {

  /** A command that a manifest names. */
  public record Script(String command, int line) {}

  public Module {
    dependencies = List.copyOf(dependencies);
    plugins = List.copyOf(plugins);
    scripts = Map.copyOf(scripts);
    properties = Map.copyOf(properties);
  }

  /** The first dependency with one of these names. */
  public Optional<Dependency> dependency(String... names) {
    List<String> wanted = List.of(names);
    return dependency(each -> wanted.contains(each.name()));
  }

  /** The first dependency that the rule accepts. */
  public Optional<Dependency> dependency(Predicate<Dependency> rule) {
    return dependencies.stream().filter(rule).findFirst();
  }

  /** The first plugin whose artifact or id is one of these. */
  public Optional<BuildPlugin> plugin(String... artifacts) {
    List<String> wanted = List.of(artifacts);
    return plugins.stream()
        .filter(each -> wanted.contains(each.artifact()) || wanted.contains(each.name()))
        .findFirst();
  }

  /** A path of this module, relative to the project. */
  public String path(String inModule) {
    return folder.isEmpty() ? inModule : folder + "/" + inModule;
  }

  /** Whether the file lies in this module's folder. */
  public boolean holds(String path) {
    return folder.isEmpty() ? !path.startsWith("../") : path.startsWith(folder + "/");
  }
}
