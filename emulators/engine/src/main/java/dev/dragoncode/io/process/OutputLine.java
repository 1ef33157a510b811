package dev.dragoncode.io.process;

/**
 * One line that a program wrote.
 *
 * @param text without the line's end; cut at {@link ProcessRunner#LONGEST_LINE} characters
 */
public record OutputLine(Stream stream, String text) {

  /** Where a program writes. */
  public enum Stream {
    OUT,
    ERR
  }
}
