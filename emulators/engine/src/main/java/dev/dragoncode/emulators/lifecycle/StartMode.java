package dev.dragoncode.emulators.lifecycle;

/** How an emulator is started: as usual, or as a drill needs it. */
enum StartMode {
  USUAL,
  /** It listens on other ports; a relay of ours has those that clients come to. */
  BEHIND_RELAY,
  /** On a copy of its data, on a disk with little room; what it writes goes with it. */
  SMALL_DISK;

  private static final String MARK = "drill-";

  /** What is written on the instance: a mark makes sure that no session adopts it. */
  String hash(String usual) {
    return this == USUAL ? usual : MARK + name();
  }

  /** Whether an instance with this hash was started for a drill. */
  static boolean drilled(String hash) {
    return hash.startsWith(MARK);
  }

  /** Whether what an instance with this hash holds is thrown away. */
  static boolean discarded(String hash) {
    return hash.equals(SMALL_DISK.hash(""));
  }
}
