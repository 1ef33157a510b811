package dev.dragoncode.fix;

import dev.dragoncode.change.Draft;
import dev.dragoncode.change.text.JsonText;
import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Stack.BuildTool;
import dev.dragoncode.project.manifest.Module;
import dev.dragoncode.project.manifest.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a program on Express or Fastify makes its application, with the edits that its fixes are
 * made of.
 *
 * @param module whose package.json declares the framework
 * @param path of the file
 * @param variable that holds the application
 */
record NodeApp(Module module, String path, String variable, Framework framework) {

  private static final Pattern MADE =
      Pattern.compile(
          "(?m)^(?:export\\s+)?(?:const|let|var)\\s+(\\w+)(?:\\s*:\\s*[\\w<>., ]+)?\\s*=\\s*(?:await\\s+)?(express|[fF]astify)\\s*(?:<[^(]*>)?\\(");

  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)^(?:import\\b[^'\"]*['\"][^'\"]+['\"];?|(?:const|let|var)\\s[^=\\n]*=\\s*require\\(['\"][^'\"]+['\"]\\);?)[ \\t]*$");

  private static final Pattern CHAINED = Pattern.compile("\\s*\\.");

  private static final Pattern RELATIVE =
      Pattern.compile("(?m)^import\\b[^'\"]*from\\s*['\"]\\.[^'\"]*?((?:\\.[jt]s)?)['\"]");

  /** What the application is built on. */
  enum Framework {
    EXPRESS,
    FASTIFY
  }

  /** The first that a module makes in plain sight. */
  static Optional<NodeApp> of(ProjectView view) {
    for (Module module : Stack.modules(view)) {
      boolean node = Stack.on(module, BuildTool.NPM, BuildTool.PNPM, BuildTool.YARN, BuildTool.BUN);
      if (node && module.dependency(d -> d.name().matches("express|fastify")).isPresent()) {
        Optional<NodeApp> found =
            files(view, module).flatMap(file -> in(view, module, file).stream()).findFirst();
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Stream<IndexedFile> files(ProjectView view, Module module) {
    return Stream.of("ts", "js", "mjs", "cjs")
        .flatMap(extension -> view.withExtension(extension).stream())
        .filter(file -> file.path().startsWith(module.path("")))
        .filter(file -> !Paths.notShipped(file.path()))
        .filter(file -> !file.path().matches("(.*/)?(dist|build|out|public|static)/.*"));
  }

  private static Optional<NodeApp> in(ProjectView view, Module module, IndexedFile file) {
    return view.text(file)
        .map(MADE::matcher)
        .filter(Matcher::find)
        .map(made ->
            new NodeApp(
                module,
                file.path(),
                made.group(1),
                made.group(2).equals("express") ? Framework.EXPRESS : Framework.FASTIFY));
  }

  /** Adds a library to package.json. */
  void depend(Draft draft, String name, String version) {
    depend(draft, "dependencies", name, version);
  }

  /** Adds what only building takes to package.json. */
  void dependToBuild(Draft draft, String name, String version) {
    depend(draft, "devDependencies", name, version);
  }

  private void depend(Draft draft, String kind, String name, String version) {
    if (module.dependency(d -> d.name().equals(name)).isEmpty()) {
      draft.edit(
          module.manifest(),
          text -> JsonText.set(text, List.of(kind, name), JsonText.quoted("^" + version)));
      draft.advise("Run npm install, so that the lock file has what package.json names.");
    }
  }

  /**
   * Imports something and puts a statement behind the one that makes the application.
   *
   * @param name what is imported, as in {@code helmet} or <code>{ rateLimit }</code>
   * @param statement without its end, quotes single
   */
  void mount(Draft draft, String name, String library, String statement) {
    mountBehind(draft, MADE, name, library, statement);
  }

  /**
   * The same behind another statement.
   *
   * @param anchor ends with the bracket that the statement's call opens
   */
  void mountBehind(Draft draft, Pattern anchor, String name, String library, String statement) {
    draft.edit(path, text -> mounted(text, anchor, name, library, statement));
  }

  /** How imports of the project's own files end: with .js as Node wants it, .ts, or nothing. */
  String ending(Draft draft) {
    Matcher own = RELATIVE.matcher(draft.text(path).orElse(""));
    return own.find() ? own.group(1) : ".js";
  }

  /** The folder of the file, with a slash behind it; empty for the project's own. */
  String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private String mounted(
      String text, Pattern anchor, String name, String library, String statement) {
    Matcher made = anchor.matcher(text);
    if (!made.find()) {
      return text;
    }
    boolean modules = text.matches("(?s).*(?m:^)import\\s.*");
    String line =
        modules
            ? "import %s from '%s'".formatted(name, library)
            : "const %s = require('%s')".formatted(name, library);
    List<Integer> ends = new ArrayList<>();
    Matcher imports = IMPORT.matcher(text);
    boolean doubles = false;
    boolean bare = false;
    while (imports.find() && imports.start() < made.start()) {
      ends.add(imports.end());
      doubles |= imports.group().contains("\"");
      bare |= !imports.group().strip().endsWith(";");
    }
    String end = bare ? "" : ";";
    int behind = endOfStatement(text, made.end() - 1);
    String before = text.substring(0, behind);
    String mounted = before + "\n" + styled(statement, doubles) + end + text.substring(behind);
    int at = ends.isEmpty() ? 0 : ends.getLast();
    String imported = styled(line, doubles) + end;
    return ends.isEmpty()
        ? imported + "\n" + mounted
        : mounted.substring(0, at) + "\n" + imported + mounted.substring(at);
  }

  private static String styled(String code, boolean doubles) {
    return doubles ? code.replace('\'', '"') : code;
  }

  /** Behind the closing bracket of a call or of those chained to it, and its semicolon. */
  private static int endOfStatement(String text, int open) {
    int depth = 0;
    char quote = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == '(' || c == '{' || c == '[') {
        depth++;
      } else if (c == ')' || c == '}' || c == ']') {
        depth--;
        if (depth == 0 && !CHAINED.matcher(text).region(i + 1, text.length()).lookingAt()) {
          return i + 1 < text.length() && text.charAt(i + 1) == ';' ? i + 2 : i + 1;
        }
      }
    }
    return text.length();
  }
}
