package dev.dragoncode.profile;

import java.util.Locale;

/** What the weights of a profile count. */
public enum Unit {
  SAMPLES,
  BYTES,
  NANOSECONDS;

  private static final String[] BYTE_WORDS = {"B", "KB", "MB", "GB", "TB"};

  /** A weight with its unit, as short as it can be read. */
  public String shown(long weight) {
    return switch (this) {
      case SAMPLES -> String.format(Locale.ROOT, "%,d", weight);
      case BYTES -> bytes(weight);
      case NANOSECONDS -> time(weight);
    };
  }

  private static String bytes(long weight) {
    double left = weight;
    int word = 0;
    while (left >= 1024 && word < BYTE_WORDS.length - 1) {
      left /= 1024;
      word++;
    }
    return String.format(Locale.ROOT, word == 0 ? "%.0f %s" : "%.1f %s", left, BYTE_WORDS[word]);
  }

  private static String time(long nanos) {
    return nanos >= 1_000_000_000L
        ? String.format(Locale.ROOT, "%.2f s", nanos / 1e9)
        : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }
}
