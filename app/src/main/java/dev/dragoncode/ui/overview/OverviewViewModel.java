package dev.dragoncode.ui.overview;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.NextSteps;
import dev.dragoncode.readiness.Proof;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.emulators.EmulatorsViewModel;
import dev.dragoncode.ui.readiness.CheckRow;
import dev.dragoncode.ui.readiness.ReadinessViewModel;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What the overview says: where the project stands and what comes next. FX thread. */
public final class OverviewViewModel {

  /** More steps than this are a list, and the list is the readiness screen. */
  private static final int STEPS = 3;

  /**
   * One of the next steps.
   *
   * @param check the id of the check behind it
   * @param tag what it blocks
   * @param way what its button does
   */
  record Step(String check, String title, String detail, String tag, Tone tone, Way way) {}

  /** What takes a step. */
  enum Way {
    /** A fix, shown before it is made. */
    FIX,
    TESTS,
    PROBES,
    /** A person, who is shown the check. */
    LOOK
  }

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private final ReadinessViewModel readiness;
  private final EmulatorsViewModel emulators;
  private final Predicate<String> mendable;
  private final InstantSource clock;

  /**
   * @param mendable whether a machine can mend the check with this id
   */
  public OverviewViewModel(
      ReadinessViewModel readiness,
      EmulatorsViewModel emulators,
      Predicate<String> mendable,
      InstantSource clock) {
    this.clock = clock;
    this.mendable = mendable;
    this.readiness = readiness;
    this.emulators = emulators;
  }

  ReadinessViewModel readiness() {
    return readiness;
  }

  EmulatorsViewModel emulators() {
    return emulators;
  }

  /** Whether the folder is still being read for the first time, or anew. */
  boolean reading() {
    return readiness.snapshotProperty().get().state() instanceof ReadinessSnapshot.State.Loading;
  }

  /** The first line: where the project stands. */
  String headline() {
    ReadinessReport report = readiness.report().orElse(null);
    if (report == null) {
      return text("overview.reading");
    }
    if (report.tally().decided() == 0) {
      return text("overview.nothingDecided");
    }
    Optional<Level> next = ReadinessViewModel.nextLevel(report);
    if (next.isEmpty()) {
      return text("overview.allReached");
    }
    int steps = report.blockers(next.get()).size();
    return text(steps == 1 ? "overview.oneStep" : "overview.steps", next.get().title(), steps);
  }

  /** The second line: the goal, or what the folder is. */
  String subline() {
    ReadinessSnapshot snapshot = readiness.snapshotProperty().get();
    return snapshot
        .settings()
        .goal()
        .map(goal -> text("overview.goal", goal(goal)))
        .orElseGet(() -> snapshot.project().label() + " · " + text("overview.noGoal"));
  }

  private String goal(ProjectSettings.Goal goal) {
    String target = goal.metric() + " " + goal.target();
    return goal.until()
        .map(day -> {
          LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
          long days = ChronoUnit.DAYS.between(today, day);
          return days < 0
              ? text("overview.over", target, -days)
              : text("overview.until", target, days, DAY.format(day));
        })
        .orElse(target);
  }

  /** What opens the next level soonest. */
  List<Step> steps() {
    ReadinessReport report = readiness.report().orElse(null);
    if (report == null) {
      return List.of();
    }
    return ReadinessViewModel.nextLevel(report)
        .map(level ->
            NextSteps.towards(level, report, mendable, STEPS).stream()
                .map(finding -> step(finding, level))
                .toList())
        .orElse(List.of());
  }

  private Step step(Finding finding, Level level) {
    CheckSpec check = finding.check();
    CheckRow row = CheckRow.of(finding);
    boolean gap = finding.status() == Status.FAIL;
    return new Step(
        check.id(),
        check.title(),
        row.where(),
        gap ? text("overview.blocks", level.title()) : row.tag(),
        gap ? severity(check) : row.tone(),
        way(check.id(), gap));
  }

  private Way way(String check, boolean gap) {
    if (gap) {
      return mendable.test(check) ? Way.FIX : Way.LOOK;
    }
    return Proof.Kind.TESTS.checks().contains(check)
        ? Way.TESTS
        : Proof.Kind.PROBE.checks().contains(check) ? Way.PROBES : Way.LOOK;
  }

  private static Tone severity(CheckSpec check) {
    return switch (check.weight()) {
      case CRITICAL, HIGH -> Tone.BAD;
      case MEDIUM, LOW -> Tone.WARN;
    };
  }

  List<ReadinessReport.ChecklistItem> checklist() {
    return readiness.report().map(ReadinessReport::checklist).orElse(List.of());
  }
}
