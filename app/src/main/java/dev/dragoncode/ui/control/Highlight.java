package dev.dragoncode.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the parts of a file apart for the eye: comments, strings, words of the language. It looks
 * at the letters only and never fails; an unknown kind of file is plain text.
 */
public final class Highlight {

  /** Longer files are shown plainly, so that a large lock file costs nothing. */
  private static final int LONGEST = 200_000;

  private static final String STRINGS =
      "(?<string>\"\"\"[\\s\\S]*?\"\"\"|`(?:\\\\.|[^`\\\\])*`|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*')";

  private static final Pattern CODE =
      Pattern.compile(
          "(?<comment>//[^\\n]*|/\\*[\\s\\S]*?\\*/)|"
              + STRINGS
              + "|(?<meta>@[\\w.]+)|(?<number>\\b\\d[\\w.]*)|(?<keyword>\\b(?:abstract|as|async|await|boolean|break|case|catch|class|const|continue|default|do|double|else|enum|export|extends|false|final|finally|float|for|from|function|func|if|implements|import|in|instanceof|int|interface|let|long|new|null|of|package|private|protected|public|readonly|record|return|sealed|short|static|super|switch|this|throw|throws|true|try|type|typeof|undefined|val|var|void|while|yield)\\b)");

  private static final Pattern SETTINGS =
      Pattern.compile(
          "(?<comment>(?m:^|(?<=\\s))#[^\\n]*)|(?<keyword>(?m:^)[\\s-]*[\\w./$-]+(?=\\s*[:=](?:\\s|$))|(?m:^)(?:FROM|ARG|RUN|COPY|WORKDIR|USER|EXPOSE|ENV|HEALTHCHECK|ENTRYPOINT|CMD|LABEL|ADD|VOLUME|SHELL)\\b)|"
              + STRINGS
              + "|(?<meta>\\$\\{[^}\\n]*\\}\\}?)|(?<number>(?<=[\\s:=\\[])\\d[\\d.]*(?=[\\s,\\]]|$)|\\b(?:true|false|null)\\b)");

  private static final Pattern MARKUP =
      Pattern.compile(
          "(?<comment><!--[\\s\\S]*?-->)|(?<keyword></?[\\w:.-]+|/?>)|(?<string>\"[^\"]*\")|(?<meta>[\\w:.-]+(?==\"))|(?<number>&\\w+;)");

  private static final Pattern JSON =
      Pattern.compile(
          "(?<keyword>\"(?:\\\\.|[^\"\\\\])*\"(?=\\s*:))|(?<string>\"(?:\\\\.|[^\"\\\\])*\")|(?<number>-?\\b\\d[\\d.eE+-]*|\\b(?:true|false|null)\\b)|(?<comment>//[^\\n]*)|(?<meta>$^)");

  private static final Pattern SQL =
      Pattern.compile(
          "(?<comment>--[^\\n]*)|(?<string>'[^']*')|(?<keyword>(?i)\\b(?:create|table|primary|key|not|null|default|references|index|on|insert|into|values|update|set|delete|from|where|select|grant|revoke|to|alter|add|column|unique|check|constraint|role|with|login|if|exists|as|order|by|limit|generated|always|identity)\\b)|(?<number>\\b\\d+)|(?<meta>$^)");

  private static final Pattern PROSE =
      Pattern.compile(
          "(?<comment><!--[\\s\\S]*?-->)|(?<keyword>(?m:^)#{1,6} [^\\n]*)|(?<string>```[\\s\\S]*?```|`[^`\\n]*`)|(?<meta>\\[[^\\]\\n]*\\]\\([^)\\n]*\\))|(?<number>$^)");

  private static final List<String> GROUPS =
      List.of("comment", "string", "keyword", "number", "meta");

  private Highlight() {}

  /**
   * A piece of a line.
   *
   * @param kind the style class without {@code tok-}; empty for plain text
   */
  public record Span(String text, String kind) {}

  /** The lines of a file, each in pieces. */
  public static List<List<Span>> lines(String path, String text) {
    Pattern pattern = text.length() > LONGEST ? null : pattern(path);
    List<List<Span>> lines = new ArrayList<>();
    lines.add(new ArrayList<>());
    int at = 0;
    if (pattern != null) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          add(lines, text.substring(at, matcher.start()), "");
          add(lines, matcher.group(), kind(matcher));
          at = matcher.end();
        }
      }
    }
    add(lines, text.substring(at), "");
    if (lines.getLast().isEmpty() && lines.size() > 1) {
      lines.removeLast();
    }
    return lines;
  }

  private static String kind(Matcher matcher) {
    return GROUPS.stream().filter(group -> matcher.group(group) != null).findFirst().orElse("");
  }

  private static void add(List<List<Span>> lines, String text, String kind) {
    int at = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      piece(lines.getLast(), text.substring(at, end), kind);
      lines.add(new ArrayList<>());
      at = end + 1;
    }
    piece(lines.getLast(), text.substring(at), kind);
  }

  private static void piece(List<Span> line, String text, String kind) {
    if (!text.isEmpty()) {
      line.add(new Span(text.replace("\t", "  "), kind));
    }
  }

  private static @org.jspecify.annotations.Nullable Pattern pattern(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "java",
          "kt",
          "kts",
          "gradle",
          "groovy",
          "js",
          "mjs",
          "cjs",
          "ts",
          "tsx",
          "jsx",
          "go",
          "css" ->
          CODE;
      case "json", "json5" -> JSON;
      case "xml", "html", "svg" -> MARKUP;
      case "sql" -> SQL;
      case "md" -> PROSE;
      case "yaml",
          "yml",
          "toml",
          "properties",
          "sh",
          "py",
          "env",
          "example",
          "gitignore",
          "dockerignore",
          "editorconfig",
          "gitattributes",
          "nvmrc",
          "npmrc" ->
          SETTINGS;
      default ->
          name.matches("dockerfile.*|makefile|vagrantfile|codeowners") || !name.contains(".")
              ? SETTINGS
              : null;
    };
  }
}
