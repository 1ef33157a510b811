package dev.dragoncode.change;

/**
 * How a file begins and ends its lines, to be given back to it after an edit.
 *
 * @param mark the byte order mark, or nothing
 * @param carriage whether every line ends as on Windows
 */
record LineEnds(String mark, boolean carriage) {

  /** No mark, line feeds. */
  static final LineEnds PLAIN = new LineEnds("", false);

  private static final String MARK = "\uFEFF";

  static LineEnds of(String text) {
    String mark = text.startsWith(MARK) ? MARK : "";
    // where both kinds occur the text is edited as it is
    boolean carriage = text.contains("\r\n") && !text.replace("\r\n", "").contains("\n");
    return new LineEnds(mark, carriage);
  }

  String plain(String text) {
    String rest = text.substring(mark.length());
    return carriage ? rest.replace("\r\n", "\n") : rest;
  }

  Bytes bytes(String plain) {
    return Bytes.of(mark + (carriage ? plain.replace("\n", "\r\n") : plain));
  }
}
