package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connection to the first engine that answers. A connection that fails is dropped, so
 * that the next call looks for an engine anew: an engine that was missing is found once it is
 * there.
 */
final class DockerLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DockerLink.class);

  /** The port promises an answer within two seconds; the rest is for looking around. */
  private static final Duration ANSWER = Duration.ofMillis(1_800);

  private final DockerHosts hosts;
  private final EngineCalls calls;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable DockerConnection current;

  DockerLink(DockerHosts hosts, EngineCalls calls) {
    this.hosts = hosts;
    this.calls = calls;
  }

  /**
   * The connection in use, or a new one to the first engine that answers.
   *
   * @throws ProblemException if none does
   */
  DockerConnection connect() throws InterruptedException {
    DockerConnection known = current;
    if (known != null) {
      return known;
    }
    opening.lockInterruptibly();
    try {
      known = current;
      if (known == null) {
        known = search();
        current = known;
        LOG.info(
            "{} {} answers at {}, API {}",
            known.product(),
            known.version(),
            known.host(),
            known.api().getVersion());
      }
      return known;
    } finally {
      opening.unlock();
    }
  }

  /** Asks now whether an engine answers. */
  EngineStatus status() throws InterruptedException {
    DockerConnection known = current;
    if (known != null) {
      try {
        calls.within(
            ANSWER,
            () -> {
              known.ping();
              return true;
            });
        return available(known);
      } catch (EngineCalls.TooLate e) {
        drop(known);
        return new EngineStatus.Unavailable(DockerProblems.unreachable(known.host(), e));
      } catch (RuntimeException e) {
        drop(known);
        LOG.debug("{} stopped answering", known.host(), e);
      }
    }
    try {
      return available(connect());
    } catch (ProblemException e) {
      return new EngineStatus.Unavailable(e.problem());
    }
  }

  /** Forgets a connection on which a call failed, unless the engine still answers on it. */
  void checkAfterFailure(DockerConnection doubtful) {
    try {
      calls.unlessTooLate(
          ANSWER,
          () -> {
            doubtful.ping();
            return true;
          });
    } catch (RuntimeException e) {
      LOG.debug("{} stopped answering", doubtful.host(), e);
      drop(doubtful);
    }
  }

  private void drop(DockerConnection failed) {
    opening.lock();
    try {
      if (current == failed) {
        current = null;
      }
    } finally {
      opening.unlock();
    }
    failed.close();
  }

  @Override
  public void close() {
    DockerConnection known = current;
    if (known != null) {
      drop(known);
    }
  }

  private static EngineStatus available(DockerConnection connection) {
    return new EngineStatus.Available(
        connection.product(), connection.version(), connection.host().where());
  }

  /** Tries all candidates at once and takes the first in their order that answers in time. */
  private DockerConnection search() throws InterruptedException {
    DockerHosts.Found found = hosts.find();
    List<Attempt> attempts = new ArrayList<>();
    for (DockerHost host : found.hosts()) {
      attempts.add(new Attempt(host, calls));
    }
    long deadline = System.nanoTime() + ANSWER.toNanos();
    List<Problem> problems = new ArrayList<>(found.problems());
    List<Problem> unnamed = new ArrayList<>();
    try {
      for (Attempt attempt : attempts) {
        try {
          return attempt.take(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (RuntimeException e) {
          LOG.debug("No engine at {}", attempt.host, e);
          (attempt.host.named() ? problems : unnamed)
              .add(DockerProblems.unreachable(attempt.host, e));
        }
      }
    } finally {
      attempts.forEach(Attempt::abandon);
    }
    problems.addAll(unnamed);
    throw (problems.isEmpty() ? DockerProblems.noEngine() : problems.getFirst()).asException();
  }

  /** Opens one candidate, and closes it again where it was not taken. */
  private static final class Attempt {

    private final DockerHost host;
    private final Future<DockerConnection> opening;
    private final AtomicReference<@Nullable DockerConnection> opened = new AtomicReference<>();
    private volatile boolean taken;
    private volatile boolean abandoned;

    Attempt(DockerHost host, EngineCalls calls) {
      this.host = host;
      this.opening =
          calls.submit(() -> {
            DockerConnection connection = DockerConnection.open(host);
            opened.set(connection);
            if (abandoned) {
              closeOpened();
            }
            return connection;
          });
    }

    DockerConnection take(Duration limit) throws InterruptedException {
      DockerConnection connection = EngineCalls.result(opening, limit);
      taken = true;
      return connection;
    }

    void abandon() {
      if (!taken) {
        abandoned = true;
        opening.cancel(true);
        closeOpened();
      }
    }

    private void closeOpened() {
      DockerConnection connection = opened.getAndSet(null);
      if (connection != null) {
        connection.close();
      }
    }
  }
}
