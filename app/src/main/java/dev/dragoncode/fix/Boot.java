package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.LinesText;
import dev.dragoncode.change.text.XmlText;
import dev.dragoncode.change.text.YamlText;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Configuration;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.syntax.KeyValues;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.SyntaxException;
import dev.dragoncode.project.syntax.Xml;
import dev.dragoncode.project.syntax.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Spring Boot program of a project, with the edits that its fixes are made of.
 *
 * @param version as far as the POM names it; empty where something outside decides
 */
record Boot(Module module, String version) {

  static final Syntax<Xml.Element> POM = (_, text) -> Xml.parse(text);
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");
  private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+).*");

  /** The first Maven module on Spring Boot that has a main program to speak of. */
  static Optional<Boot> of(ProjectView view) {
    for (Module module : Stack.modules(view)) {
      if (module.tool() == BuildTool.MAVEN
          && module
              .dependency(d -> d.main() && d.name().startsWith("org.springframework.boot:"))
              .isPresent()) {
        return Optional.of(new Boot(module, version(view, module)));
      }
    }
    return Optional.empty();
  }

  private static String version(ProjectView view, Module module) {
    return view.file(module.manifest())
        .flatMap(f -> view.parse(f, POM).value())
        .flatMap(root -> root.at("parent"))
        .filter(p -> p.textAt("artifactId").orElse("").startsWith("spring-boot"))
        .flatMap(p -> p.textAt("version"))
        .or(() ->
            module
                .dependency(d ->
                    d.name().startsWith("org.springframework.boot:") && d.version().isPresent())
                .flatMap(d -> d.version()))
        .orElse("");
  }

  /**
   * Where the class with the main method lies.
   *
   * @param folder of its file
   */
  record Program(String path, String folder, String packageName) {}

  /** The class that the program starts with; empty where it is in no package. */
  Optional<Program> program(ProjectView view) {
    for (IndexedFile file : view.withExtension("java")) {
      String text =
          file.path().startsWith(module.path("src/main/java/")) ? view.text(file).orElse("") : "";
      Matcher named = PACKAGE.matcher(text);
      if (text.contains("@SpringBootApplication") && named.find()) {
        return Optional.of(new Program(file.path(), file.folder(), named.group(1)));
      }
    }
    return Optional.empty();
  }

  /** Whether it answers with servlets, and so by Spring MVC. */
  boolean servlets() {
    return hasLike(".*:spring-boot-starter-web(mvc)?");
  }

  /** Whether it is this release or a later one; no where the release is not known. */
  boolean atLeast(int major, int minor) {
    Matcher numbers = NUMBERS.matcher(version);
    if (!numbers.matches()) {
      return false;
    }
    int first = Integer.parseInt(numbers.group(1));
    return first > major || (first == major && Integer.parseInt(numbers.group(2)) >= minor);
  }

  boolean has(String artifact) {
    return module.dependency(d -> d.name().endsWith(":" + artifact)).isPresent();
  }

  /** Whether a parent or platform decides the versions of what belongs to Spring Boot. */
  boolean managed() {
    return module
        .dependency(d -> d.name().startsWith("org.springframework.boot:"))
        .filter(d -> d.version().isEmpty())
        .isPresent();
  }

  boolean hasLike(String name) {
    return module.dependency(d -> d.main() && d.name().matches(name)).isPresent();
  }

  /** Whether a configuration file makes this setting. */
  boolean setting(ProjectView view, String key) {
    return view.get(Configuration.FACT).find(key).isPresent();
  }

  /** Adds a library whose version Spring Boot knows. */
  void depend(Draft draft, String group, String artifact) {
    if (!managed() && !group.equals("org.springframework.boot")) {
      draft.decline(
          "No parent or platform decides the versions of libraries here, so "
              + artifact
              + " has to be chosen by a person.");
      return;
    }
    depend(draft, group, artifact, managed() ? "" : version);
  }

  /** Adds a library of this version; an empty one is Spring Boot's to decide. */
  void depend(Draft draft, String group, String artifact, String release) {
    depend(draft, group, artifact, release, "");
  }

  /** Adds a library for tests whose version Spring Boot knows. */
  void dependForTests(Draft draft, String group, String artifact) {
    depend(draft, group, artifact, managed() ? "" : version, "test");
  }

  private void depend(Draft draft, String group, String artifact, String release, String scope) {
    if (has(artifact)) {
      return;
    }
    String own =
        (release.isEmpty() ? "" : "\n  <version>" + release + "</version>")
            + (scope.isEmpty() ? "" : "\n  <scope>" + scope + "</scope>");
    draft.edit(
        module.manifest(),
        pom ->
            pom.contains("<artifactId>" + artifact + "</artifactId>")
                ? pom
                : XmlText.add(
                    pom,
                    "dependencies",
                    """
                    <dependency>
                      <groupId>%s</groupId>
                      <artifactId>%s</artifactId>%s
                    </dependency>\
                    """
                        .formatted(group, artifact, own)));
  }

  /** Sets a setting that holds without a profile. */
  void set(Draft draft, String key, String value) {
    change(draft, key, _ -> value);
  }

  /** Adds to a setting that is a list, as far as it lacks the items. */
  void include(Draft draft, String key, String... items) {
    change(
        draft,
        key,
        old -> {
          List<String> all =
              new ArrayList<>(old.isBlank() ? List.of() : List.of(old.split("\\s*,\\s*", -1)));
          for (String item : items) {
            if (!all.contains(item)) {
              all.add(item);
            }
          }
          return String.join(",", all);
        });
  }

  private void change(Draft draft, String key, UnaryOperator<String> change) {
    String resources = module.path("src/main/resources/");
    for (String name : List.of("application.yml", "application.yaml")) {
      Optional<String> text = draft.text(resources + name);
      if (text.isPresent()) {
        yaml(draft, resources + name, text.get(), key, change);
        return;
      }
    }
    draft.edit(resources + "application.properties", text -> properties(text, key, change));
  }

  private static String properties(String text, String key, UnaryOperator<String> change) {
    String wanted = KeyValues.relaxed(key);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher pair =
          Pattern.compile("\\s*([^#!=:\\s][^=:\\s]*)\\s*[=:]\\s*(.*)").matcher(lines.get(i));
      if (pair.matches() && KeyValues.relaxed(pair.group(1)).equals(wanted)) {
        String head = lines.get(i).substring(0, pair.start(2));
        String value = change.apply(pair.group(2));
        return LinesText.replace(text, i + 1, _ -> head + value);
      }
    }
    return LinesText.append(text, List.of(key + "=" + change.apply("")));
  }

  private static void yaml(
      Draft draft, String path, String text, String key, UnaryOperator<String> change) {
    Optional<Node> root = document(text);
    if (root.isEmpty()) {
      draft.decline(path + " cannot be read.");
      return;
    }
    List<String> way = way(root.get(), key);
    Optional<Node> old = root.get().at(way.toArray(String[]::new));
    Optional<String> result;
    if (old.isPresent() && old.get() instanceof Node.Sequence list) {
      List<String> present = list.items().stream().flatMap(i -> i.text().stream()).toList();
      String after = change.apply(String.join(",", present));
      result = Optional.of(text);
      for (String item : after.split(",", -1)) {
        if (!present.contains(item)) {
          result = result.flatMap(t -> YamlText.append(t, way, item));
        }
      }
    } else {
      String value = change.apply(old.flatMap(n -> n.text()).orElse(""));
      String written =
          value.matches("[A-Za-z0-9_./-][A-Za-z0-9_.,/ -]*") ? value : "\"" + value + "\"";
      result = YamlText.set(text, way, written);
    }
    result.ifPresentOrElse(
        after -> draft.edit(path, _ -> after),
        () -> draft.decline(path + " is written in a form that only a person should change."));
  }

  private static Optional<Node> document(String text) {
    try {
      return Optional.of(Yaml.document(text));
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  /** The keys that lead to a setting, joined by dots as far as the file has joined them. */
  private static List<String> way(Node root, String key) {
    List<String> way = new ArrayList<>();
    Node here = root;
    String rest = key;
    while (!rest.isEmpty()) {
      String found = "";
      for (Node.Entry each : here.entries()) {
        boolean fits = rest.equals(each.key()) || rest.startsWith(each.key() + ".");
        if (fits && each.key().length() > found.length()) {
          found = each.key();
        }
      }
      if (found.isEmpty()) {
        way.addAll(List.of(rest.split("\\.", -1)));
        return way;
      }
      way.add(found);
      here = here.at(found).orElseThrow();
      rest = rest.length() == found.length() ? "" : rest.substring(found.length() + 1);
    }
    return way;
  }

  /** Whether the project brings a logging configuration of its own, which overrules settings. */
  static boolean ownLogging(ProjectView view) {
    return view.withExtension("xml").stream()
        .anyMatch(f ->
            f.name().matches("(logback|log4j2)(-\\w+)?\\.xml") && !f.path().contains("src/test/"));
  }
}
