package dev.dragoncode.service;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.Charts;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.ProjectFacts;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.TreeChange;
import dev.dragoncode.project.flags.Flag;
import dev.dragoncode.project.flags.Flags;
import dev.dragoncode.project.manifest.Need;
import dev.dragoncode.project.manifest.NeedRule;
import dev.dragoncode.project.manifest.NeedsDetector;
import dev.dragoncode.readiness.Evaluator;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.TrendPoint;
import dev.dragoncode.service.ReadinessSnapshot.State;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one folder, keeps its checklist up to date while it is open, and publishes every new state.
 * All work happens on threads of its own; methods return at once.
 */
public final class ReadinessService implements SnapshotSource<ReadinessSnapshot>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReadinessService.class);

  /** How often a folder that cannot be read is tried again. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final int MAX_THREADS = 4;

  private final Path folder;
  private final Clock clock;
  private final List<? extends NeedRule> rules;
  private final SnapshotPublisher<ReadinessSnapshot> publisher;
  private final ExecutorService pool;
  private final ScheduledExecutorService sequence;
  private final CheckSet checks;
  private final LiveFolder live;
  private final Optional<ProjectMemory> memory;
  private final Charts charts;
  private volatile boolean closed;

  // what follows belongs to the thread of the sequence
  private Evaluator evaluator;
  private SettingsState settings;
  private volatile @Nullable ProjectFacts facts;
  private @Nullable ProjectFolder lastWalked;

  /** The checks to run; see {@link dev.dragoncode.readiness.checks.Checks#all}. */
  @FunctionalInterface
  public interface CheckSet {
    Evaluator evaluator(Clock clock, ExecutorService pool);
  }

  /** One that knows of no run. */
  public ReadinessService(
      Path folder, CheckSet checks, List<? extends NeedRule> rules, Clock clock) {
    this(folder, checks, rules, clock, Optional.empty(), Charts.none());
  }

  /**
   * @param rules what suggests each emulator of the catalog
   * @param memory what is kept about it; empty for nothing
   * @param charts renders its Helm charts
   */
  public ReadinessService(
      Path folder,
      CheckSet checks,
      List<? extends NeedRule> rules,
      Clock clock,
      Optional<ProjectMemory> memory,
      Charts charts) {
    this.memory = memory;
    this.charts = charts;
    this.folder = folder.toAbsolutePath().normalize();
    this.clock = clock;
    this.rules = List.copyOf(rules);
    this.checks = checks;
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MAX_THREADS);
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("checks-", 0).factory());
    this.sequence =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("readiness").factory());
    this.evaluator = checks.evaluator(clock, pool);
    this.settings = SettingsState.none();
    this.live = new LiveFolder(this.folder, change -> submit(() -> changed(change)));
    this.publisher =
        new SnapshotPublisher<>(
            new ReadinessSnapshot(
                0,
                Project.unread(this.folder),
                ProjectSettings.none(),
                new State.Loading(0, 0, evaluator.checks()),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of()));
  }

  /** Begins to read the folder and then follows it. */
  public void start() {
    submit(this::load);
  }

  /** Forgets everything and reads the folder again. */
  public void recheck() {
    submit(() -> {
      evaluator = checks.evaluator(clock, pool);
      load();
    });
  }

  /** Looks again at what runs have shown: to be called after one has. */
  public void proved() {
    submit(this::weighProofs);
  }

  /**
   * Reads the folder once, on the caller's thread, and does not follow it.
   *
   * @throws ProblemException if the folder cannot be read
   */
  public ReadinessSnapshot once() throws InterruptedException {
    ProjectFolder walked = ProjectFolder.walk(folder, _ -> {});
    settings = settings.read(walked, clock);
    ProjectFacts now =
        new ProjectFacts(
            walked.index(), new dev.dragoncode.project.ParsedFiles(), settings.used(), charts);
    memory
        .map(ProjectMemory::proofs)
        .ifPresent(book -> {
          if (book.wantsReading(now.index())) {
            book.read(now.index());
          }
          evaluator.prove(book.standing(now.index()));
        });
    ReadinessReport report =
        evaluator.evaluate(now, TreeChange.all(), settings.problems(), Evaluator.Progress.NONE);
    memory.ifPresent(kept -> kept.keep(report, walked.git().commit()));
    return publish(old ->
        snapshot(
            old,
            walked.project(now),
            new State.Live(),
            Optional.of(report),
            List.of(),
            needs(now),
            flags(now)));
  }

  @Override
  public ReadinessSnapshot latest() {
    return publisher.latest();
  }

  @Override
  public Subscription subscribe(Consumer<? super ReadinessSnapshot> listener) {
    return publisher.subscribe(listener);
  }

  @Override
  public void close() {
    closed = true;
    live.close();
    sequence.shutdownNow();
    pool.shutdownNow();
  }

  /** Where the project stood at the newest so many points, oldest first. */
  List<TrendPoint> trend(int limit) {
    return memory.map(kept -> kept.trend(limit)).orElse(List.of());
  }

  /** The files in view; empty until the folder has been read. */
  Optional<FileIndex> files() {
    return Optional.ofNullable(facts).map(ProjectFacts::index);
  }

  private void submit(Runnable task) {
    if (closed) {
      return;
    }
    try {
      sequence.execute(() -> guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed while a change in {} was on its way", folder);
    }
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (ProblemException e) {
      failed(e.problem());
    } catch (RuntimeException e) {
      if (!closed) {
        LOG.error("Could not check {}", folder, e);
        failed(
            Problem.of(
                    "Could not check " + folder.getFileName(),
                    "DragonCode itself failed: " + e,
                    Remedy.of("Check again.", new Remedy.RunCommand("readiness.recheck")))
                .causedBy(e));
      }
    }
  }

  private void load() {
    publish(old -> with(old, new State.Loading(0, 0, evaluator.checks()), old.report()));
    ProjectFolder walked = ProjectFolder.walk(folder, this::found);
    FileIndex index = walked.index();
    settings = settings.read(walked, clock);
    facts =
        new ProjectFacts(index, new dev.dragoncode.project.ParsedFiles(), settings.used(), charts);
    evaluate(walked, facts, TreeChange.all());
    live.follow(walked, index);
  }

  private void found(int files) {
    publish(old -> with(old, new State.Loading(files, 0, evaluator.checks()), old.report()));
  }

  private void changed(LiveFolder.Change change) {
    ProjectFacts before = facts;
    if (change.gone() || before == null) {
      if (!Files.isDirectory(folder)) {
        live.stop();
        failed(
            Problem.of(
                "The folder " + folder.getFileName() + " is gone",
                "There is no folder " + folder + " any more.",
                Remedy.of("Put it back, and it is read again by itself."),
                Remedy.of("Open another folder.")));
        return;
      }
      load();
      return;
    }
    SettingsState now =
        change.touches(ProjectSettings.FILE)
            ? settings.read(change.folder(), clock)
            : settings.keep(clock);
    boolean settingsChanged = !now.equals(settings);
    settings = now;
    TreeChange tree =
        new TreeChange(change.modified(), change.listed(), settingsChanged, change.everything());
    if (tree.isEmpty() && !change.head()) {
      return;
    }
    ProjectFacts next = before.after(change.index(), settings.used(), tree);
    facts = next;
    evaluate(change.folder(), next, tree);
  }

  private void evaluate(ProjectFolder walked, ProjectFacts now, TreeChange change) {
    lastWalked = walked;
    try {
      int files = now.index().size();
      memory.ifPresent(kept -> evaluator.prove(kept.proofs().standing(now.index())));
      ReadinessReport report =
          evaluator.evaluate(
              now,
              change,
              settings.problems(),
              (done, all, partly) ->
                  publish(old ->
                      old.state() instanceof State.Live
                          ? old
                          : snapshot(
                              old,
                              partly.map(_ -> walked.project(now)).orElse(old.project()),
                              new State.Loading(files, done, all),
                              partly.or(old::report),
                              old.notices(),
                              partly.map(_ -> needs(now)).orElse(old.needs()),
                              partly.map(_ -> flags(now)).orElse(old.flags()))));
      publish(old ->
          snapshot(
              old,
              walked.project(now),
              new State.Live(),
              Optional.of(report),
              live.limitation().map(List::of).orElse(List.of()),
              needs(now),
              flags(now)));
      memory.ifPresent(kept -> kept.keep(report, walked.git().commit()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    memory
        .map(ProjectMemory::proofs)
        .filter(book -> book.wantsReading(now.index()))
        .ifPresent(book -> compare(book, now));
  }

  /** Finds out, beside the checks, whether files that were written hold what they held before. */
  private void compare(ProofBook book, ProjectFacts now) {
    try {
      pool.execute(() -> {
        book.read(now.index());
        submit(this::weighProofs);
      });
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed while the files of {} were to be compared", folder);
    }
  }

  private void weighProofs() {
    ProjectFacts now = facts;
    ProjectFolder walked = lastWalked;
    if (now != null && walked != null) {
      evaluate(walked, now, new TreeChange(Set.of(), Set.of(), false, false));
    }
  }

  private void failed(Problem problem) {
    facts = null;
    publish(old -> with(old, new State.Failed(problem), old.report()));
    retryLater();
  }

  private void retryLater() {
    try {
      ScheduledFuture<?> _ =
          sequence.schedule(() -> guarded(this::retry), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed while {} could not be read", folder);
    }
  }

  private void retry() {
    if (facts != null || closed) {
      return;
    }
    if (Files.isDirectory(folder) && Files.isReadable(folder)) {
      load();
    } else {
      retryLater();
    }
  }

  private List<Need> needs(ProjectFacts now) {
    return NeedsDetector.detect(now.view(), rules);
  }

  private static List<Flag> flags(ProjectFacts now) {
    return now.view().get(Flags.FACT);
  }

  private ReadinessSnapshot publish(UnaryOperator<ReadinessSnapshot> change) {
    return publisher.update(change);
  }

  private ReadinessSnapshot with(
      ReadinessSnapshot old, State state, Optional<ReadinessReport> report) {
    return snapshot(old, old.project(), state, report, old.notices(), old.needs(), old.flags());
  }

  private ReadinessSnapshot snapshot(
      ReadinessSnapshot old,
      Project project,
      State state,
      Optional<ReadinessReport> report,
      List<Problem> notices,
      List<Need> needs,
      List<Flag> flags) {
    return new ReadinessSnapshot(
        old.version() + 1, project, settings.used(), state, report, notices, needs, flags);
  }
}
