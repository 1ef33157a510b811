package dev.dragoncode.service.run;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.run.RunSnapshot.State;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one kind of work for an open project, on a thread of its own, where the folder is trusted.
 */
public final class LiveRun<T> implements RunControl<T>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

  private final BooleanSupplier trusted;
  private final Work<T> work;
  private final Runnable proved;
  private final InstantSource clock;
  private final SnapshotPublisher<RunSnapshot<T>> publisher =
      new SnapshotPublisher<>(RunSnapshot.none());
  private @Nullable Thread running;

  /** What is done. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Telling<T> telling) throws InterruptedException;
  }

  /** Takes what the work tells while it goes on; on any thread. */
  public interface Telling<T> {

    void doing(String words);

    void line(String text);

    /** What came of it until now. */
    void soFar(T result);
  }

  /**
   * @param trusted whether what the folder brings may run
   * @param proved called when a run has ended and its proofs are kept
   */
  public LiveRun(BooleanSupplier trusted, Work<T> work, Runnable proved, InstantSource clock) {
    this.trusted = trusted;
    this.work = work;
    this.proved = proved;
    this.clock = clock;
  }

  @Override
  public SnapshotSource<RunSnapshot<T>> runs() {
    return publisher;
  }

  @Override
  public void start() {
    start(work);
  }

  /** The same with other work of the kind, such as a part of it. */
  public synchronized void start(Work<T> now) {
    if (running != null && running.isAlive()) {
      return;
    }
    RunOutput output = new RunOutput();
    publish(new State.Running<>(clock.instant(), "", Optional.empty()), output);
    running = Thread.ofVirtual().name("run").start(() -> run(now, output));
  }

  @Override
  public synchronized void stop() {
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void run(Work<T> now, RunOutput output) {
    try {
      if (!trusted.getAsBoolean()) {
        publish(new State.Failed<>(untrusted()), output);
        return;
      }
      publish(new State.Ended<>(now.run(new Lines(output))), output);
      proved.run();
    } catch (ProblemException e) {
      publish(new State.Failed<>(e.problem()), output);
    } catch (InterruptedException e) {
      publish(new State.Stopped<>(), output);
    } catch (RuntimeException e) {
      LOG.error("A run failed", e);
      publish(
          new State.Failed<>(
              Problem.of(
                      "The run could not be ended",
                      "DragonCode itself failed: " + e,
                      Remedy.of("Run it again."))
                  .causedBy(e)),
          output);
    }
  }

  private static Problem untrusted() {
    return Problem.of(
        "Nothing may run in a folder that is not trusted",
        "Tests, build files and services run as programs with your rights.",
        Remedy.of("Trust the folder", new Remedy.RunCommand("project.trust")));
  }

  private final class Lines implements Telling<T> {
    private final RunOutput output;

    Lines(RunOutput output) {
      this.output = output;
    }

    @Override
    public void doing(String words) {
      output.add("> " + words);
      publisher.update(old ->
          new RunSnapshot<>(
              old.version() + 1,
              old.state() instanceof State.Running<T> before
                  ? new State.Running<>(before.since(), words, before.soFar())
                  : old.state(),
              output));
    }

    @Override
    public void soFar(T result) {
      publisher.update(old ->
          new RunSnapshot<>(
              old.version() + 1,
              old.state() instanceof State.Running<T> before
                  ? new State.Running<>(before.since(), before.doing(), Optional.of(result))
                  : old.state(),
              output));
    }

    @Override
    public void line(String text) {
      output.add(text);
      publisher.update(old -> new RunSnapshot<>(old.version() + 1, old.state(), output));
    }
  }

  private void publish(State<T> state, RunOutput output) {
    publisher.update(old -> new RunSnapshot<>(old.version() + 1, state, output));
  }
}
