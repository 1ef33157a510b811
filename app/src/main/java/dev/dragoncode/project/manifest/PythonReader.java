package dev.dragoncode.project.manifest;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.Parsed;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.manifest.Module.Script;
import dev.dragoncode.project.syntax.Lexer;
import dev.dragoncode.project.syntax.Node;
import dev.dragoncode.project.syntax.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads pyproject.toml, requirements files, Pipfile and setup.py. */
final class PythonReader {

  private static final Pattern REQUIREMENT =
      Pattern.compile("^([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[[^]]*])?\\s*(.*)$");

  static final Syntax<List<String>> LINES = (_, text) -> text.lines().toList();
  static final Syntax<List<Token>> TOKENS = (_, text) -> Lexer.tokens(text, Lexer.Language.PYTHON);

  private final ProjectView view;
  private final List<Parsed<?>> broken;
  private final Map<String, List<Dependency>> byFolder = new TreeMap<>();
  private final Map<String, IndexedFile> manifests = new LinkedHashMap<>();
  private final Map<String, Node> tables = new LinkedHashMap<>();
  private final Map<String, Map<String, Script>> scripts = new LinkedHashMap<>();

  private PythonReader(ProjectView view, List<Parsed<?>> broken) {
    this.view = view;
    this.broken = broken;
  }

  static List<Module> read(ProjectView view, List<Parsed<?>> broken) {
    PythonReader reader = new PythonReader(view, broken);
    view.named("pyproject.toml").forEach(reader::pyproject);
    view.named("Pipfile").forEach(reader::pipfile);
    view.named("setup.py").forEach(reader::setup);
    view.withExtension("txt").stream()
        .filter(file -> file.name().matches("(dev-|test-)?requirements([._-][\\w.-]+)?\\.txt"))
        .forEach(file -> reader.requirements(file, file.folder()));
    view.withExtension("txt").stream()
        .filter(file -> file.folder().endsWith("requirements"))
        .forEach(
            file -> reader.requirements(file, file.folder().replaceFirst("/?requirements$", "")));
    return reader.modules();
  }

  private List<Module> modules() {
    List<Module> modules = new ArrayList<>();
    manifests.forEach((folder, file) ->
        modules.add(
            new Module(
                BuildTool.PYTHON,
                folder,
                file.path(),
                byFolder.getOrDefault(folder, List.of()),
                List.of(),
                scripts.getOrDefault(folder, Map.of()),
                Map.of(),
                Optional.ofNullable(tables.get(folder)))));
    return modules;
  }

  private List<Dependency> at(String folder, IndexedFile file) {
    manifests.putIfAbsent(folder, file);
    return byFolder.computeIfAbsent(folder, _ -> new ArrayList<>());
  }

  private Optional<Node> toml(IndexedFile file) {
    Parsed<Node> parsed = view.parse(file, GradleReader.TOML);
    if (parsed.error().isPresent()) {
      broken.add(parsed);
    }
    return parsed.value();
  }

