package dev.dragoncode.service.load;

import dev.dragoncode.load.Failure;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.LoadResult.End;
import dev.dragoncode.load.Pace;
import dev.dragoncode.load.Recording;
import dev.dragoncode.load.Second;
import dev.dragoncode.load.Tally;
import dev.dragoncode.load.Ticket;
import dev.dragoncode.load.Turnstile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends a run's requests when they are due. All that concerns requests happens on the wire's
 * thread; the caller's thread only watches the time, and wakes it when a request is due and it does
 * not see so itself.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what the loop is given, it does
final class Generator implements Connection.Outcomes {

  /** After the last was due, those that could not go out yet have this long. */
  private static final Duration LINGER = Duration.ofSeconds(5);

  /** A server that answers nothing and takes nothing for so long does not come back by itself. */
  private static final long GONE = Duration.ofSeconds(10).toNanos();

  private static final int GONE_FAILURES = 20;
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(6);

  /** The watch sleeps no longer than this, whatever is due. */
  private static final long LONGEST_SLEEP = 50_000_000;

  /**
   * Where requests are further apart than this the wire's thread stays awake, for its own times are
   * seen in theirs; where they are closer it is seldom asleep, and the server needs the core.
   */
  private static final long SPARSE = 1_000_000;

  private static final long LOOKS_FOR_LATE = 50;

  private final LoadPlan plan;
  private final Wire wire;
  private final Consumer<LiveFigures> live;
  private final Turnstile turnstile;
  private final Tally tally;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> busy = new HashSet<>();
  private final Thread watch = Thread.currentThread();
  private long start;
  private final boolean awake;
  private long scheduled = Long.MIN_VALUE;
  private long lastAnswer;
  private int failuresSince;

  // what the loop tells the watch
  private volatile long dueAt;
  private volatile boolean full;

  // the loop looks at the time itself: a watch that did too would take the core when a request is
  // due
  private volatile boolean selfWaking;
  private volatile boolean woken;
  private volatile boolean over;
  private volatile int inFlight;
  private volatile @Nullable End end;

  /**
   * @param live takes the figures once a second, on the wire's thread
   */
  Generator(LoadPlan plan, Wire wire, Consumer<LiveFigures> live) {
    this.plan = plan;
    this.wire = wire;
    this.live = live;
    this.turnstile = new Turnstile(plan.pace(), plan.total(), plan.concurrency());
    this.tally = new Tally(plan);
    this.awake = sparse(plan) && Runtime.getRuntime().availableProcessors() > 1;
  }

  /** Whether the time between requests is long beside what each takes of the generator. */
  static boolean sparse(LoadPlan plan) {
    return plan.pace() instanceof Pace.Open open && 1e9 / open.rate() >= SPARSE;
  }

  /** What a run comes to, with every latency. */
  record Outcome(LoadResult result, Recording recording) {}

