package dev.dragoncode.project.manifest;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Parsed;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.syntax.Xml.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the POMs of a project, with what modules inherit from parents inside it. */
final class MavenReader {

  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
  private static final int MAX_PARENTS = 20;

  private final Map<String, Pom> poms = new LinkedHashMap<>();

  private MavenReader() {}

  static List<Module> read(ProjectView view, List<Parsed<?>> broken) {
    MavenReader reader = new MavenReader();
    for (IndexedFile file : view.named("pom.xml")) {
      Parsed<Pom> parsed = view.parse(file, Pom.SYNTAX);
      parsed.value().ifPresent(pom -> reader.poms.put(pom.path(), pom));
      if (parsed.error().isPresent()) {
        broken.add(parsed);
      }
    }
    return reader.poms.values().stream().map(reader::module).toList();
  }

  private Module module(Pom pom) {
    List<Pom> line = lineage(pom);
    Map<String, String> properties = properties(line);
    return new Module(
        BuildTool.MAVEN,
        pom.folder(),
        pom.path(),
        dependencies(line, properties),
        plugins(line, properties),
        Map.of(),
        properties,
        Optional.empty());
  }

  /** The POM and its parents in the project, the POM first. */
  private List<Pom> lineage(Pom pom) {
    List<Pom> line = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Pom each = pom;
    while (line.size() < MAX_PARENTS && seen.add(each.path())) {
      line.add(each);
      Optional<String> wanted = each.parentArtifact();
      Optional<Pom> parent =
          each.parentPath()
              .map(poms::get)
              .filter(found -> found.artifact().equals(wanted))
              .or(() -> wanted.flatMap(this::byArtifact));
      if (parent.isEmpty()) {
        break;
      }
      each = parent.get();
    }
    return line;
  }

  private Optional<Pom> byArtifact(String artifact) {
    return poms.values().stream()
        .filter(pom -> pom.artifact().filter(artifact::equals).isPresent())
        .findFirst();
  }

  private static Map<String, String> properties(List<Pom> line) {
    Map<String, String> properties = new HashMap<>();
    for (Pom pom : line.reversed()) {
      pom.root()
          .at("properties")
          .ifPresent(all -> all.children().forEach(p -> properties.put(p.name(), p.text())));
      pom.root().textAt("parent", "version").ifPresent(v -> putOwn(properties, "version", v));
      pom.root().textAt("parent", "groupId").ifPresent(g -> putOwn(properties, "groupId", g));
      pom.root().textAt("version").ifPresent(v -> putOwn(properties, "version", v));
      pom.root().textAt("groupId").ifPresent(g -> putOwn(properties, "groupId", g));
      pom.artifact().ifPresent(a -> putOwn(properties, "artifactId", a));
    }
    Pom own = line.getFirst();
    own.parentArtifact().ifPresent(a -> properties.put("parent:artifactId", a));
    line.getLast()
        .root()
        .textAt("parent", "artifactId")
        .ifPresent(a -> properties.put("root:parent", a));
    return properties;
  }

  private static void putOwn(Map<String, String> properties, String name, String value) {
    properties.put("project." + name, value);
  }

  private static String resolved(String text, Map<String, String> properties) {
    String result = text;
    for (int i = 0; i < 5 && result.contains("${"); i++) {
      Matcher matcher = PROPERTY.matcher(result);
      result =
          matcher.replaceAll(match ->
              Matcher.quoteReplacement(properties.getOrDefault(match.group(1), match.group())));
    }
    return result;
  }

