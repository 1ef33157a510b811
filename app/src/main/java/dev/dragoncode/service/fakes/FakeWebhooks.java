package dev.dragoncode.service.fakes;

import dev.dragoncode.service.fakes.WebhooksSnapshot.Detail;
import dev.dragoncode.snapshot.Subscription;
import java.util.List;
import java.util.function.Consumer;

/**
 * The bench on which a fake API's events are looked at and sent again. What waits for an answer
 * throws a Problem where none comes.
 */
public interface FakeWebhooks {

  /**
   * How something is sent once more.
   *
   * @param delayMillis by the fakes' clock
   * @param forged whether its signature is wrong
   */
  record Again(long delayMillis, int copies, boolean forged) {
    public static final Again ONCE = new Again(0, 1, false);
  }

  /** Follows them, on a thread of its own, until the subscription is closed. */
  Subscription follow(Consumer<WebhooksSnapshot> consumer);

  Detail detail(long number) throws InterruptedException;

  /** Sends deliveries once more, in this order. */
  void again(List<Long> numbers, Again how) throws InterruptedException;
}
