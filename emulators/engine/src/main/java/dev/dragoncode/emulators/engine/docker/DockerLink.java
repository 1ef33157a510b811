package dev.dragoncode.emulators.engine.docker;

import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connection to the first engine that answers. A connection that fails is dropped, so
 * that the next call looks for an engine anew: an engine that was missing is found once it is
 * there. One that has answered is waited for, even where another one is at hand: what runs on it,
 * and its data, would else be taken for removed while it restarts.
 */
final class DockerLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DockerLink.class);

  /** The port promises an answer within two seconds; the rest is for looking around. */
  private static final Duration ANSWER = Duration.ofMillis(1_800);

  /** An engine that has answered is there; what takes longer is this JVM loading the client. */
  private static final Duration OPENING = Duration.ofSeconds(15);

  private final Supplier<DockerHosts.Found> hosts;
  private final EngineCalls calls;
  private final Path home;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable DockerConnection current;
  private volatile @Nullable DockerHost used;

  /**
   * @param home the user's data folder
   */
  DockerLink(Supplier<DockerHosts.Found> hosts, EngineCalls calls, Path home) {
    this.hosts = hosts;
    this.home = home;
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
        used = known.host();
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
        // a busy engine may still be pulling for us on this connection, so it is kept
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
    } catch (EngineCalls.TooLate e) {
      LOG.debug("{} is slow to answer", doubtful.host(), e);
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

  /**
   * Knocks at all candidates at once and takes the first in their order that answers in time. A
   * machine that is named by an SSH address is never replaced by another one.
   */
  private DockerConnection search() throws InterruptedException {
    DockerHosts.Found found = hosts.get();
    List<DockerHost> candidates = candidates(found);
    List<Future<Boolean>> knocks = new ArrayList<>();
    for (DockerHost host : candidates) {
      knocks.add(calls.submit(() -> Knock.at(host)));
    }
    long deadline = System.nanoTime() + ANSWER.toNanos();
    List<Problem> problems = new ArrayList<>(found.problems());
    List<Problem> unnamed = new ArrayList<>();
    try {
      for (int i = 0; i < knocks.size(); i++) {
        DockerHost host = candidates.get(i);
        try {
          EngineCalls.result(
              knocks.get(i), Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
          return calls.within(OPENING, () -> DockerConnection.open(host, home));
        } catch (RuntimeException e) {
          LOG.debug("No engine at {}", host, e);
          if (host.overSsh()) {
            // what runs over there must not be looked for, or started, on another machine
            throw DockerProblems.unreachable(host, e).asException();
          }
          (host.named() ? problems : unnamed).add(DockerProblems.unreachable(host, e));
        }
      }
    } finally {
      knocks.forEach(knock -> knock.cancel(true));
    }
    problems.addAll(unnamed);
    throw (problems.isEmpty() ? DockerProblems.noEngine() : problems.getFirst()).asException();
  }

  /** The engine that has answered before, unless the user has named another one since. */
  private List<DockerHost> candidates(DockerHosts.Found found) {
    DockerHost before = used;
    boolean renamed =
        found.hosts().stream()
            .findFirst()
            .filter(DockerHost::named)
            .filter(first -> before != null && !first.address().equals(before.address()))
            .isPresent();
    return before == null || renamed ? found.hosts() : List.of(before);
  }
}
