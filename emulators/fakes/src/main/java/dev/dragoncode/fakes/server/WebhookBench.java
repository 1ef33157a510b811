package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.state.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends the vendors' events with signature and retries by the fakes' clock, keeps what became of
 * them, and disturbs them when asked: late, twice, in another order, wrongly signed.
 */
public final class WebhookBench implements AutoCloseable {

  private final FakeClock clock;
  private final WebhookClient client;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deliveries deliveries = new Deliveries();
  private final PriorityQueue<DueAttempt> due = new PriorityQueue<>();
  private final Map<String, Disturbance> disturbances = new ConcurrentHashMap<>();
  private final Map<String, PackRuntime> runtimes = new ConcurrentHashMap<>();
  private final Map<String, List<Delivery>> held = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private long next = 1;
  private long order;
  private long version;
  private final Set<String> busy = new HashSet<>();

  /** How far a delivery is. */
  public enum State {
    PENDING,
    DELIVERED,
    FAILED
  }

  /**
   * A message and what became of it.
   *
   * @param next when the next attempt is due; empty where none is
   */
  public record Delivery(
      long number,
      String pack,
      String namespace,
      Outgoing message,
      Instant made,
      State state,
      List<Attempt> attempts,
      Optional<Instant> next) {

    public Delivery {
      attempts = List.copyOf(attempts);
    }

    Delivery with(State other, List<Attempt> more, Optional<Instant> due) {
      return new Delivery(number, pack, namespace, message, made, other, more, due);
    }
  }

  /**
   * One try.
   *
   * @param status of the answer; 0 where there was none
   * @param answer the beginning of its body, or why there was none
   * @param headers as they were sent
   * @param forged whether the signature was wrong on purpose
   * @param last whether the answer asked for no further attempts
   */
  public record Attempt(
      Instant at,
      int status,
      String answer,
      long millis,
      Map<String, String> headers,
      boolean forged,
      boolean last) {}

  WebhookBench(FakeClock clock, WebhookClient client) {
    this.clock = clock;
    this.client = client;
  }

  Disturbance disturbance(String pack) {
    return disturbances.getOrDefault(pack, Disturbance.NONE);
  }

  void disturb(String pack, Disturbance disturbance) {
    disturbances.put(pack, disturbance);
    if (disturbance.reorder() == 0) {
      release(pack);
    }
  }

  /** Takes up messages; they go out at once unless the pack's events are disturbed. */
  void send(PackRuntime pack, PackRuntime.Sending sending) {
    Disturbance how = disturbance(pack.pack().id());
    for (Outgoing message : sending.messages()) {
      for (int copy = 0; copy < Math.max(1, how.copies()); copy++) {
        Delivery delivery = add(pack, sending.namespace(), message);
        if (how.reorder() > 1) {
          hold(delivery, how.reorder());
        } else {
          schedule(delivery.number(), clock.instant().plus(how.delay()), how.forged());
        }
      }
    }
  }

  private Delivery add(PackRuntime pack, String namespace, Outgoing message) {
    lock.lock();
    try {
      Delivery delivery =
          new Delivery(
              next++,
              pack.pack().id(),
              namespace,
              message,
              clock.instant(),
              State.PENDING,
              List.of(),
              Optional.empty());
      deliveries.put(delivery);
      runtimes.put(delivery.pack(), pack);
      version++;
      return delivery;
    } finally {
      lock.unlock();
    }
  }

  private void hold(Delivery delivery, int window) {
    List<Delivery> waiting =
        held.compute(
            delivery.pack(),
            (_, before) -> {
              List<Delivery> all = new ArrayList<>(before == null ? List.of() : before);
              all.add(delivery);
              return all;
            });
    if (waiting.size() >= window) {
      release(delivery.pack());
    }
  }

  /** Sends what is held back, the newest first. */
  void release(String pack) {
    List<Delivery> waiting = held.remove(pack);
    if (waiting != null) {
      Instant now = clock.instant();
      waiting.reversed().forEach(d -> schedule(d.number(), now, disturbance(pack).forged()));
    }
  }

