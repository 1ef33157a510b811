package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.server.WebhookBench.Attempt;
import dev.dragoncode.fakes.server.WebhookBench.Delivery;
import dev.dragoncode.fakes.server.WebhookBench.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The newest deliveries, bounded in number and in bytes: beyond that the oldest finished ones go,
 * and then the oldest. Guarded by the bench's lock.
 */
final class Deliveries {

  private static final int MOST = 1_000;

  private static final long MOST_BYTES = Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 16);

  /** Of one delivery; who sends again by hand more often sees the newest. */
  private static final int MOST_ATTEMPTS = 50;

  private final Map<Long, Delivery> deliveries = new LinkedHashMap<>();
  private long bytes;

  Optional<Delivery> find(long number) {
    return Optional.ofNullable(deliveries.get(number));
  }

  boolean contains(long number) {
    return deliveries.containsKey(number);
  }

  List<Delivery> all() {
    return List.copyOf(deliveries.values());
  }

  /** Adds a delivery, or puts it in the place of the one with its number. */
  void put(Delivery delivery) {
    Delivery kept = bounded(delivery);
    Delivery before = deliveries.put(kept.number(), kept);
    bytes += weight(kept) - (before == null ? 0 : weight(before));
    while (deliveries.size() > MOST || (bytes > MOST_BYTES && deliveries.size() > 1)) {
      Delivery oldest =
          deliveries.values().stream()
              .filter(d -> d.state() != State.PENDING)
              .findFirst()
              .orElseGet(() -> deliveries.values().iterator().next());
      deliveries.remove(oldest.number());
      bytes -= weight(oldest);
    }
  }

  private static Delivery bounded(Delivery delivery) {
    List<Attempt> attempts = delivery.attempts();
    return attempts.size() <= MOST_ATTEMPTS
        ? delivery
        : delivery.with(
            delivery.state(),
            new ArrayList<>(attempts.subList(attempts.size() - MOST_ATTEMPTS, attempts.size())),
            delivery.next());
  }

  void removeIf(Predicate<Delivery> unwanted) {
    deliveries.values().removeIf(unwanted);
    bytes = deliveries.values().stream().mapToLong(Deliveries::weight).sum();
  }

  /** Roughly what it takes in memory. */
  private static long weight(Delivery delivery) {
    long weight = 500L + delivery.message().body().length();
    for (Attempt attempt : delivery.attempts()) {
      weight += 500L + attempt.answer().length() + 100L * attempt.headers().size();
    }
    return weight;
  }
}
