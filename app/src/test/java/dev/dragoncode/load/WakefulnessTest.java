package dev.dragoncode.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A thread that stays awake where the machine lets it, on a clock that the test moves. */
class WakefulnessTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final Wakefulness wakefulness = new Wakefulness();
  private long now;

  @Test
  void staysAwakeOnAQuietMachine() {
    wakefulness.want(true, now);
    for (int second = 0; second < 10; second++) {
      second(0);
      assertThat(wakefulness.awake()).isTrue();
    }
  }

  @Test
  void sleepsWhereOthersWantTheCoreAndTriesAgainNowAndThen() {
    wakefulness.want(true, now);
    StringBuilder seen = new StringBuilder();
    long awake = 0;
    for (int second = 0; second < 60; second++) {
      awake += shared();
      seen.append(wakefulness.awake() ? 'A' : '.');
    }

    // for a moment each time: after a second, then after every three
    assertThat(seen.toString())
        .isEqualTo(".A...A...A...A...A...A...A...A...A...A...A...A...A...A...A..");
    // a quarter of a second to find out, then half of that each time: less than a twentieth of all
    assertThat(awake).isLessThan(3 * SECOND);
  }

  @Test
  void isAwakeAgainOnceTheCompilersOfTheBeginningAreGone() {
    wakefulness.want(true, now);
    second(300);
    assertThat(wakefulness.awake()).isFalse();
    for (int second = 0; second < 2; second++) {
      second(0);
    }
    for (int second = 0; second < 10; second++) {
      assertThat(wakefulness.awake()).isTrue();
      second(0);
    }
  }

  @Test
  void oneThatIsNotWantedSleeps() {
    wakefulness.want(false, now);
    for (int second = 0; second < 30; second++) {
      second(0);
      assertThat(wakefulness.awake()).isFalse();
    }
  }

  /**
   * A second in which another program has every second slice of 4 ms.
   *
   * @return for how long the thread was awake
   */
  private long shared() {
    long end = now + SECOND;
    long awake = 0;
    while (now < end) {
      long begun = now;
      for (int i = 0; i < 8; i++) {
        now += MILLI / 2;
        if (wakefulness.awake()) {
          wakefulness.look(now);
        }
      }
      now += 4 * MILLI;
      if (wakefulness.awake()) {
        wakefulness.look(now);
        awake += now - begun;
      }
    }
    wakefulness.judge(now);
    return awake;
  }

  /** A second in which the thread is not let run for some milliseconds. */
  private void second(long taken) {
    long end = now + SECOND;
    now += taken * MILLI;
    while (now < end) {
      if (wakefulness.awake()) {
        wakefulness.look(now);
      }
      now += MILLI / 2;
    }
    now = end;
    wakefulness.judge(now);
  }
}
