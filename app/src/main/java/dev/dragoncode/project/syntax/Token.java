package dev.dragoncode.project.syntax;

/**
 * A word of source code. Comments are no tokens, and what stands in a string is never taken for
 * code.
 *
 * @param text a name, a number, one sign, or a string's content without its quotes
 */
public record Token(Kind kind, String text, int line) {

  /** What a token is. */
  public enum Kind {
    NAME,
    NUMBER,
    STRING,
    SIGN
  }

  public boolean is(String sign) {
    return kind != Kind.STRING && text.equals(sign);
  }

  public boolean name() {
    return kind == Kind.NAME;
  }

  public boolean string() {
    return kind == Kind.STRING;
  }
}