  private void pyproject(IndexedFile file) {
    Optional<Node> read = toml(file);
    if (read.isEmpty()) {
      return;
    }
    Node root = read.get();
    boolean describes = root.at("project").isPresent() || root.at("tool", "poetry").isPresent();
    boolean alone = describes || view.file(prefix(file.folder()) + "requirements.txt").isEmpty();
    tables.put(file.folder(), root);
    if (!alone && root.at("build-system").isEmpty() && root.at("tool").isEmpty()) {
      return;
    }
    List<Dependency> into = at(file.folder(), file);
    requirements(root, file, Dependency.Scope.MAIN, into, "project", "dependencies");
    for (Node.Entry each : root.entries("project", "optional-dependencies")) {
      Dependency.Scope scope =
          each.key().matches("(?i).*(dev|test|lint|doc).*")
              ? Dependency.Scope.TEST
              : Dependency.Scope.MAIN;
      requirements(root, file, scope, into, "project", "optional-dependencies", each.key());
    }
    for (Node.Entry each : root.entries("dependency-groups")) {
      requirements(root, file, Dependency.Scope.TEST, into, "dependency-groups", each.key());
    }
    requirements(root, file, Dependency.Scope.TEST, into, "tool", "uv", "dev-dependencies");
    poetry(root, file, Dependency.Scope.MAIN, into, "tool", "poetry", "dependencies");
    poetry(root, file, Dependency.Scope.TEST, into, "tool", "poetry", "dev-dependencies");
    for (Node.Entry each : root.entries("tool", "poetry", "group")) {
      Dependency.Scope scope =
          each.key().equals("main") ? Dependency.Scope.MAIN : Dependency.Scope.TEST;
      poetry(root, file, scope, into, "tool", "poetry", "group", each.key(), "dependencies");
    }
    Map<String, Script> named = new LinkedHashMap<>();
    for (Node.Entry each : root.entries("tool", "poe", "tasks")) {
      each.value().text().ifPresent(t -> named.put(each.key(), new Script(t, each.line())));
    }
    scripts.put(file.folder(), named);
  }

  private void pipfile(IndexedFile file) {
    toml(file)
        .ifPresent(root -> {
          List<Dependency> into = at(file.folder(), file);
          poetry(root, file, Dependency.Scope.MAIN, into, "packages");
          poetry(root, file, Dependency.Scope.TEST, into, "dev-packages");
        });
  }

  private static void requirements(
      Node root, IndexedFile file, Dependency.Scope scope, List<Dependency> into, String... keys) {
    for (Node item : root.items(keys)) {
      item.text()
          .flatMap(text -> requirement(text, scope, file.path(), item.line()))
          .ifPresent(into::add);
    }
  }

  private static void poetry(
      Node root, IndexedFile file, Dependency.Scope scope, List<Dependency> into, String... keys) {
    for (Node.Entry each : root.entries(keys)) {
      if (each.key().equals("python")) {
        continue;
      }
      Optional<String> version = each.value().text().or(() -> each.value().text("version"));
      into.add(
          new Dependency(
              normalized(each.key()),
              version.filter(v -> !v.equals("*")),
              scope,
              file.path(),
              each.line()));
    }
  }

  private void requirements(IndexedFile file, String folder) {
    List<String> lines = view.parse(file, LINES).value().orElse(List.of());
    Dependency.Scope scope =
        file.name().matches("(?i).*(dev|test|lint|doc|local|ci).*")
            ? Dependency.Scope.TEST
            : Dependency.Scope.MAIN;
    List<Dependency> into = at(folder, file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("(^|\\s)#.*$", "").strip();
      if (!line.isEmpty() && !line.startsWith("-")) {
        requirement(line, scope, file.path(), i + 1).ifPresent(into::add);
      }
    }
  }

  private static Optional<Dependency> requirement(
      String text, Dependency.Scope scope, String file, int line) {
    Matcher matcher = REQUIREMENT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String version = matcher.group(2).replaceFirst("\\s*;.*$", "").replaceFirst("\\s--.*$", "");
    return Optional.of(
        new Dependency(
            normalized(matcher.group(1)),
            Optional.of(version.replace("\\", "").strip()).filter(v -> !v.isEmpty()),
            scope,
            file,
            line));
  }

  private void setup(IndexedFile file) {
    List<Token> tokens = view.parse(file, TOKENS).value().orElse(List.of());
    List<Dependency> into = at(file.folder(), file);
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (!tokens.get(i).is("install_requires") || !tokens.get(i + 2).is("[")) {
        continue;
      }
      for (int j = i + 3; j < tokens.size() && !tokens.get(j).is("]"); j++) {
        Token token = tokens.get(j);
        if (token.string()) {
          requirement(token.text(), Dependency.Scope.MAIN, file.path(), token.line())
              .ifPresent(into::add);
        }
      }
    }
  }

  private static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
  }

  private static String prefix(String folder) {
    return folder.isEmpty() ? "" : folder + "/";
  }
}
