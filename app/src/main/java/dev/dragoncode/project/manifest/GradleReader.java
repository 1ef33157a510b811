package dev.dragoncode.project.manifest;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Parsed;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.syntax.Lexer;
import dev.dragoncode.project.syntax.Lexer.Language;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Token;
import dev.dragoncode.project.syntax.Toml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads Gradle's build files, Groovy and Kotlin alike, by their tokens, and version catalogs. What
 * a build computes is not seen.
 */
final class GradleReader {

  static final Syntax<List<Token>> TOKENS = (_, text) -> Lexer.tokens(text, Language.GRADLE);
  static final Syntax<Node> TOML = (_, text) -> Toml.parse(text);

  private static final Set<String> CONFIGURATIONS =
      Set.of(
          "implementation",
          "api",
          "compileOnly",
          "runtimeOnly",
          "annotationProcessor",
          "kapt",
          "ksp",
          "compile",
          "runtime",
          "developmentOnly");

  private final Map<String, List<String>> catalog;

  private GradleReader(Map<String, List<String>> catalog) {
    this.catalog = catalog;
  }

  static List<Module> read(ProjectView view, List<Parsed<?>> broken) {
    GradleReader reader = new GradleReader(catalog(view, broken));
    List<IndexedFile> files = new ArrayList<>(view.named("build.gradle"));
    files.addAll(view.named("build.gradle.kts"));
    List<Module> modules = new ArrayList<>();
    for (IndexedFile file : files) {
      view.parse(file, TOKENS).value().ifPresent(t -> modules.add(reader.module(file, t)));
    }
    return modules;
  }

  /** Accessors such as {@code libs.spring.web} with the coordinates that they stand for. */
  private static Map<String, List<String>> catalog(ProjectView view, List<Parsed<?>> broken) {
    Map<String, List<String>> entries = new HashMap<>();
    for (IndexedFile file : view.named("libs.versions.toml")) {
      Parsed<Node> parsed = view.parse(file, TOML);
      if (parsed.error().isPresent()) {
        broken.add(parsed);
      }
      parsed.value().ifPresent(root -> readCatalog(root, entries));
    }
    return entries;
  }

  private static void readCatalog(Node root, Map<String, List<String>> entries) {
    for (Node.Entry each : root.entries("libraries")) {
      coordinates(root, each.value(), "module")
          .ifPresent(c -> entries.put(accessor("libs", each.key()), List.of(c)));
    }
    for (Node.Entry each : root.entries("plugins")) {
      coordinates(root, each.value(), "id")
          .ifPresent(c -> entries.put(accessor("libs.plugins", each.key()), List.of(c)));
    }
    for (Node.Entry each : root.entries("bundles")) {
      List<String> all = new ArrayList<>();
      for (String name : each.value().texts()) {
        all.addAll(entries.getOrDefault(accessor("libs", name), List.of()));
      }
      entries.put(accessor("libs.bundles", each.key()), all);
    }
  }

  private static Optional<String> coordinates(Node root, Node value, String key) {
    Optional<String> whole = value.text();
    if (whole.isPresent()) {
      return whole;
    }
    Optional<String> name =
        value
            .text(key)
            .or(() -> value.text("group").flatMap(g -> value.text("name").map(n -> g + ":" + n)));
    Optional<String> version =
        value
            .text("version")
            .or(() -> value.text("version", "ref").flatMap(r -> root.text("versions", r)));
    return name.map(n -> version.map(v -> n + ":" + v).orElse(n));
  }

  private static String accessor(String prefix, String alias) {
    return prefix + "." + alias.replace('-', '.').replace('_', '.');
  }

