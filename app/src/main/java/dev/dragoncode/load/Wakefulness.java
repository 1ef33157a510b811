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

  /** Where more than one part in so many is taken, the core is others' as well. */
  private static final int SHARE = 10;

  /** For so many judgements it sleeps: the first time, and at most. */
  private static final int FIRST_SLEEP = 2;

  private static final int LONGEST_SLEEP = 16;

  private boolean wanted;
  private boolean awake;
  private long since;
  private long lastLook;
  private long taken;
  private int sleeps;
  private int slept;

  /** Begins awake, or lets it sleep for good. */
  public void want(boolean now, long time) {
    wanted = now;
    sleeps = 0;
    wake(now, time);
  }

  public boolean awake() {
    return awake;
  }

  /** The thread is awake and does run; as often as it can. */
  public void look(long time) {
    if (time - lastLook > GAP) {
      taken += time - lastLook;
    }
    lastLook = time;
  }

  /**
   * Decides whether it stays awake, or wakes; every second or so. The compilers that take a core
   * when a run begins are gone a little later, and so are other programs: it tries again, less
   * often each time.
   */
  public void judge(long time) {
    if (awake) {
      look(time);
      boolean calm = taken * SHARE < time - since;
      sleeps = calm ? 0 : Math.clamp(sleeps * 2L, FIRST_SLEEP, LONGEST_SLEEP);
      wake(calm, time);
    } else if (wanted && ++slept >= sleeps) {
      wake(true, time);
    }
  }

  private void wake(boolean now, long time) {
    awake = now;
    since = time;
    lastLook = time;
    taken = 0;
    slept = 0;
  }
}
