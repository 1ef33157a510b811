package dev.dragoncode.readiness;

import java.util.Locale;

/**
 * A verdict. Unknown is honest: it neither passes nor lowers the score, and it blocks the level.
 */
public enum Status {
  PASS,
  FAIL,
  UNKNOWN,
  NA,
  WAIVED,
  STALE,
  ERROR;

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
