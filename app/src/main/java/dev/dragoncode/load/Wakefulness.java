package dev.dragoncode.load;

/**
 * Whether a thread that waits for its next deed should stay awake. To wake one takes up to a tenth
 * of a millisecond on a virtual machine, twice for a request: as much as figures may be wrong by.
 * But where other programs want the core, who sleeps is waited for the least. One thread uses it;
 * it reads no clock, so a test can move time. Times are those of the nano clock.
 */
public final class Wakefulness {

  /** A thread that has not looked for so long was not let run, or worked hard. */
  private static final long GAP = 1_000_000;

  /** One part in so many may be taken from it for ever. */
  private static final int SHARE = 10;

  /** Beyond that so much, such as by compilers; then the core is others' as well. */
  private static final long MOST = 100_000_000;

  /** Who tries again has less to spare. */
  private static final long AGAIN = 50_000_000;

  /** For so many judgements it sleeps: the first time, and at most. */
  private static final int FIRST_SLEEP = 2;

  private static final int LONGEST_SLEEP = 4;

  private boolean wanted;
  private boolean awake;
  private long lastLook;
  private long taken;
  private int sleeps;
  private int slept;

  /** Begins awake, or lets it sleep for good. */
  public void want(boolean now, long time) {
    wanted = now;
    awake = now;
    sleeps = 0;
    taken = 0;
    lastLook = time;
  }

  public boolean awake() {
    return awake;
  }

  /** The thread is awake and does run; as often as it can. */
  public void look(long time) {
    long passed = time - lastLook;
    lastLook = time;
    taken = Math.max(0, taken + (passed > GAP ? passed : 0) - passed / SHARE);
    if (taken > MOST) {
      awake = false;
      slept = 0;
      sleeps = Math.clamp(sleeps * 2L, FIRST_SLEEP, LONGEST_SLEEP);
    }
  }

  /**
   * A second has passed: who sleeps may be woken. The compilers that take a core when a run begins
   * are gone a little later, and so are other programs: it tries again, soon and then now and then.
   */
  public void judge(long time) {
    if (awake) {
      sleeps = 0;
    } else if (wanted && ++slept >= sleeps) {
      awake = true;
      taken = AGAIN;
      lastLook = time;
    }
  }
}
