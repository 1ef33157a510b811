package dev.dragoncode.ui.readiness;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Explanation;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Tally;
import dev.dragoncode.readiness.TrendPoint;
import dev.dragoncode.service.ReadinessControl;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.snapshot.Subscription;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the checklist shows and does. FX thread. */
public final class ReadinessViewModel implements AutoCloseable {

  /** Which rows are shown. */
  public enum Filter {
    ALL,
    GAPS,
    UNPROVEN,
    UNKNOWN;

    boolean shows(Finding finding) {
      return switch (this) {
        case ALL -> true;
        case GAPS -> finding.status() == Status.FAIL || finding.status() == Status.ERROR;
        case UNPROVEN -> finding.status() == Status.PASS && finding.proof().isEmpty();
        case UNKNOWN -> finding.status() == Status.UNKNOWN || finding.status() == Status.STALE;
      };
    }
  }

  private final ReadinessControl control;
  private final UiDispatcher dispatcher;
  private final Executor background;
  private final ReadOnlyObjectWrapper<ReadinessSnapshot> snapshot;
  private final ObjectProperty<Phase> phase = new SimpleObjectProperty<>(Phase.PROTOTYPE);
  private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.ALL);
  private final StringProperty selected = new SimpleStringProperty("");
  private final Subscription subscription;
  private boolean phaseChosen;

  /**
   * @param background where files are read and written
   */
  public ReadinessViewModel(
      ReadinessControl control, UiDispatcher dispatcher, Executor background) {
    this.control = control;
    this.dispatcher = dispatcher;
    this.background = background;
    this.snapshot = new ReadOnlyObjectWrapper<>(control.readiness().latest());
    this.subscription = dispatcher.follow(control.readiness(), this::apply);
  }

  public ReadOnlyObjectProperty<ReadinessSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** The phase whose checks are listed. */
  public ObjectProperty<Phase> phaseProperty() {
    return phase;
  }

  public ObjectProperty<Filter> filterProperty() {
    return filter;
  }

  /** The id of the check whose details are shown; empty for none. */
  public StringProperty selectedProperty() {
    return selected;
  }

  public Optional<ReadinessReport> report() {
    return snapshot.get().report();
  }

  public Optional<Problem> problem() {
    return snapshot.get().state() instanceof ReadinessSnapshot.State.Failed(Problem problem)
        ? Optional.of(problem)
        : Optional.empty();
  }

  /** The findings that the list shows, in the order of the checklist. */
  List<Finding> shown() {
    return report()
        .map(report ->
            report.findings().stream()
                .filter(f -> f.check().phase() == phase.get() && filter.get().shows(f))
                .toList())
        .orElse(List.of());
  }

  /** What was found of a check; empty where it is not in the report. */
  public Optional<Finding> finding(String id) {
    return report()
        .flatMap(r -> r.findings().stream().filter(f -> f.check().id().equals(id)).findFirst());
  }

  /** The title of a check; its id where it is not in the report. */
  public String title(String id) {
    return finding(id).map(f -> f.check().title()).orElse(id);
  }

  int count(Filter kind) {
    return report().map(r -> (int) r.findings().stream().filter(kind::shows).count()).orElse(0);
  }

  /** How many checks fail. */
  public int gaps() {
    return count(Filter.GAPS);
  }

  /** Picks a phase, as a user does on the path. */
  public void choose(Phase chosen) {
    phaseChosen = true;
    phase.set(chosen);
  }

  /** Filters the rows; goes to the first phase that has one where this one has none. */
  public void show(Filter chosen) {
    filter.set(chosen);
    if (shown().isEmpty()) {
      report().stream()
          .flatMap(r -> r.findings().stream())
          .filter(chosen::shows)
          .findFirst()
          .ifPresent(f -> choose(f.check().phase()));
    }
  }

  /** Shows one check with its phase. */
  public void reveal(String check) {
    finding(check)
        .ifPresent(f -> {
          if (!filter.get().shows(f)) {
            filter.set(Filter.ALL);
          }
          choose(f.check().phase());
          selected.set(check);
        });
  }

  /** Counts of all verdicts, for the line below the title. */
  String summary() {
    ReadinessReport report = report().orElse(null);
    if (report == null) {
      return text("readiness.reading");
    }
    StringBuilder line = new StringBuilder(text("readiness.count", report.findings().size()));
    append(line, "readiness.pass", count(report, Status.PASS));
    append(line, "readiness.gaps", count(report, Status.FAIL));
    append(line, "readiness.unknown", count(report, Status.UNKNOWN));
    append(line, "readiness.waived", count(report, Status.WAIVED));
    append(line, "readiness.stale", count(report, Status.STALE));
    append(line, "readiness.na", count(report, Status.NA));
    append(line, "readiness.error", count(report, Status.ERROR));
    return line.toString();
  }

  private static void append(StringBuilder line, String key, long count) {
    if (count > 0) {
      line.append(" · ").append(text(key, count));
    }
  }

  private static long count(ReadinessReport report, Status status) {
    return report.findings().stream().filter(f -> f.status() == status).count();
  }

  /** The colour of a phase: done, on the way, or with heavy gaps. */
  public static Tone tone(Tally tally) {
    if (tally.applicable() == 0) {
      return Tone.IDLE;
    }
    if (tally.passed() == tally.applicable()) {
      return Tone.OK;
    }
    return tally.passed() * 2 >= tally.applicable() ? Tone.WARN : Tone.BAD;
  }

  /** The first phase that is not finished: where the work is. */
  public static Phase current(ReadinessReport report) {
    for (Phase phase : Phase.values()) {
      Tally tally = report.tally(phase);
      if (tally.passed() < tally.applicable()) {
        return phase;
      }
    }
    return Phase.TEAM;
  }

  /** The next level that is not reached; empty when all are. */
  public static Optional<Level> nextLevel(ReadinessReport report) {
    return java.util.Arrays.stream(Level.values())
        .filter(level -> !report.blockers(level).isEmpty())
        .findFirst();
  }

  public void recheck() {
    control.recheck();
  }

  /** Reads the lines around an evidence and hands them over on the FX thread. */
  void excerpt(Evidence evidence, Consumer<List<ReadinessControl.ExcerptLine>> consumer) {
    background.execute(() -> {
      List<ReadinessControl.ExcerptLine> lines = control.excerpt(evidence, 2);
      dispatcher.run(() -> consumer.accept(lines));
    });
  }

  /** Reads where the project stood, oldest first, and hands it over on the FX thread. */
  void trend(int limit, Consumer<List<TrendPoint>> consumer) {
    background.execute(() -> {
      List<TrendPoint> points = control.trend(limit);
      dispatcher.run(() -> consumer.accept(points));
    });
  }

  /** Reads how a check decides, and hands it over on the FX thread. */
  void explanation(String check, Consumer<Optional<Explanation>> consumer) {
    background.execute(() -> {
      Optional<Explanation> found = Optional.ofNullable(Explanation.all().get(check));
      dispatcher.run(() -> consumer.accept(found));
    });
  }

  /** Writes a waiver; the outcome comes on the FX thread. */
  void waive(
      String check,
      String reason,
      String owner,
      LocalDate until,
      Runnable done,
      Consumer<Problem> failed) {
    background.execute(() -> {
      try {
        control.waive(check, reason, owner, until);
        dispatcher.run(done);
      } catch (ProblemException e) {
        dispatcher.run(() -> failed.accept(e.problem()));
      }
    });
  }

  /** Paths of the project that match the words, for the palette. */
  public List<String> findFiles(String words, int limit) {
    return control.findFiles(words, limit);
  }

  private void apply(ReadinessSnapshot newest) {
    if (!phaseChosen) {
      newest.report().ifPresent(report -> phase.set(current(report)));
    }
    snapshot.set(newest);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
