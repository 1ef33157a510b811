package dev.dragoncode.service.load;

import dev.dragoncode.load.Asked;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.load.LoadSnapshot.State;
import dev.dragoncode.service.run.ServiceRun;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the load runs of one open project, each on a thread of its own. */
public final class ProjectLoads implements LoadControl, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectLoads.class);

  private final Path project;
  private final LoadService service;
  private final BooleanSupplier trusted;
  private final Supplier<Map<String, String>> settings;
  private final SnapshotPublisher<LoadSnapshot> publisher =
      new SnapshotPublisher<>(LoadSnapshot.none());
  private @Nullable Thread running;
  private @Nullable LoadRun run;

  /**
   * @param project its real path
   * @param trusted whether what the folder brings may run
   * @param settings the variables of the emulators that run
   */
  public ProjectLoads(
      Path project,
      LoadService service,
      BooleanSupplier trusted,
      Supplier<Map<String, String>> settings) {
    this.project = project;
    this.service = service;
    this.trusted = trusted;
    this.settings = settings;
  }

  @Override
  public SnapshotSource<LoadSnapshot> loads() {
    return publisher;
  }

  @Override
  public Known known() {
    return new Known(service.routes(project), service.objectives(project));
  }

  @Override
  public void start(LoadPlan plan) {
    begin(plan, () -> load(plan));
  }

  @Override
  public void startWithService(LoadPlan plan) {
    begin(plan, () -> loadService(plan));
  }

  @Override
  public synchronized void stop() {
    if (run != null) {
      run.stop();
    } else if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** What a run's thread does. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  private synchronized void begin(LoadPlan plan, Work work) {
    if (running != null && running.isAlive()) {
      return;
    }
    run = null;
    publish(new State.Starting(Asked.of(plan), ""), List.of());
    running = Thread.ofPlatform().daemon().name("load watch").start(() -> guarded(work));
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (ProblemException e) {
      publish(new State.Failed(e.problem()), List.of());
    } catch (InterruptedException e) {
      publish(new State.Stopped(), List.of());
    } catch (RuntimeException e) {
      LOG.error("A load run failed", e);
      publish(
          new State.Failed(
              Problem.of(
                      "The run could not be ended",
                      "DragonCode itself failed: " + e,
                      Remedy.of("Run it again."))
                  .causedBy(e)),
          List.of());
    }
  }

  private void loadService(LoadPlan plan) throws InterruptedException {
    if (!trusted.getAsBoolean()) {
      publish(
          new State.Failed(
              Problem.of(
                  "Nothing may run in a folder that is not trusted",
                  "The project's service runs as a program with your rights.",
                  Remedy.of("Trust the folder", new Remedy.RunCommand("project.trust")))),
          List.of());
      return;
    }
    plan.fault()
        .ifPresent(fault -> {
          throw fault.asException();
        });
    Asked asked = Asked.of(plan);
    try (ServiceRun started =
        service.service(
            project,
            settings.get(),
            how -> publish(new State.Starting(asked, how.shown()), List.of()),
            _ -> {})) {
      load(plan.at(started.base()));
    }
  }

  private void load(LoadPlan plan) throws InterruptedException {
    LoadRun made = service.prepare(plan);
    synchronized (this) {
      run = made;
    }
    publish(new State.Ended(service.run(project, made, new Telling(Asked.of(plan)))));
  }

  private final class Telling implements LoadRun.Listener {
    private final Asked asked;

    Telling(Asked asked) {
      this.asked = asked;
    }

    @Override
    public void begins(long start) {
      publish(new State.Running(asked), List.of());
    }

    @Override
    public void figures(LiveFigures figures) {
      publisher.update(old -> {
        List<LiveFigures> all = new ArrayList<>(old.figures());
        all.add(figures);
        return new LoadSnapshot(old.version() + 1, old.state(), all);
      });
    }
  }

  /** A state that keeps the figures before it. */
  private void publish(State state) {
    publisher.update(old -> new LoadSnapshot(old.version() + 1, state, old.figures()));
  }

  private void publish(State state, List<LiveFigures> figures) {
    publisher.update(old -> new LoadSnapshot(old.version() + 1, state, figures));
  }
}
