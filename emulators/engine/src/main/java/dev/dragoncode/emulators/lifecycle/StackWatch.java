package dev.dragoncode.emulators.lifecycle;

import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The supervisor's pulse: looks at what runs, reads what it uses, asks after Docker, keeps the
 * record for other processes and hears their requests. One look at a thing never waits for another
 * thing.
 */
final class StackWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StackWatch.class);

  private static final Duration BEAT = Duration.ofMillis(250);

  /** Beats between two looks whether a process or container runs: each second. */
  private static final int LIVENESS = 4;

  /** Beats between two readings of processor and memory: every two seconds. */
  private static final int USE = 8;

  /** Beats between two questions to Docker: every three seconds. */
  private static final int DOCKER = 12;

  /** Beats between two looks at the seeds: every three seconds. */
  private static final int SEEDS = 12;

  /** For a look that is told to end: most hear it at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final EmulatorSupervisor supervisor;
  private final StackOwnership ownership;
  private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Boolean> underWay = new ConcurrentHashMap<>();
  private final Thread thread;

  StackWatch(EmulatorSupervisor supervisor, StackOwnership ownership) {
    this.supervisor = supervisor;
    this.ownership = ownership;
    this.thread = Thread.ofVirtual().name("stack-watch").unstarted(this::beat);
  }

  void start() {
    thread.start();
  }

  private void beat() {
    try {
      for (long count = 0; ; count++) {
        once("record", () -> ownership.write(supervisor.snapshots().latest()));
        once("requests", this::hearRequests);
        if (count % LIVENESS == 0) {
          lookAtEmulators();
        }
        if (count % SEEDS == 0) {
          for (SupervisedEmulator emulator : supervisor.emulators()) {
            once("seeds " + emulator.plan().id(), emulator::lookAtSeeds);
          }
        }
        if (count % USE == 0) {
          for (SupervisedEmulator emulator : supervisor.emulators()) {
            once("use " + emulator.plan().id(), () -> emulator.watch().readUse());
          }
        }
        if (count % DOCKER == 0) {
          once("docker", this::lookAtDocker);
        }
        Thread.sleep(BEAT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAtEmulators() {
    for (SupervisedEmulator emulator : supervisor.emulators()) {
      once("look " + emulator.plan().id(), () -> emulator.watch().look());
    }
  }

  private void hearRequests() {
    if (ownership.stopRequested()) {
      LOG.info("Another process asks for a stop");
      supervisor.stopAll();
    }
    for (StackRequests.Heard heard : ownership.requests()) {
      LOG.info("Another process asks to {}", heard.task().words());
      supervisor
          .submit(heard.task())
          .thenAccept(outcome -> ownership.answer(heard.id(), outcome))
          .exceptionally(failure -> {
            LOG.error("A request was not answered", failure);
            return null;
          });
    }
  }

  void lookAtDocker() throws InterruptedException {
    Optional<EmulatorEngine> engine = supervisor.dockerEngine();
    if (engine.isPresent()) {
      supervisor.docker(engine.get().status());
    }
  }

  /** Does it on a thread of its own, unless the last time is still under way. */
  private void once(String name, Lane.Task task) {
    if (underWay.putIfAbsent(name, true) != null) {
      return;
    }
    looks.execute(() -> {
      try {
        task.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ProblemException e) {
        LOG.info("The watch missed a look: {}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("The watch missed a look at {}", name, e);
      } finally {
        underWay.remove(name);
      }
    });
  }

  /** Ends all looks: one that is late must not write the record of a stack that is closed. */
  @Override
  public void close() {
    thread.interrupt();
    looks.shutdownNow();
    try {
      if (!looks.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("A look at the stack does not end: {}", underWay.keySet());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
