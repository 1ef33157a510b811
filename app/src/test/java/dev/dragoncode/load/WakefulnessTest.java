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
  void sleepsWhereOthersWantTheCoreAndTriesAgainLessOften() {
    wakefulness.want(true, now);
    StringBuilder seen = new StringBuilder();
    for (int second = 0; second < 40; second++) {
      second(200);
      seen.append(wakefulness.awake() ? 'A' : '.');
    }

    // two judgements asleep, then four, eight and sixteen, and never longer
    assertThat(seen.toString()).isEqualTo("..A....A........A................A......");
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
