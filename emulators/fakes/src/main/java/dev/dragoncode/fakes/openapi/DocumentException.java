package dev.dragoncode.fakes.openapi;

/** What is wrong at a place of a document. */
final class DocumentException extends Exception {

  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;
  private final String remedy;

  /**
   * A document that cannot be served.
   *
   * @param line from 1
   * @param column from 1
   * @param remedy what its owner can do, as an imperative sentence
   */
  DocumentException(int line, int column, String message, String remedy) {
    super(message);
    this.line = line;
    this.column = column;
    this.remedy = remedy;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  String remedy() {
    return remedy;
  }
}
