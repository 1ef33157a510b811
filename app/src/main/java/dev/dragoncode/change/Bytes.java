package dev.dragoncode.change;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The content of a file, as a value. */
public final class Bytes {

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** These bytes, copied. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /** A text in UTF-8. */
  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy. */
  public byte[] toArray() {
    return content.clone();
  }

  /** As text in UTF-8, broken bytes replaced. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return content.length + " bytes";
  }
}