  private void schedule(long delivery, Instant at, boolean forged) {
    lock.lock();
    try {
      due.add(new DueAttempt(at, order++, delivery, forged));
      deliveries
          .find(delivery)
          .ifPresent(known ->
              deliveries.put(known.with(State.PENDING, known.attempts(), Optional.of(at))));
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends a message once more.
   *
   * @param wait by the fakes' clock
   * @param forged whether it is signed wrongly
   * @return whether there is such a delivery
   */
  boolean resend(long number, Duration wait, boolean forged) {
    lock.lock();
    try {
      if (!deliveries.contains(number)) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    schedule(number, clock.instant().plus(wait), forged);
    return true;
  }

  Optional<Instant> nextDue() {
    lock.lock();
    try {
      return Optional.ofNullable(due.peek()).map(DueAttempt::at);
    } finally {
      lock.unlock();
    }
  }

  /** Sends what is due. Attempts to one address keep their order. */
  void runDue(Instant now) {
    Map<String, List<DueAttempt>> byAddress = new LinkedHashMap<>();
    lock.lock();
    try {
      List<DueAttempt> later = new ArrayList<>();
      for (DueAttempt one = due.peek(); one != null && !one.at().isAfter(now); one = due.peek()) {
        due.remove();
        Optional<Delivery> delivery = deliveries.find(one.delivery());
        if (delivery.isEmpty()) {
          continue;
        }
        String address = delivery.get().message().url();
        if (busy.contains(address)) {
          later.add(one);
        } else {
          byAddress.computeIfAbsent(address, _ -> new ArrayList<>()).add(one);
        }
      }
      due.addAll(later);
      busy.addAll(byAddress.keySet());
    } finally {
      lock.unlock();
    }
    byAddress.forEach((address, batch) ->
        workers.execute(() -> {
          try {
            batch.forEach(this::attempt);
          } finally {
            finished(address);
          }
        }));
  }

  private void finished(String address) {
    lock.lock();
    try {
      busy.remove(address);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void attempt(DueAttempt one) {
    Optional<Delivery> known = find(one.delivery());
    if (known.isEmpty()) {
      return;
    }
    Delivery delivery = known.get();
    PackRuntime pack = runtimes.get(delivery.pack());
    if (pack == null) {
      return;
    }
    Attempt attempt = client.attempt(pack, delivery, clock.instant(), one.forged());
    note(pack, delivery.number(), attempt);
    pack.backstage().delivered(delivery.namespace(), delivery.message(), attempt);
  }

  /** The delivery of a number, while it is kept. */
  Optional<Delivery> find(long number) {
    lock.lock();
    try {
      return deliveries.find(number);
    } finally {
      lock.unlock();
    }
  }

  private void note(PackRuntime pack, long number, Attempt attempt) {
    lock.lock();
    try {
      Optional<Delivery> known = deliveries.find(number);
      if (known.isEmpty()) {
        return;
      }
      Delivery delivery = known.get();
      List<Attempt> attempts = new ArrayList<>(delivery.attempts());
      attempts.add(attempt);
      boolean delivered = attempt.status() >= 200 && attempt.status() < 300;
      List<Duration> retries = pack.pack().webhooks().retries();
      int failures = attempts.size() - 1;
      if (delivered || failures >= retries.size() || isLast(pack, delivery, attempt)) {
        deliveries.put(
            delivery.with(delivered ? State.DELIVERED : State.FAILED, attempts, Optional.empty()));
      } else {
        Instant again = clock.instant().plus(retries.get(failures));
        due.add(new DueAttempt(again, order++, number, attempt.forged()));
        deliveries.put(delivery.with(State.PENDING, attempts, Optional.of(again)));
      }
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the vendor leaves it at this failed attempt. */
  private static boolean isLast(PackRuntime pack, Delivery delivery, Attempt attempt) {
    Pack.Webhooks rules = pack.pack().webhooks();
    return attempt.last()
        || (rules.unansweredOnly() && attempt.status() != 0)
        || rules.once().contains(delivery.message().event());
  }

  /** Waits until nothing is on its way, some seconds at the most. */
  public void settled() throws InterruptedException {
    settle(Duration.ofSeconds(15));
  }

  /** Waits until nothing is on its way. */
  void settle(Duration longest) throws InterruptedException {
    long nanos = longest.toNanos();
    lock.lockInterruptibly();
    try {
      while (!busy.isEmpty() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing is on its way, and nothing goes out up to a time. */
  boolean quietUntil(Instant time) {
    lock.lock();
    try {
      return busy.isEmpty() && (due.isEmpty() || due.peek().at().isAfter(time));
    } finally {
      lock.unlock();
    }
  }

  /** All kept deliveries, oldest first. */
  public List<Delivery> list() {
    lock.lock();
    try {
      return deliveries.all();
    } finally {
      lock.unlock();
    }
  }

  /** Counts up with every change. */
  public long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the version is another one, or the time is over. */
  void await(long known, long millis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (version == known && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all deliveries of a pack, or of all packs. */
  void clear(Optional<String> pack) {
    lock.lock();
    try {
      deliveries.removeIf(d -> pack.map(d.pack()::equals).orElse(true));
      due.removeIf(one -> !deliveries.contains(one.delivery()));
      version++;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    client.close();
  }
}
