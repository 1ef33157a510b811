package dev.dragoncode.project.syntax;

/** A file that breaks its format's rules; callers turn it into a verdict or a problem. */
public final class SyntaxException extends Exception {

  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /**
   * @param line from 1; 0 where unknown
   * @param column from 1; 0 where unknown
   */
  public SyntaxException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
