package dev.dragoncode.emulators.engine.embedded;

import dev.dragoncode.emulators.engine.Ownership;
import dev.dragoncode.emulators.engine.StartListener;
import dev.dragoncode.emulators.engine.StartRequest;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.emulators.probe.ProbeOutcome;
import dev.dragoncode.emulators.probe.ProbeTarget;
import dev.dragoncode.emulators.probe.Prober;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.ports.LoopbackPorts;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the ahead-of-time cache of an engine that started without one: by a run of its own on other
 * ports, in the background, so that neither a start nor a stop waits for it. It is a child with a
 * record like any other, owned by this session and no project, so a sweeper ends it if need be.
 */
final class AotTrainer implements AutoCloseable {

  /** The configuration hash of training runs: no plan ever has it, so none is adopted. */
  private static final String HASH = "training";

  private static final Duration READY_TIMEOUT = Duration.ofSeconds(60);

  /** Writing a cache takes some three seconds; on a busy machine more. */
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(AotTrainer.class);

  private final Set<String> attempted = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore oneAtATime = new Semaphore(1);
  private final ChildLauncher launcher;
  private final Children children;
  private final Path folder;
  private final Duration delay;

  /**
   * @param delay how long the machine is left to what the user started
   */
  AotTrainer(ChildLauncher launcher, Children children, Path home, Duration delay) {
    this.launcher = launcher;
    this.children = children;
    this.folder = home.resolve("engines").resolve("training");
    this.delay = delay;
  }

  /** Trains once in this session, later. */
  synchronized void train(String key, StartRequest request) {
    if (!attempted.add(key)) {
      return;
    }
    threads.add(
        Thread.ofVirtual()
            .name("aot-" + request.spec().id())
            .start(() -> trainWhenIdle(key, request)));
  }

  private void trainWhenIdle(String key, StartRequest request) {
    try {
      Thread.sleep(delay);
      oneAtATime.acquire();
      try {
        run(key, request);
      } finally {
        oneAtATime.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ProblemException | IOException e) {
      LOG.info("{} starts without an ahead-of-time cache", request.spec().name(), e);
    }
  }

  private void run(String key, StartRequest request) throws IOException, InterruptedException {
    String id = ChildLauncher.newId(request.spec());
    Path output = launcher.caches().trainingFile(key, id);
    Path data = PrivateFolders.create(folder.resolve(id));
    try {
      StartRequest run = trainingRun(request, data);
      ChildLauncher.Launched launched =
          launcher.launch(id, run, new Unheard(), Optional.of(output), false);
      boolean ready = awaitReady(run);
      launched.process().handle().destroy();
      boolean ended = launched.process().waitFor(WRITE_TIMEOUT);
      boolean accepted = ready && ended && launcher.caches().accept(key, output);
      LOG.info("Ahead-of-time cache of {}: {}", request.spec().name(), accepted ? "made" : "none");
    } finally {
      children.find(id).ifPresent(children::discard);
      PrivateFolders.delete(data);
      launcher.caches().discard(output);
    }
  }

  private StartRequest trainingRun(StartRequest request, Path data) {
    Ownership owner = request.owner();
    return new StartRequest(
        request.spec(),
        new Ownership(owner.session(), owner.pid(), owner.processStart(), folder, HASH, false),
        LoopbackPorts.anyFree(request.ports()),
        request.parameters(),
        data);
  }

  private static boolean awaitReady(StartRequest run) throws InterruptedException {
    ProbeTarget target =
        new ProbeTarget(
            run.spec(), EmbeddedEngine.LOOPBACK, run.ports(), run.parameters(), List::of);
    try (Prober prober = new Prober()) {
      ProbeOutcome outcome =
          prober.await(target, run.spec().readiness(), READY_TIMEOUT, awaited -> {});
      return outcome.passed();
    }
  }

  /** Ends a training run at once; the next session tries again. */
  @Override
  public synchronized void close() {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody watches a training run. */
  private static final class Unheard implements StartListener {
    @Override
    public void pulling(PullProgress progress) {}

    @Override
    public void starting() {}
  }
}
