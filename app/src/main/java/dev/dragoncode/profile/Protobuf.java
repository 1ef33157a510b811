package dev.dragoncode.profile;

import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * Reads the wire format of protocol buffers: fields one after the other, each with its number. See
 * protobuf.dev/programming-guides/encoding.
 */
final class Protobuf {

  private final byte[] bytes;
  private final int start;
  private final int end;
  private int at;
  private int wire;
  private long value;
  private int from;
  private int to;

  /** Of a message that is the whole array. */
  Protobuf(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Protobuf(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.start = from;
    this.at = from;
    this.end = to;
  }

  /** The same message from its start. */
  Protobuf again() {
    return new Protobuf(bytes, start, end);
  }

  /** A message that is broken. */
  static final class BrokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenException(String message) {
      super(message);
    }
  }

  /** Hands on the number of each field; what {@link #number} and the others give is of that one. */
  void each(IntConsumer taker) {
    while (at < end) {
      long tag = varint();
      int field = (int) (tag >>> 3);
      wire = (int) (tag & 7);
      switch (wire) {
        case 0 -> value = varint();
        case 1 -> skip(8);
        case 2 -> {
          long length = varint();
          if (length < 0 || length > end - at) {
            throw new BrokenException("a field reaches beyond its message");
          }
          from = at;
          to = at + (int) length;
          at = to;
        }
        case 5 -> skip(4);
        default -> throw new BrokenException("there is no wire type " + wire);
      }
      taker.accept(field);
    }
  }

  /** The field as a whole number. */
  long number() {
    if (wire != 0) {
      throw new BrokenException("a number is written as something else");
    }
    return value;
  }

  /** The field as UTF-8. */
  String text() {
    demandBytes();
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** The field as a message of its own. */
  Protobuf message() {
    demandBytes();
    return new Protobuf(bytes, from, to);
  }

  /** The numbers of a repeated field, written one by one or packed. */
  void numbers(LongConsumer taker) {
    if (wire == 0) {
      taker.accept(value);
      return;
    }
    Protobuf packed = message();
    while (packed.at < packed.end) {
      taker.accept(packed.varint());
    }
  }

  private void demandBytes() {
    if (wire != 2) {
      throw new BrokenException("a message is written as a number");
    }
  }

  private void skip(int count) {
    if (count > end - at) {
      throw new BrokenException("it ends within a number");
    }
    at += count;
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw new BrokenException("it ends within a number");
      }
      byte next = bytes[at++];
      result |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return result;
      }
    }
    throw new BrokenException("a number is too long");
  }
}
