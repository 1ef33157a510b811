package dev.dragoncode.service.load;

import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.Recording;
import dev.dragoncode.problem.Problem;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** One load run, from its plan to its result. */
public final class LoadRun {

  private static final ThreadFactory THREADS = Thread.ofVirtual().name("load figures").factory();

  private final LoadPlan plan;
  private final InstantSource clock;
  private boolean stopped;
  private @Nullable Generator generator;

  /** Nothing is asked yet. */
  public LoadRun(LoadPlan plan, InstantSource clock) {
    this.plan = plan;
    this.clock = clock;
  }

  /** What a run tells while it goes on. */
  public interface Listener {

    /**
     * The route has answered once, and requests go out from now on; called on the run's thread.
     *
     * @param start by the nano clock
     */
    default void begins(long start) {}

    /** How it stands; called once a second on a thread of its own. */
    void figures(LiveFigures figures);
  }

  /** What it came to, and every latency. */
  public record Ended(LoadResult result, Recording recording) {}

  public LoadPlan plan() {
    return plan;
  }

  /**
   * Makes the run and waits for its end. An interrupt ends it as {@link #stop} does.
   *
   * @throws dev.dragoncode.problem.ProblemException if the plan is wrong or the route does not
   *     answer as expected
   */
  public Ended run(Listener listener) throws InterruptedException {
    Optional<Problem> fault = plan.fault();
    if (fault.isPresent()) {
      throw fault.get().asException();
    }
    InetSocketAddress address = FirstAnswer.resolved(plan);
    try (Wire wire = new Wire(plan, address);
        ExecutorService telling = Executors.newSingleThreadExecutor(THREADS)) {
      FirstAnswer.demand(plan, wire);
      if (Generator.sparse(plan)) {
        WarmUp.once();
      }
      Generator made = new Generator(plan, wire, figures -> tell(telling, listener, figures));
      begin(made);
      Generator.Outcome outcome = made.run(clock.instant(), listener::begins);
      return new Ended(outcome.result(), outcome.recording());
    }
  }

  private static void tell(ExecutorService telling, Listener listener, LiveFigures figures) {
    try {
      telling.execute(() -> listener.figures(figures));
    } catch (RejectedExecutionException e) {
      // the run has ended meanwhile, and its result says more
      return;
    }
  }

  private synchronized void begin(Generator made) {
    generator = made;
    if (stopped) {
      made.stop();
    }
  }

  /** Ends it with what was measured so far; from any thread, at any time. */
  public synchronized void stop() {
    stopped = true;
    if (generator != null) {
      generator.stop();
    }
  }
}
