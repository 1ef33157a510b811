package dev.dragoncode.emulators.browse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A value as text.
 *
 * @param text empty where it is absent
 * @param absent whether it is SQL's NULL or its like
 * @param size of the whole value, characters of a text or bytes of a binary one
 * @param cut whether the text is only the beginning
 */
public record Value(String text, boolean absent, long size, boolean cut) {

  private static final Value ABSENT = new Value("", true, 0, false);

  /** No value: SQL's NULL. */
  public static Value none() {
    return ABSENT;
  }

  public static Value of(String text) {
    return of(text, text.length());
  }

  /** A text of which the caller has, perhaps, only the beginning. */
  public static Value of(String text, long size) {
    boolean cut = size > text.length() || text.length() > Bounds.VALUE_CHARS;
    String shown =
        text.length() > Bounds.VALUE_CHARS ? text.substring(0, Bounds.VALUE_CHARS) : text;
    return new Value(shown, false, size, cut);
  }

  /** Bytes: as text where they are UTF-8, else in hex after {@code 0x}. */
  public static Value of(byte[] bytes, long size) {
    int length = Math.min(bytes.length, Bounds.VALUE_CHARS);
    boolean cut = size > length;
    CharBuffer text = CharBuffer.allocate(length);
    // a cut may go through the middle of a character, which is no fault then
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length), text, !cut);
    return result.isError()
        ? hex(bytes, length, size, cut)
        : new Value(text.flip().toString(), false, size, cut);
  }

  private static Value hex(byte[] bytes, int length, long size, boolean cut) {
    int half = Math.min(length, Bounds.VALUE_CHARS / 2);
    String text = "0x" + HexFormat.of().formatHex(bytes, 0, half);
    return new Value(text, false, size, cut || half < length);
  }
}
