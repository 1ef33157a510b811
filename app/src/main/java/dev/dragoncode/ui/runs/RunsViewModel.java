package dev.dragoncode.ui.runs;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.run.CaseHistory;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.TestRequest;
import dev.dragoncode.run.TestRun;
import dev.dragoncode.service.run.RunControl;
import dev.dragoncode.service.run.RunLog;
import dev.dragoncode.service.run.RunOutput;
import dev.dragoncode.service.run.RunSnapshot;
import dev.dragoncode.service.run.RunSnapshot.State;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** The runs of the open project: those that go on, and those that are kept. FX thread. */
public final class RunsViewModel implements AutoCloseable {

  private static final int LISTED = 200;

  /** Runs that tell of flaky and slow tests, or are compared; older ones are of another code. */
  private static final int LOOKED_AT = 30;

  private final Path project;
  private final Supplier<RunLog> log;
  private final Tests tests;
  private final UiDispatcher dispatcher;
  private final Executor background;
  private final InstantSource clock;
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Map<Kind, Going> going = new EnumMap<>(Kind.class);
  private final Map<Kind, Set<String>> listedBefore = new EnumMap<>(Kind.class);
  private final Map<String, RunRecord> detailed = new HashMap<>();
  private final ReadOnlyObjectWrapper<Listing> listing =
      new ReadOnlyObjectWrapper<>(new Listing.Loading());
  private final ReadOnlyObjectWrapper<Chosen> chosen =
      new ReadOnlyObjectWrapper<>(new Chosen.Nothing());
  private final ReadOnlyObjectWrapper<RunSnapshot<TestRun>> live;
  private final BooleanProperty onSave = new SimpleBooleanProperty();
  private Subscription saves = () -> {};
  private final ReadOnlyObjectWrapper<List<Running>> running =
      new ReadOnlyObjectWrapper<>(List.of());
  private List<RunRecord> records = List.of();
  private String wanted = "";
  private boolean savedMeanwhile;
  private boolean againBySave;

  /** Runs the project's tests. */
  public interface Tests {

    RunControl<TestRun> control();

    /** Runs some of them. */
    void run(TestRequest request);

    /** Calls back on any thread whenever a file of the project was saved. */
    Subscription whenSaved(Runnable saved);
  }

  /** What the list shows. */
  sealed interface Listing {
    record Loading() implements Listing {}

    /** Runs, newest first, those that go on above; none before the first. */
    record Items(List<RunItem> items) implements Listing {}

    record Failed(Problem problem) implements Listing {}
  }

  /** What is shown below the list. */
  sealed interface Chosen {
    record Nothing() implements Chosen {}

    /**
     * One that goes on, or could not be done in this session.
     *
     * @param problem why it could not
     */
    record Live(Kind kind, Optional<Problem> problem) implements Chosen {}

    record Kept(RunRecord record, Path folder) implements Chosen {}
  }

  /** A run that goes on, for who shows all that does. */
  public record Running(Kind kind, String title, Runnable stop) {}

  private record Going(String title, Runnable stop, RunSnapshot<?> snapshot) {
    State<?> state() {
      return snapshot.state();
    }
  }

  /**
   * @param project its real path
   * @param log opened when it is first needed, away from the FX thread
   */
  public RunsViewModel(
      Path project,
      Supplier<RunLog> log,
      Tests tests,
      UiDispatcher dispatcher,
      Executor background,
      InstantSource clock) {
    this.project = project;
    this.log = log;
    this.tests = tests;
    this.dispatcher = dispatcher;
    this.background = background;
    this.clock = clock;
    this.live = new ReadOnlyObjectWrapper<>(tests.control().runs().latest());
    subscriptions.add(dispatcher.follow(tests.control().runs(), this::followTests));
    follow(Kind.TESTS, text("tests.title"), tests.control());
    onSave.addListener((property, before, now) -> watch(now));
    refresh();
  }

  /** Shows the runs of one more kind while they go on. */
  public void follow(Kind kind, String title, RunControl<?> control) {
    follow(kind, title, control.runs(), control::stop);
  }

  /**
   * The same for runs that begin elsewhere.
   *
   * @param stop ends the one that goes on
   */
  public void follow(
      Kind kind, String title, SnapshotSource<? extends RunSnapshot<?>> runs, Runnable stop) {
    subscriptions.add(
        dispatcher.follow(runs, snapshot -> went(kind, new Going(title, stop, snapshot))));
  }

  /** What has been printed by what goes on of a kind, or was the last of it. */
  RunOutput output(Kind kind) {
    Going now = going.get(kind);
    return now == null ? new RunOutput() : now.snapshot().output();
  }