  /**
   * Makes the run, on the thread that made this object.
   *
   * @param begins is told the start, by the nano clock
   */
  Outcome run(Instant began, Consumer<Long> begins) throws InterruptedException {
    openConnections();
    start = System.nanoTime();
    begins.accept(start);
    var ticks =
        List.of(
            wire.loop().scheduleAtFixedRate(this::second, 1, 1, TimeUnit.SECONDS),
            wire.loop()
                .scheduleAtFixedRate(
                    this::endLate, LOOKS_FOR_LATE, LOOKS_FOR_LATE, TimeUnit.MILLISECONDS));
    wire.stayAwake(awake);
    wire.loop().execute(this::drain);
    watchTime();
    wire.stayAwake(false);
    ticks.forEach(tick -> tick.cancel(false));
    try {
      return wire.loop().submit(() -> outcome(began)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Figures cannot be refused", e);
    }
  }

  /** Ends the run with what was measured so far; from any thread. */
  void stop() {
    end = End.STOPPED;
    LockSupport.unpark(watch);
  }

  private void openConnections() throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(plan.concurrency());
    for (int i = 0; i < plan.concurrency(); i++) {
      wire.connect(
          this,
          connection -> {
            idle.addLast(connection);
            opened.countDown();
          },
          _ -> opened.countDown());
    }
    // those that could not be opened are tried again when they are needed
    opened.await(OPENS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
  }

  // ---- the watch, on the caller's thread

  private void watchTime() {
    long total = plan.total().toNanos();
    // in a closed model nothing is ever late
    long latest = plan.pace() instanceof Pace.Closed ? total : total + LINGER.toNanos();
    while (!over && end == null) {
      long now = now();
      long wait = dueAt - now;
      if (now > latest || dueAt == Long.MAX_VALUE) {
        break;
      }
      if (Thread.interrupted()) {
        end = End.STOPPED;
      } else if (selfWaking || full || woken) {
        LockSupport.parkNanos(LONGEST_SLEEP);
      } else if (wait > 0) {
        LockSupport.parkNanos(Math.min(LONGEST_SLEEP, wait));
      } else {
        woken = true;
        wire.loop().execute(this::wakened);
      }
    }
    awaitAnswers();
  }

  /** Those on their way have their time; a run that was stopped does not wait for them. */
  private void awaitAnswers() {
    wire.loop().execute(() -> over = true);
    long latest = System.nanoTime() + plan.patience().plus(LINGER).toNanos();
    while (end == null && inFlight > 0 && System.nanoTime() < latest) {
      if (Thread.interrupted()) {
        end = End.STOPPED;
      }
      LockSupport.parkNanos(LONGEST_SLEEP);
    }
  }

  // ---- requests, on the wire's thread

  private long now() {
    return System.nanoTime() - start;
  }

  private void wakened() {
    woken = false;
    drain();
    LockSupport.unpark(watch);
  }

  private void drain() {
    while (!over) {
      Ticket ticket = turnstile.pass(now());
      if (ticket == null) {
        break;
      }
      send(ticket);
    }
    tell();
  }

  private void tell() {
    boolean wasFull = full;
    boolean wasSelfWaking = selfWaking;
    dueAt = turnstile.nextDue();
    full = turnstile.full();
    inFlight = turnstile.inFlight();
    selfWaking = wire.awake() && dueAt != Long.MAX_VALUE;
    if (selfWaking && !full && dueAt != scheduled) {
      scheduled = dueAt;
      wire.loop().schedule(this::drain, Math.max(0, dueAt - now()), TimeUnit.NANOSECONDS);
    }
    if ((wasFull && !full) || (wasSelfWaking && !selfWaking)) {
      LockSupport.unpark(watch);
    }
  }

  private void send(Ticket ticket) {
    Connection ready = idle.pollLast();
    while (ready != null && !ready.usable()) {
      ready = idle.pollLast();
    }
    if (ready != null) {
      send(ready, ticket);
    } else {
      wire.connect(
          this,
          connection -> send(connection, ticket),
          failure -> {
            tally.failed(ticket, failure, now());
            failed(failure);
          });
    }
  }

  private void send(Connection connection, Ticket ticket) {
    busy.add(connection);
    connection.send(ticket, wire.request());
  }

  @Override
  public void answered(Connection connection, Ticket ticket, Connection.Answer answer) {
    long now = now();
    tally.answered(ticket, answer.status(), answer.bytes(), answer.at() - start);
    lastAnswer = now;
    failuresSince = 0;
    busy.remove(connection);
    if (connection.usable()) {
      idle.addLast(connection);
    }
    turnstile.ended(now);
    drain();
  }

  @Override
  public void failed(Connection connection, Ticket ticket, Failure failure) {
    busy.remove(connection);
    tally.failed(ticket, failure, now());
    failed(failure);
  }

  @Override
  public void gone(Connection connection) {
    idle.remove(connection);
  }

  private void failed(Failure failure) {
    long now = now();
    turnstile.ended(now);
    if (failure != Failure.TIMED_OUT
        && ++failuresSince > GONE_FAILURES
        && now - lastAnswer > GONE
        && end == null) {
      end = End.GAVE_UP;
      LockSupport.unpark(watch);
    }
    if (plan.pace() instanceof Pace.Closed) {
      // a closed loop on a refusing port would do nothing but connect
      tell();
      wire.loop().schedule(this::drain, 10, TimeUnit.MILLISECONDS);
    } else {
      drain();
    }
  }

  private void endLate() {
    long now = now();
    for (Connection connection : new ArrayList<>(busy)) {
      Ticket ticket = connection.ticket();
      if (ticket != null && now - ticket.sent() > plan.patience().toNanos()) {
        connection.fail(Failure.TIMED_OUT);
      }
    }
  }

  private void second() {
    long now = now();
    Second second = tally.second(now, turnstile.inFlight(), turnstile.waiting(now));
    live.accept(tally.live(second));
    wire.judge();
    // who is awake waits for the next by itself, who sleeps is woken by the watch
    tell();
  }

  private Outcome outcome(Instant began) {
    over = true;
    long now = now();
    long ended = Math.min(now, plan.total().toNanos());
    long unsent = turnstile.waiting(now);
    // a run that ends in the warm-up has measured nothing
    if (ended < plan.warmup().toNanos()) {
      unsent = 0;
    }
    tally.second(now, turnstile.inFlight(), unsent);
    busy.forEach(Connection::close);
    idle.forEach(Connection::close);
    End how = end;
    return new Outcome(
        tally.result(began, ended, how == null ? End.DONE : how, unsent), tally.recording());
  }
}
