package dev.dragoncode.emulators.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Whether an emulator that ended by itself is started again, and after how long. */
final class RestartPolicy {

  /** The pauses before the first, second and third restart; more than these are not made. */
  static final List<Duration> USUAL =
      List.of(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(8));

  /** Restarts that lie further back do not count. */
  static final Duration WITHIN = Duration.ofMinutes(5);

  private final List<Duration> pauses;
  private final Deque<Instant> restarts = new ArrayDeque<>();

  RestartPolicy(List<Duration> pauses) {
    this.pauses = List.copyOf(pauses);
  }

  /** The pause before a restart; empty where it has had its chances. */
  synchronized Optional<Duration> next(Instant now) {
    // the clock may have been set back
    restarts.removeIf(before -> before.isAfter(now));
    while (!restarts.isEmpty() && restarts.getFirst().plus(WITHIN).isBefore(now)) {
      restarts.removeFirst();
    }
    if (restarts.size() >= pauses.size()) {
      return Optional.empty();
    }
    restarts.addLast(now);
    return Optional.of(pauses.get(restarts.size() - 1));
  }

  /** How often it was started again lately. */
  synchronized int count() {
    return restarts.size();
  }

  /** Somebody has started it by hand: it has all its chances again. */
  synchronized void forget() {
    restarts.clear();
  }
}
