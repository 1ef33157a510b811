package dev.dragoncode.service.fakes;

import dev.dragoncode.snapshot.SnapshotSource;

/**
 * Looks into a project's fake APIs and steers them. What waits for an answer throws a Problem where
 * none comes.
 */
public interface FakesControl {

  /** A request as something to run again. */
  enum Form {
    CURL,
    JUNIT,
    NODE
  }

  SnapshotSource<FakesSnapshot> fakes();

  AskedDetail detail(FakesSnapshot.Asked asked) throws InterruptedException;

  void replay(long number) throws InterruptedException;

  String text(long number, Form form) throws InterruptedException;

  /** Takes the place of all faults of a fake. */
  void faults(String fake, FakesSnapshot.Faults faults) throws InterruptedException;

  void preset(String fake, String name) throws InterruptedException;

  void limits(String fake, boolean on) throws InterruptedException;

  /** Moves the clock of all fakes on. */
  void advance(long seconds) throws InterruptedException;

  /** Forgets what all fakes keep. */
  void reset() throws InterruptedException;

  /** Forgets the requests that came. */
  void clear() throws InterruptedException;

  /**
   * Serves an OpenAPI document beside the others, now and after each restart.
   *
   * @param document a path or an http address
   */
  void add(String document) throws InterruptedException;

  /** Takes away what was added, with what it kept. */
  void remove(String fake) throws InterruptedException;

  /** What is done to all further events of a fake. */
  void disturb(String fake, WebhooksSnapshot.Disturbance how) throws InterruptedException;

  FakeWebhooks webhooks();

  FakeState state();
}
