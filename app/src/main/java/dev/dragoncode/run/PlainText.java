package dev.dragoncode.run;

import java.util.regex.Pattern;

/** What programs print for terminals, without what moves the cursor and changes colours. */
public final class PlainText {

  private static final char ESCAPE = '\u001b';

  /**
   * Control sequences, operating system commands (titles, links) and two-character escapes:
   * ECMA-48, sections 5.3 to 5.6.
   */
  private static final Pattern SEQUENCE =
      Pattern.compile(
          "\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|[@-Z\\\\-_])");

  private PlainText() {}

  public static String of(String printed) {
    return printed.indexOf(ESCAPE) < 0 ? printed : SEQUENCE.matcher(printed).replaceAll("");
  }
}
