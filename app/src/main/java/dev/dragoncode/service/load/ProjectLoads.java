package dev.dragoncode.service.load;

import dev.dragoncode.load.Asked;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.Second;
import dev.dragoncode.load.Words;
import dev.dragoncode.service.load.LoadSnapshot.State;
import dev.dragoncode.service.run.LiveRun;
import dev.dragoncode.service.run.LiveRun.Telling;
import dev.dragoncode.service.run.RunSnapshot;
import dev.dragoncode.service.run.ServiceRun;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the load runs of one open project, one at a time. */
public final class ProjectLoads implements LoadControl, AutoCloseable {

  private final Path project;
  private final LoadService service;
  private final Supplier<Map<String, String>> settings;
  private final LiveRun<LoadResult> live;
  private final SnapshotPublisher<LoadSnapshot> publisher =
      new SnapshotPublisher<>(LoadSnapshot.none());
  private volatile boolean startsService;
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
      Supplier<Map<String, String>> settings,
      InstantSource clock) {
    this.project = project;
    this.service = service;
    this.settings = settings;
    this.live =
        new LiveRun<>(
            () -> !startsService || trusted.getAsBoolean(),
            _ -> {
              throw new IllegalStateException("A load run begins with a plan");
            },
            () -> {},
            clock);
    live.runs().subscribe(this::went);
  }

  @Override
  public SnapshotSource<LoadSnapshot> loads() {
    return publisher;
  }

  /** The same runs as those of any kind are seen. */
  public SnapshotSource<RunSnapshot<LoadResult>> runs() {
    return live.runs();
  }

  @Override
  public Known known() {
    return new Known(service.routes(project), service.objectives(project));
  }

  @Override
  public void start(LoadPlan plan) {
    begin(plan, false, telling -> load(plan, telling));
  }

  @Override
  public void startWithService(LoadPlan plan) {
    begin(plan, true, telling -> loadService(plan, telling));
  }

  private synchronized void begin(LoadPlan plan, boolean own, LiveRun.Work<LoadResult> work) {
    if (live.runs().latest().state() instanceof RunSnapshot.State.Running) {
      return;
    }
    run = null;
    startsService = own;
    publisher.update(old ->
        new LoadSnapshot(old.version() + 1, new State.Starting(Asked.of(plan), ""), List.of()));
    live.start(work);
  }

  @Override
  public synchronized void stop() {
    if (run == null) {
      live.stop();
    } else {
      run.stop();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private LoadResult loadService(LoadPlan plan, Telling<LoadResult> telling)
      throws InterruptedException {
    plan.fault()
        .ifPresent(fault -> {
          throw fault.asException();
        });
    try (ServiceRun started =
        service.service(
            project,
            settings.get(),
            how -> {
              telling.doing(how.shown());
              publish(new State.Starting(Asked.of(plan), how.shown()));
            },
            line -> telling.line(line.text()))) {
      return load(plan.at(started.base()), telling);
    }
  }

  private LoadResult load(LoadPlan plan, Telling<LoadResult> telling) throws InterruptedException {
    LoadRun made = service.prepare(plan);
    synchronized (this) {
      run = made;
    }
    Asked asked = Asked.of(plan);
    telling.doing(asked.words());
    return service.run(project, made, new Figures(asked, telling));
  }

  private final class Figures implements LoadRun.Listener {
    private final Asked asked;
    private final Telling<LoadResult> telling;

    Figures(Asked asked, Telling<LoadResult> telling) {
      this.asked = asked;
      this.telling = telling;
    }

    @Override
    public void begins(long start) {
      publish(new State.Running(asked));
    }

    @Override
    public void figures(LiveFigures figures) {
      Second last = figures.last();
      telling.line(
          "%4d s  %s/s, p50 %s, p99 %s, %s not as expected"
              .formatted(
                  Math.round(last.at().toMillis() / 1e3),
                  Words.number(Math.rint(last.rate())),
                  Words.of(last.p50()),
                  Words.of(last.p99()),
                  Words.number(last.failed())));
      publisher.update(old -> {
        List<LiveFigures> all = new ArrayList<>(old.figures());
        all.add(figures);
        return new LoadSnapshot(old.version() + 1, old.state(), all);
      });
    }
  }

  private void went(RunSnapshot<LoadResult> now) {
    switch (now.state()) {
      case RunSnapshot.State.Idle<LoadResult> _, RunSnapshot.State.Running<LoadResult> _ -> {
        // told in more detail by the run itself
      }
      case RunSnapshot.State.Ended<LoadResult>(var result) -> publish(new State.Ended(result));
      case RunSnapshot.State.Stopped<LoadResult> _ -> publish(new State.Stopped());
      case RunSnapshot.State.Failed<LoadResult>(var problem) -> publish(new State.Failed(problem));
    }
  }

  /** A state that keeps the figures before it. */
  private void publish(State state) {
    publisher.update(old -> new LoadSnapshot(old.version() + 1, state, old.figures()));
  }
}