  private Module module(IndexedFile file, List<Token> tokens) {
    List<Dependency> dependencies = new ArrayList<>();
    List<BuildPlugin> plugins = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (!token.name()) {
        continue;
      }
      if (configuration(token.text())) {
        dependency(file, tokens, i, dependencies);
      } else if (token.is("id") || token.is("alias") || token.is("kotlin")) {
        plugin(file, tokens, i, plugins);
      } else if (token.is("plugin") && at(tokens, i + 1, ":") && string(tokens, i + 2)) {
        plugins.add(plugin(tokens.get(i + 2).text(), Optional.empty(), file, token.line()));
      } else if (bare(tokens, i)) {
        plugins.add(plugin(token.text(), Optional.empty(), file, token.line()));
      }
    }
    return new Module(
        BuildTool.GRADLE,
        file.folder(),
        file.path(),
        dependencies,
        plugins,
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  private static boolean configuration(String name) {
    return CONFIGURATIONS.contains(name)
        || name.endsWith("Implementation")
        || name.endsWith("RuntimeOnly")
        || name.endsWith("CompileOnly");
  }

  private void dependency(
      IndexedFile file, List<Token> tokens, int i, List<Dependency> dependencies) {
    Token configuration = tokens.get(i);
    Dependency.Scope scope =
        configuration.text().toLowerCase(java.util.Locale.ROOT).contains("test")
            ? Dependency.Scope.TEST
            : Dependency.Scope.MAIN;
    int j = i + 1;
    while (at(tokens, j, "(") || (j < tokens.size() && platform(tokens.get(j)))) {
      j++;
    }
    if (j >= tokens.size() || tokens.get(j).line() > configuration.line() + 1) {
      return;
    }
    Token value = tokens.get(j);
    List<String> coordinates = List.of();
    if (value.string() && value.text().contains(":")) {
      coordinates = List.of(value.text());
    } else if (value.is("libs")) {
      coordinates = catalog.getOrDefault(chain(tokens, j), List.of());
    } else if (value.is("group") && string(tokens, j + 2)) {
      coordinates = named(tokens, j);
    }
    for (String each : coordinates) {
      String[] parts = each.split(":", -1);
      if (parts.length >= 2) {
        Optional<String> version =
            parts.length > 2 ? Optional.of(parts[2].replaceFirst("@.*", "")) : Optional.empty();
        dependencies.add(
            new Dependency(
                parts[0] + ":" + parts[1], version, scope, file.path(), configuration.line()));
      }
    }
  }

  private static boolean platform(Token token) {
    return token.is("platform") || token.is("enforcedPlatform") || token.is("kapt");
  }

  /** {@code group: 'g', name: 'a', version: 'v'}. */
  private static List<String> named(List<Token> tokens, int from) {
    Map<String, String> parts = new HashMap<>();
    for (int j = from; j + 2 < tokens.size() && j < from + 12; j++) {
      if (tokens.get(j).name() && string(tokens, j + 2)) {
        parts.putIfAbsent(tokens.get(j).text(), tokens.get(j + 2).text());
      }
    }
    if (!parts.containsKey("name")) {
      return List.of();
    }
    String version = parts.containsKey("version") ? ":" + parts.get("version") : "";
    return List.of(parts.get("group") + ":" + parts.get("name") + version);
  }

  private void plugin(IndexedFile file, List<Token> tokens, int i, List<BuildPlugin> plugins) {
    Token keyword = tokens.get(i);
    int j = at(tokens, i + 1, "(") ? i + 2 : i + 1;
    if (keyword.is("alias") && j < tokens.size() && tokens.get(j).is("libs")) {
      for (String each : catalog.getOrDefault(chain(tokens, j), List.of())) {
        String[] parts = each.split(":", -1);
        Optional<String> version = parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
        plugins.add(plugin(parts[0], version, file, keyword.line()));
      }
      return;
    }
    if (keyword.is("alias") || !string(tokens, j) || tokens.get(j).line() != keyword.line()) {
      return;
    }
    Optional<String> version = Optional.empty();
    for (int k = j + 1; k + 1 < tokens.size() && k < j + 4; k++) {
      if (tokens.get(k).is("version") && string(tokens, k + 1)) {
        version = Optional.of(tokens.get(k + 1).text());
      }
    }
    String id = keyword.is("kotlin") ? "org.jetbrains.kotlin." : "";
    plugins.add(plugin(id + tokens.get(j).text(), version, file, keyword.line()));
  }

  /** Kotlin's short form of the core plugins: a name alone inside the plugins block. */
  private static boolean bare(List<Token> tokens, int i) {
    return Set.of("java", "application", "jacoco", "checkstyle", "pmd")
            .contains(tokens.get(i).text())
        && i >= 2
        && (at(tokens, i - 1, "{") || tokens.get(i - 1).line() < tokens.get(i).line())
        && (i + 1 >= tokens.size() || tokens.get(i + 1).line() > tokens.get(i).line())
        && insidePlugins(tokens, i);
  }

  private static boolean insidePlugins(List<Token> tokens, int i) {
    int depth = 0;
    for (int j = i; j > 0; j--) {
      depth += at(tokens, j, "}") ? 1 : at(tokens, j, "{") ? -1 : 0;
      if (depth < 0) {
        return tokens.get(j - 1).is("plugins");
      }
    }
    return false;
  }

  private static BuildPlugin plugin(
      String id, Optional<String> version, IndexedFile file, int line) {
    return new BuildPlugin(id, version, List.of(), Optional.empty(), file.path(), line);
  }

  private static String chain(List<Token> tokens, int from) {
    StringBuilder chain = new StringBuilder(tokens.get(from).text());
    for (int j = from + 1; at(tokens, j, ".") && j + 1 < tokens.size(); j += 2) {
      if (tokens.get(j + 1).is("get")) {
        break;
      }
      chain.append('.').append(tokens.get(j + 1).text());
    }
    return chain.toString();
  }

  private static boolean at(List<Token> tokens, int i, String sign) {
    return i >= 0 && i < tokens.size() && tokens.get(i).is(sign);
  }

  private static boolean string(List<Token> tokens, int i) {
    return i < tokens.size() && tokens.get(i).string();
  }
}
