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

  /** Bytes of one thing that is looked at, such as a mail or a picture. */
  public static final int BYTES = 16 << 20;

  /** Bytes of one thing that is saved to a file. */
  public static final long FILE_BYTES = 1L << 30;

  /** Bytes of a file that is put into a place: it is signed as one piece. */
  public static final long UPLOAD_BYTES = 64L << 20;

  /** Of a file's way to or from an emulator, which may well be long. */
  public static final Duration FILE_TIMEOUT = Duration.ofMinutes(2);

  private Bounds() {}
}
