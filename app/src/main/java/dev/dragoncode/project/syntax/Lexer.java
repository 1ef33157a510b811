package dev.dragoncode.project.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits source code of the C family or Python into tokens. */
public final class Lexer {

  /** A bound on one file; what comes after is not read. */
  private static final int MAX_TOKENS = 400_000;

  private static final Set<String> BEFORE_REGEX =
      Set.of("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else");

  private final String text;
  private final Language language;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;

  private Lexer(String text, Language language) {
    this.text = text;
    this.language = language;
  }

  /** What differs between languages. */
  public enum Language {
    /** JavaScript and TypeScript. */
    SCRIPT,
    PYTHON,
    GO,
    /** Groovy and Kotlin, as far as Gradle's files need them. */
    GRADLE
  }

  /** The tokens of a file. */
  public static List<Token> tokens(String text, Language language) {
    Lexer lexer = new Lexer(text, language);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < text.length() && tokens.size() < MAX_TOKENS) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (!comment(c) && !string(c)) {
        wordOrSign(c);
      }
    }
  }

  private boolean comment(char c) {
    if (language == Language.PYTHON ? c == '#' : text.startsWith("//", at)) {
      skipLine();
      return true;
    }
    if (language != Language.PYTHON && text.startsWith("/*", at)) {
      skipTo("*/");
      return true;
    }
    if (at == 0 && text.startsWith("#!")) {
      skipLine();
      return true;
    }
    return false;
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void skipTo(String mark) {
    int end = text.indexOf(mark, at + 2);
    int stop = end < 0 ? text.length() : end + mark.length();
    countLines(at, stop);
    at = stop;
  }

  private void countLines(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
  }

  private boolean string(char c) {
    if (c == '"' || c == '\'') {
      boolean triple =
          (language == Language.PYTHON || language == Language.GRADLE)
              && text.startsWith(String.valueOf(c).repeat(3), at);
      if (triple) {
        String mark = String.valueOf(c).repeat(3);
        until(mark, at + 3, language == Language.PYTHON);
      } else {
        quoted(c);
      }
      return true;
    }
    if (c == '`' && (language == Language.SCRIPT || language == Language.GO)) {
      until("`", at + 1, language == Language.SCRIPT);
      return true;
    }
    if (c == '/' && language == Language.SCRIPT && regexMayStart()) {
      return regex();
    }
    return false;
  }

  private void until(String mark, int from, boolean escapes) {
    int start = line;
    int end = from;
    while (end < text.length() && !text.startsWith(mark, end)) {
      if (text.charAt(end) == '\\' && escapes) {
        end++;
      }
      end++;
    }
    end = Math.min(end, text.length());
    tokens.add(new Token(Token.Kind.STRING, text.substring(from, end), start));
    countLines(at, end);
    at = Math.min(end + mark.length(), text.length());
  }

  private void quoted(char quote) {
    int start = at + 1;
    int end = start;
    while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    end = Math.min(end, text.length());
    tokens.add(new Token(Token.Kind.STRING, text.substring(start, end), line));
    at = end < text.length() && text.charAt(end) == quote ? end + 1 : end;
  }

  private boolean regexMayStart() {
    if (tokens.isEmpty()) {
      return true;
    }
    Token before = tokens.getLast();
    return switch (before.kind()) {
      case NUMBER, STRING -> false;
      case NAME -> BEFORE_REGEX.contains(before.text());
      case SIGN -> !before.is(")") && !before.is("]") && !before.is("}");
    };
  }

  private boolean regex() {
    boolean inClass = false;
    for (int end = at + 1; end < text.length() && text.charAt(end) != '\n'; end++) {
      char c = text.charAt(end);
      if (c == '\\') {
        end++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '/' && !inClass) {
        tokens.add(new Token(Token.Kind.STRING, text.substring(at + 1, end), line));
        at = end + 1;
        return true;
      }
    }
    return false;
  }

  private void wordOrSign(char c) {
    int start = at;
    if (Character.isJavaIdentifierStart(c)) {
      while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
        at++;
      }
      String word = text.substring(start, at);
      if (language == Language.PYTHON && isStringPrefix(word)) {
        return;
      }
      tokens.add(new Token(Token.Kind.NAME, word, line));
    } else if (Character.isDigit(c)) {
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
        at++;
      }
      tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, at), line));
    } else {
      at++;
      tokens.add(new Token(Token.Kind.SIGN, String.valueOf(c), line));
    }
  }

  /** Whether the word is the r, b, u or f before a Python string, which follows at once. */
  private boolean isStringPrefix(String word) {
    return word.length() <= 2
        && word.matches("(?i)[rbuf]+")
        && at < text.length()
        && (text.charAt(at) == '"' || text.charAt(at) == '\'');
  }
}
