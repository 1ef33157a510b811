package dev.dragoncode.io.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Splits a stream of bytes into lines of bounded length. Bytes that are no UTF-8 become the
 * replacement character; what is beyond the bound is left out.
 */
final class BoundedLines {

  private final int longest;
  private final Consumer<String> lines;
  private final StringBuilder line = new StringBuilder();
  private boolean afterCarriageReturn;

  BoundedLines(int longest, Consumer<String> lines) {
    this.longest = longest;
    this.lines = lines;
  }

  /** Reads to the end of the stream. */
  void readAll(InputStream stream) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      char[] buffer = new char[8192];
      int count = reader.read(buffer);
      while (count >= 0) {
        for (int i = 0; i < count; i++) {
          add(buffer[i]);
        }
        count = reader.read(buffer);
      }
    }
    if (!line.isEmpty()) {
      flush();
    }
  }

  private void add(char character) {
    if (character == '\n') {
      if (!afterCarriageReturn) {
        flush();
      }
      afterCarriageReturn = false;
    } else if (character == '\r') {
      flush();
      afterCarriageReturn = true;
    } else {
      afterCarriageReturn = false;
      if (line.length() < longest) {
        line.append(character);
      }
    }
  }

  private void flush() {
    lines.accept(line.toString());
    line.setLength(0);
  }
}
