package dev.dragoncode.change.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Edits of texts that are read line by line: ignore files, Dockerfiles, requirements. */
public final class LinesText {

  private LinesText() {}

  /** Adds lines at the end, the last one with its line feed. */
  public static String append(String text, List<String> lines) {
    StringBuilder out = new StringBuilder(text);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      out.append('\n');
    }
    lines.forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /** Puts lines before a line, from 1; behind the last one where there are fewer. */
  public static String insert(String text, int line, List<String> added) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (line > lines.size() || (line == lines.size() && lines.getLast().isEmpty())) {
      return append(text, added);
    }
    lines.addAll(line - 1, added);
    return String.join("\n", lines);
  }

  /** Replaces one line, from 1. */
  public static String replace(String text, int line, UnaryOperator<String> change) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (line >= 1 && line <= lines.size()) {
      lines.set(line - 1, change.apply(lines.get(line - 1)));
    }
    return String.join("\n", lines);
  }
}
