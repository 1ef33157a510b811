package dev.dragoncode.profile;

/** What a profile measures. */
public enum Mode {
  CPU("CPU"),
  ALLOCATION("allocation"),
  LOCK("lock"),
  WALL("wall clock"),
  /** Threads seen in native code, of which most wait. */
  NATIVE("native code"),
  OTHER("other");

  private final String shown;

  Mode(String shown) {
    this.shown = shown;
  }

  /** As people call it. */
  public String shown() {
    return shown;
  }
}