  /** What goes on now. */
  public ReadOnlyObjectProperty<List<Running>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Listing> listingProperty() {
    return listing.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Chosen> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /** The tests that go on or were the last ones in this session. */
  ReadOnlyObjectProperty<RunSnapshot<TestRun>> liveProperty() {
    return live.getReadOnlyProperty();
  }

  /** Whether the tests run whenever a file is saved. */
  public BooleanProperty onSaveProperty() {
    return onSave;
  }

  boolean testing() {
    return live.get().state() instanceof State.Running;
  }

  /** Where one stands, in a line. */
  String subline() {
    return records.isEmpty() ? text("runs.none") : text("runs.subline", records.size());
  }

  /** Runs all tests, and shows them. */
  public void runTests() {
    wanted = Kind.TESTS.name();
    tests.control().start();
    choose(wanted);
  }

  /** Shows what goes on of a kind. */
  public void show(Kind kind) {
    choose(kind.name());
  }

  void rerun(List<TestRequest.Named> only) {
    wanted = Kind.TESTS.name();
    tests.run(new TestRequest(only));
    choose(wanted);
  }

  /** Ends what goes on of a kind, with all that it has started. */
  void stop(Kind kind) {
    Going now = going.get(kind);
    if (now != null) {
      now.stop().run();
    }
  }

  /** Shows a run. */
  public void choose(String id) {
    wanted = id;
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(id)) {
        chosen.set(new Chosen.Live(kind, problem(kind)));
        return;
      }
    }
    inBackground(
        () -> log.get().find(id).map(run -> new Chosen.Kept(run, log.get().folder(run.id()))),
        found -> found.filter(run -> wanted.equals(id)).ifPresent(chosen::set));
  }

  /** What the last runs of the tests tell of single ones. */
  void history(Consumer<CaseHistory> show) {
    inBackground(() -> CaseHistory.of(log.get().of(project, Kind.TESTS, LOOKED_AT)), show);
  }

  /** Runs of the same kind that ended before a run began, newest first. */
  void earlier(RunRecord run, Consumer<List<RunRecord>> show) {
    inBackground(
        () ->
            log.get().of(project, run.kind(), LOOKED_AT).stream()
                .filter(each -> each.began().isBefore(run.began()))
                .toList(),
        show);
  }

  Instant now() {
    return clock.instant();
  }

  /** What a run printed. */
  public void output(String id, Consumer<String> show) {
    inBackground(() -> log.get().output(id), show);
  }

  /** Reads the list again. */
  void refresh() {
    inBackground(
        () -> {
          List<RunRecord> all = new ArrayList<>();
          for (RunRecord each : log.get().listed(project, LISTED)) {
            all.add(RunItem.needsDetail(each) ? detailed(each) : each);
          }
          return all;
        },
        this::list);
  }

  private RunRecord detailed(RunRecord run) {
    synchronized (detailed) {
      return detailed.computeIfAbsent(run.id(), id -> log.get().find(id).orElse(run));
    }
  }

  private void list(List<RunRecord> all) {
    boolean first = listing.get() instanceof Listing.Loading;
    records = all;
    show();
    if (first && wanted.isEmpty()) {
      all.stream().findFirst().ifPresent(newest -> choose(newest.id()));
    } else if (chosen.get() instanceof Chosen.Live(Kind kind, var _)
        && !goes(kind)
        && problem(kind).isEmpty()) {
      // not the newest of all: a run that went on beside it may have ended later
      Set<String> before = listedBefore.getOrDefault(kind, Set.of());
      all.stream()
          .filter(each -> each.kind() == kind && !before.contains(each.id()))
          .findFirst()
          .ifPresent(ended -> choose(ended.id()));
    }
  }

  private void show() {
    Instant now = clock.instant();
    List<RunItem> items = new ArrayList<>();
    going.forEach((kind, each) -> {
      if (each.state() instanceof State.Running<?> running) {
        items.add(
            RunItem.going(
                kind, each.title(), running.doing(), Duration.between(running.since(), now)));
      }
    });
    records.forEach(run -> items.add(RunItem.of(run, now)));
    listing.set(new Listing.Items(items));
  }

  /** A second has passed: what goes on has gone on for longer. */
  void tick() {
    if (listing.get() instanceof Listing.Items && going.keySet().stream().anyMatch(this::goes)) {
      show();
    }
  }

  private boolean goes(Kind kind) {
    Going now = going.get(kind);
    return now != null && now.state() instanceof State.Running;
  }

  /** A problem is shown with its buttons, which are not kept. */
  private Optional<Problem> problem(Kind kind) {
    Going now = going.get(kind);
    return now != null && now.state() instanceof State.Failed<?>(Problem why)
        ? Optional.of(why)
        : Optional.empty();
  }

  private void went(Kind kind, Going now) {
    boolean went = goes(kind);
    going.put(kind, now);
    if (!went && goes(kind)) {
      listedBefore.put(kind, records.stream().map(RunRecord::id).collect(Collectors.toSet()));
    }
    running.set(
        going.entrySet().stream()
            .filter(each -> goes(each.getKey()))
            .map(each ->
                new Running(each.getKey(), each.getValue().title(), () -> stop(each.getKey())))
            .toList());
    if (chosen.get() instanceof Chosen.Live(Kind shown, var _) && shown == kind) {
      chosen.set(new Chosen.Live(kind, problem(kind)));
    }
    if (listing.get() instanceof Listing.Items) {
      show();
    }
    if (went && !(now.state() instanceof State.Running)) {
      refresh();
    }
  }

  private void followTests(RunSnapshot<TestRun> snapshot) {
    boolean went = testing();
    live.set(snapshot);
    if (went && !testing()) {
      boolean again = savedMeanwhile && !againBySave && onSave.get();
      savedMeanwhile = false;
      // a run that writes a file of the project would else begin again for ever
      againBySave = again;
      if (again) {
        runTests();
      }
    }
  }

  private void watch(boolean on) {
    saves.close();
    saves = on ? tests.whenSaved(() -> dispatcher.run(this::saved)) : () -> {};
  }

  private void saved() {
    if (!onSave.get()) {
      return;
    }
    if (testing()) {
      savedMeanwhile = true;
    } else {
      runTests();
    }
  }

  private <T> void inBackground(Supplier<T> work, Consumer<T> show) {
    background.execute(() -> {
      try {
        T result = work.get();
        dispatcher.run(() -> show.accept(result));
      } catch (ProblemException e) {
        dispatcher.run(() -> listing.set(new Listing.Failed(e.problem())));
      }
    });
  }

  @Override
  public void close() {
    saves.close();
    subscriptions.forEach(Subscription::close);
  }
}
