package dev.dragoncode.fakes.packs.openai;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Chance that comes out the same for the same text. */
final class Dice {

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** Dice of a text. */
  static Dice of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Dice(ByteBuffer.wrap(hash).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** SplitMix64: Steele, Lea, Flood, “Fast splittable pseudorandom number generators”, 2014. */
  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** From 0 to the number before the bound. */
  long below(long bound) {
    return Math.floorMod(next(), bound);
  }

  /** From -1 to 1. */
  double signed() {
    return (next() >> 10) / (double) (1L << 53);
  }

  <T> T one(List<T> of) {
    return of.get((int) below(of.size()));
  }
}
