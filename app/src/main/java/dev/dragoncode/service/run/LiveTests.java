package dev.dragoncode.service.run;

import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.service.run.TestsSnapshot.State;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the tests of one open project, one run at a time, and tells how far it is. */
public final class LiveTests implements TestControl, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveTests.class);

  private final Path project;
  private final TestService service;
  private final BooleanSupplier trusted;
  private final Supplier<? extends Collection<EmulatorSnapshot>> emulators;
  private final Runnable proved;
  private final Clock clock;
  private final SnapshotPublisher<TestsSnapshot> publisher =
      new SnapshotPublisher<>(TestsSnapshot.NONE);
  private @Nullable Thread running;

  /**
   * @param project its real path
   * @param trusted whether what the folder brings may run
   * @param emulators those of the project, whose variables the tests get
   * @param proved called when a run has ended and its proof is kept
   */
  public LiveTests(
      Path project,
      TestService service,
      BooleanSupplier trusted,
      Supplier<? extends Collection<EmulatorSnapshot>> emulators,
      Runnable proved,
      Clock clock) {
    this.project = project;
    this.service = service;
    this.trusted = trusted;
    this.emulators = emulators;
    this.proved = proved;
    this.clock = clock;
  }

  @Override
  public SnapshotSource<TestsSnapshot> tests() {
    return publisher;
  }

  @Override
  public synchronized void start() {
    if (running != null && running.isAlive()) {
      return;
    }
    RunOutput output = new RunOutput();
    publish(new State.Running(clock.instant(), "", 0), output);
    running = Thread.ofVirtual().name("tests").start(() -> run(output));
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

  private void run(RunOutput output) {
    try {
      if (!trusted.getAsBoolean()) {
        publish(
            new State.Failed(
                Problem.of(
                    "Tests may not run in a folder that is not trusted",
                    "Tests and build files run as programs with your rights.",
                    Remedy.of("Trust the folder", new Remedy.RunCommand("project.trust")))),
            output);
        return;
      }
      State ended =
          new State.Ended(
              service.run(project, ProgramSettings.of(emulators.get()), new Telling(output)));
      publish(ended, output);
      proved.run();
    } catch (ProblemException e) {
      publish(new State.Failed(e.problem()), output);
    } catch (InterruptedException e) {
      publish(new State.Stopped(), output);
    } catch (RuntimeException e) {
      LOG.error("A run of the tests of {} failed", project, e);
      publish(
          new State.Failed(
              Problem.of(
                      "The tests could not be run",
                      "DragonCode itself failed: " + e,
                      Remedy.of("Run them again"))
                  .causedBy(e)),
          output);
    }
  }

  /** Hands on what the run tells. */
  private final class Telling implements TestService.Listener {
    private final RunOutput output;
    private String doing = "";

    Telling(RunOutput output) {
      this.output = output;
    }

    @Override
    public void begins(TestPlan plan) {
      doing = plan.shown();
      output.add("> " + doing);
      tell(0);
    }

    @Override
    public void prints(OutputLine line) {
      output.add(line.text());
      publisher.update(old -> new TestsSnapshot(old.version() + 1, old.state(), output));
    }

    @Override
    public void triesAgain(int failed) {
      tell(failed);
    }

    private void tell(int retried) {
      publisher.update(old ->
          new TestsSnapshot(
              old.version() + 1,
              old.state() instanceof State.Running before
                  ? new State.Running(
                      before.since(), doing, Math.max(retried, before.retried()))
                  : old.state(),
              output));
    }
  }

  private void publish(State state, RunOutput output) {
    publisher.update(old -> new TestsSnapshot(old.version() + 1, state, output));
  }
}
