package dev.dragoncode.change.text;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets keys in a text of {@code KEY=value} lines and leaves all else as it stands. */
public final class KeyedLines {

  private static final Pattern LINE =
      Pattern.compile("^(\\s*(?:export\\s+)?)([\\w.\\-\\[\\]]+)(\\s*[=:]).*$");

  private KeyedLines() {}

  /**
   * Replaces the lines of the keys that are there and adds the others below a heading.
   *
   * @param lines the whole new line of each key
   * @param heading a comment, written once
   */
  public static String merge(String before, Map<String, String> lines, String heading) {
    Map<String, String> missing = new LinkedHashMap<>(lines);
    StringBuilder text = new StringBuilder();
    for (String line : before.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      String replaced = matcher.matches() ? missing.remove(matcher.group(2)) : null;
      text.append(replaced == null ? line : matcher.group(1) + replaced).append('\n');
    }
    if (missing.isEmpty()) {
      return text.toString();
    }
    if (!before.contains(heading)) {
      text.append(text.isEmpty() ? "" : "\n").append(heading).append('\n');
    }
    missing.values().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
