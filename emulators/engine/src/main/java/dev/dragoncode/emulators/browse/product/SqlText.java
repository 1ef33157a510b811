package dev.dragoncode.emulators.browse.product;

import java.util.ArrayList;
import java.util.List;

/** Where the statements of an SQL text begin and end: quotes and comments are skipped. */
final class SqlText {

  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int at;
  private int start;
  private boolean content;

  private SqlText(String text) {
    this.text = text;
  }

  /** The statements of a text, without the semicolons between them. */
  static List<String> statements(String text) {
    SqlText reader = new SqlText(text);
    reader.read();
    return List.copyOf(reader.statements);
  }

  private void read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        content = true;
        at = after(String.valueOf(c), at + 1);
      } else if (text.startsWith("--", at)) {
        at = after("\n", at);
      } else if (text.startsWith("/*", at)) {
        at = after("*/", at + 2);
      } else if (c == '$' && dollarQuote().length() > 1) {
        content = true;
        at = after(dollarQuote(), at + dollarQuote().length());
      } else if (c == ';') {
        end();
        at++;
        start = at;
      } else {
        content |= !Character.isWhitespace(c);
        at++;
      }
    }
    end();
  }

  private void end() {
    if (content) {
      statements.add(text.substring(start, at));
    }
    content = false;
  }

  private int after(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  /** {@code $$} or {@code $tag$} at this place; shorter where there is none. */
  private String dollarQuote() {
    int end = at + 1;
    while (end < text.length()
        && Character.isJavaIdentifierPart(text.charAt(end))
        && text.charAt(end) != '$') {
      end++;
    }
    boolean tag = end < text.length() && text.charAt(end) == '$';
    boolean inName = at > 0 && Character.isJavaIdentifierPart(text.charAt(at - 1));
    return tag && !inName ? text.substring(at, end + 1) : "";
  }
}
