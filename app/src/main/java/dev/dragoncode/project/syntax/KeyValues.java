package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads files of keys and values: Java properties and dot-env files. */
public final class KeyValues {

  private KeyValues() {}

  /** The settings of a .properties file: comments left out, continued lines joined. */
  public static List<Node.Setting> properties(String text) {
    List<Node.Setting> settings = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int line = i + 1;
      String whole = lines[i].strip();
      if (whole.isEmpty() || whole.startsWith("#") || whole.startsWith("!")) {
        continue;
      }
      StringBuilder joined = new StringBuilder(whole);
      while (continues(joined) && i + 1 < lines.length) {
        joined.setLength(joined.length() - 1);
        joined.append(lines[++i].strip());
      }
      int split = separator(joined);
      String key = joined.substring(0, split).strip().replace("\\", "");
      String value = split < joined.length() ? joined.substring(split + 1).strip() : "";
      if (value.startsWith("=") || value.startsWith(":")) {
        value = value.substring(1).strip();
      }
      settings.add(new Node.Setting(key, value, line));
    }
    return settings;
  }

  private static boolean continues(CharSequence line) {
    int backslashes = 0;
    for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static int separator(CharSequence line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((c == '=' || c == ':' || Character.isWhitespace(c))
          && (i == 0 || line.charAt(i - 1) != '\\')) {
        return i;
      }
    }
    return line.length();
  }

  /** The settings of a .env file: {@code export} and quotes taken off, comments left out. */
  public static List<Node.Setting> dotEnv(String text) {
    List<Node.Setting> settings = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (line.startsWith("export ")) {
        line = line.substring("export ".length()).strip();
      }
      int equals = line.indexOf('=');
      if (equals <= 0 || line.startsWith("#")) {
        continue;
      }
      String key = line.substring(0, equals).strip();
      if (key.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
        settings.add(new Node.Setting(key, envValue(line.substring(equals + 1).strip()), i + 1));
      }
    }
    return settings;
  }

  private static String envValue(String raw) {
    if (raw.length() >= 2 && (raw.charAt(0) == '"' || raw.charAt(0) == '\'')) {
      int end = raw.indexOf(raw.charAt(0), 1);
      return end < 0 ? raw : raw.substring(1, end);
    }
    int comment = raw.indexOf(" #");
    return comment < 0 ? raw : raw.substring(0, comment).strip();
  }

  /** A key as Spring compares it: lower case, without dashes and underscores. */
  public static String relaxed(String key) {
    return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