  private List<Dependency> dependencies(List<Pom> line, Map<String, String> properties) {
    Map<String, String> managed = new HashMap<>();
    Map<String, String> managedScope = new HashMap<>();
    for (Pom pom : line.reversed()) {
      pom.root()
          .at("dependencyManagement", "dependencies")
          .ifPresent(all ->
              all.all("dependency")
                  .forEach(each -> {
                    String name = name(each, properties);
                    each.textAt("version").ifPresent(v -> managed.put(name, v));
                    each.textAt("scope").ifPresent(s -> managedScope.put(name, s));
                  }));
    }
    List<Dependency> found = new ArrayList<>();
    for (Pom pom : line) {
      List<Element> sections = new ArrayList<>();
      pom.root().at("dependencies").ifPresent(sections::add);
      pom.root()
          .at("profiles")
          .ifPresent(all ->
              all.all("profile")
                  .filter(MavenReader::activeByDefault)
                  .forEach(p -> p.at("dependencies").ifPresent(sections::add)));
      for (Element section : sections) {
        section
            .all("dependency")
            .forEach(each -> {
              String name = name(each, properties);
              Optional<String> version =
                  each.textAt("version").or(() -> Optional.ofNullable(managed.get(name)));
              String scope =
                  each.textAt("scope").orElse(managedScope.getOrDefault(name, "compile"));
              found.add(
                  new Dependency(
                      name,
                      version.map(v -> resolved(v, properties)),
                      scope.equals("test") ? Dependency.Scope.TEST : Dependency.Scope.MAIN,
                      pom.path(),
                      named(each)));
            });
      }
    }
    return found;
  }

  /** The line of the artifact's name, which says more than that of the element's beginning. */
  private static int named(Element element) {
    return element.at("artifactId").map(Element::line).orElse(element.line());
  }

  private static boolean activeByDefault(Element profile) {
    return profile.textAt("activation", "activeByDefault").filter("true"::equals).isPresent();
  }

  private static String name(Element dependency, Map<String, String> properties) {
    return resolved(
        dependency.textAt("groupId").orElse("org.apache.maven.plugins")
            + ":"
            + dependency.textAt("artifactId").orElse(""),
        properties);
  }

  /** Plugins of build/plugins, with versions, goals and settings from pluginManagement. */
  private static List<BuildPlugin> plugins(List<Pom> line, Map<String, String> properties) {
    Map<String, Element> managed = new HashMap<>();
    for (Pom pom : line.reversed()) {
      pom.root()
          .at("build", "pluginManagement", "plugins")
          .ifPresent(all -> all.all("plugin").forEach(e -> managed.put(name(e, properties), e)));
    }
    List<BuildPlugin> found = new ArrayList<>();
    for (Pom pom : line) {
      List<Element> sections = new ArrayList<>();
      pom.root().at("build", "plugins").ifPresent(sections::add);
      pom.root()
          .at("profiles")
          .ifPresent(all ->
              all.all("profile")
                  .filter(MavenReader::activeByDefault)
                  .forEach(p -> p.at("build", "plugins").ifPresent(sections::add)));
      for (Element section : sections) {
        section
            .all("plugin")
            .forEach(each -> {
              String name = name(each, properties);
              Optional<Element> base = Optional.ofNullable(managed.get(name));
              List<String> goals = new ArrayList<>(goals(each));
              base.ifPresent(b -> goals.addAll(goals(b)));
              Optional<String> version =
                  each.textAt("version").or(() -> base.flatMap(b -> b.textAt("version")));
              found.add(
                  new BuildPlugin(
                      name,
                      version.map(v -> resolved(v, properties)),
                      List.copyOf(goals),
                      each.at("configuration").or(() -> base.flatMap(b -> b.at("configuration"))),
                      pom.path(),
                      named(each)));
            });
      }
    }
    return found;
  }

  private static List<String> goals(Element plugin) {
    List<String> goals = new ArrayList<>();
    plugin
        .at("executions")
        .ifPresent(all ->
            all.all("execution")
                .filter(e -> e.textAt("phase").filter("none"::equals).isEmpty())
                .forEach(e ->
                    e.at("goals").ifPresent(g -> g.all("goal").forEach(x -> goals.add(x.text())))));
    return goals;
  }
}
