package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.IndexedFile;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.Syntax;
import dev.dragoncode.project.syntax.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds and reads the prose of a project. */
final class Documents {

  private static final Syntax<Markdown> MARKDOWN =
      (file, text) -> Markdown.parse(text, file.extension());

  /** What templates leave for a person to fill in. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)\\bTODO\\b|\\bTBD\\b|\\bFIXME\\b|\\bXXX\\b|lorem ipsum|\\[(your|insert|name|date"
              + "|metric|number|target)[^]]*](?!\\()|<(your|insert|name|date|metric|number"
              + "|target)[^>]*>|\\{\\{[^}]*}}|YYYY-MM-DD|_{4,}|\\.{4,}");

  private Documents() {}

  /** READMEs of the project's own folder, then of its docs. */
  static List<IndexedFile> readmes(ProjectView view) {
    List<IndexedFile> found = new ArrayList<>(named(view, "", "readme"));
    found.addAll(named(view, "docs", "readme", "index", "getting-started", "quickstart"));
    return found;
  }

  /** Text files directly in a folder whose name, without its extension, is one of these. */
  static List<IndexedFile> named(ProjectView view, String folder, String... names) {
    List<String> wanted = List.of(names);
    return view.inFolder(folder).stream()
        .filter(file -> !file.ignored())
        .filter(file -> file.name().matches("(?i)[^.]+(\\.(md|markdown|adoc|rst|txt))?"))
        .filter(file -> {
          String name = file.name().toLowerCase(Locale.ROOT);
          int dot = name.indexOf('.');
          return wanted.contains(dot < 0 ? name : name.substring(0, dot));
        })
        .toList();
  }

  static Optional<Markdown> read(ProjectView view, IndexedFile file) {
    return view.parse(file, MARKDOWN).value();
  }

  /** Whether a text still waits for somebody to write it. */
  static boolean placeholder(String text) {
    return PLACEHOLDER.matcher(text).find();
  }
}
