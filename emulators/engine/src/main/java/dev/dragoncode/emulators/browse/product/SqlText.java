package dev.dragoncode.emulators.browse.product;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where the statements of an SQL text begin and end: quotes and comments are skipped. */
final class SqlText {

  /** PostgreSQL's dumps hold the rows of a table after such a statement. */
  private static final Pattern COPY =
      Pattern.compile("copy\\b.*\\bfrom\\s+stdin\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** What its dumps tell its own client, and nobody else. */
  private static final Pattern OF_CLIENT = Pattern.compile("\\\\(un)?restrict\\b");

  private static final String END_OF_ROWS = "\n\\.";

  private final String text;
  private final boolean mysql;
  private final boolean script;
  private final List<Statement> statements = new ArrayList<>();
  private int at;
  private int start;
  private int beginning = -1;

  private SqlText(String text, boolean script, boolean mysql) {
    this.text = text;
    this.script = script;
    this.mysql = mysql;
  }

  /**
   * A statement.
   *
   * @param text without the semicolon, with comments that stand before it
   * @param at where the text begins
   * @param rows what COPY is to take; empty for all other statements
   */
  record Statement(String text, int at, String rows) {

    /** Where it begins itself. */
    int beginning() {
      int begin = 0;
      while (begin < text.length()) {
        if (Character.isWhitespace(text.charAt(begin))) {
          begin++;
        } else if (text.startsWith("--", begin) || text.startsWith("#", begin)) {
          begin = after(text, "\n", begin);
        } else if (text.startsWith("/*", begin)) {
          begin = after(text, "*/", begin + 2);
        } else {
          break;
        }
      }
      return at + begin;
    }
  }

  /** The statements of a text, without the semicolons between them. */
  static List<String> statements(String text) {
    SqlText reader = new SqlText(text, false, false);
    reader.read();
    return reader.statements.stream().map(Statement::text).toList();
  }

  /**
   * The statements of a file.
   *
   * @param mysql whether a backslash escapes quotes, and {@code #} begins a comment
   */
  static List<Statement> script(String text, boolean mysql) {
    SqlText reader = new SqlText(text, true, mysql);
    reader.read();
    return List.copyOf(reader.statements);
  }

  private void read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        content();
        at = quoted(c);
      } else if (text.startsWith("--", at) || (mysql && c == '#')) {
        at = after(text, "\n", at);
      } else if (text.startsWith("/*", at)) {
        if (mysql && text.startsWith("/*!", at)) {
          // what only MySQL is to do; its dumps set modes so
          content();
        }
        at = after(text, "*/", at + 2);
      } else if (c == '$' && dollarQuote().length() > 1) {
        content();
        at = after(text, dollarQuote(), at + dollarQuote().length());
      } else if (c == ';') {
        at++;
        end(at - 1);
        start = at;
      } else if (script
          && beginning < 0
          && OF_CLIENT.matcher(text).region(at, text.length()).lookingAt()) {
        at = after(text, "\n", at);
        start = at;
      } else {
        if (!Character.isWhitespace(c)) {
          content();
        }
        at++;
      }
    }
    end(at);
  }

  private void content() {
    if (beginning < 0) {
      beginning = at;
    }
  }

  private void end(int until) {
    if (beginning >= 0) {
      String rows = "";
      if (script && COPY.matcher(text.substring(beginning, until)).matches()) {
        int from = after(text, "\n", at);
        // the rows' own end may stand in the very next line
        int to = text.indexOf(END_OF_ROWS, from - 1);
        rows = to < from ? "" : text.substring(from, to + 1);
        at = to < 0 ? text.length() : after(text, "\n", to + 1);
      }
      if (rows.isEmpty() && at > until + 1) {
        // a table without rows: there is nothing to copy
        beginning = -1;
        return;
      }
      statements.add(new Statement(text.substring(start, until), start, rows));
    }
    beginning = -1;
  }

  private int quoted(char quote) {
    int next = at + 1;
    while (next < text.length() && text.charAt(next) != quote) {
      next += mysql && text.charAt(next) == '\\' ? 2 : 1;
    }
    return Math.min(next + 1, text.length());
  }

  private static int after(String text, String end, int from) {
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
