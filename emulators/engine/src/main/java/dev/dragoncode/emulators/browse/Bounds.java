package dev.dragoncode.emulators.browse;

import java.time.Duration;

/** How much the data browser takes out of an emulator at once. */
public final class Bounds {

  /** Of one call, from the connection to the last row: longer, and a person has looked away. */
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A page: some screens full. */
  public static final int ROWS = 200;

  /** Places that are listed. */
  public static final int PLACES = 1_000;

  /** Characters of one value; more is cut, and the value says so. */
  public static final int VALUE_CHARS = 65_536;

  private Bounds() {}
}
