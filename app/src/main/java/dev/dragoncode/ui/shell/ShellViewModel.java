package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.EmulatorState;
import dev.dragoncode.emulators.model.EngineStatus;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.service.ReadinessSnapshot;
import dev.dragoncode.ui.control.Tone;
import dev.dragoncode.ui.emulators.EmulatorsViewModel;
import dev.dragoncode.ui.readiness.ReadinessViewModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the window's frame shows of an open project. FX thread. */
public final class ShellViewModel {

  private final String projectName;
  private final EmulatorsViewModel emulators;
  private final ReadinessViewModel readiness;
  private final InstantSource clock;
  private final BooleanProperty trusted = new SimpleBooleanProperty();
  private final ObjectProperty<Rail.Place> place = new SimpleObjectProperty<>(Rail.Place.OVERVIEW);

  private final ObjectProperty<List<Job>> launched = new SimpleObjectProperty<>(List.of());
  private final ObjectProperty<Optional<Job>> carrying =
      new SimpleObjectProperty<>(Optional.empty());

  public ShellViewModel(
      String projectName,
      EmulatorsViewModel emulators,
      ReadinessViewModel readiness,
      InstantSource clock) {
    this.projectName = projectName;
    this.emulators = emulators;
    this.readiness = readiness;
    this.clock = clock;
  }

  String projectName() {
    return projectName;
  }

  EmulatorsViewModel emulators() {
    return emulators;
  }

  ReadinessViewModel readiness() {
    return readiness;
  }

  public BooleanProperty trustedProperty() {
    return trusted;
  }

  /** A file of images that is being written or read. */
  ObjectProperty<Optional<Job>> carryingProperty() {
    return carrying;
  }

  /** Runs of the project's tests, profiles and the like that go on. */
  ObjectProperty<List<Job>> launchedProperty() {
    return launched;
  }

  ObjectProperty<Rail.Place> placeProperty() {
    return place;
  }

  Optional<String> branch() {
    return readiness.snapshotProperty().get().project().branch();
  }

  Tone engineTone() {
    return emulators.stackProperty().get().docker() instanceof EngineStatus.Available
        ? Tone.OK
        : Tone.IDLE;
  }

  /** Bottom bar, left: how many emulators are ready. */
  String emulatorsText() {
    List<EmulatorSnapshot> all = emulators.emulators();
    return all.isEmpty()
        ? text("bottom.noEmulators")
        : text("bottom.emulators", count(EmulatorState::done), all.size());
  }

  Tone emulatorsTone() {
    List<EmulatorSnapshot> all = emulators.emulators();
    if (all.stream()
        .anyMatch(e ->
            e.state() instanceof EmulatorState.Failed
                || e.state() instanceof EmulatorState.EngineUnavailable)) {
      return Tone.BAD;
    }
    if (!all.isEmpty() && count(EmulatorState::done) == all.size()) {
      return Tone.OK;
    }
    return emulators.anyActive() ? Tone.INFO : Tone.IDLE;
  }

  private long count(Predicate<EmulatorState> such) {
    return emulators.emulators().stream().filter(e -> such.test(e.state())).count();
  }

  /** Bottom bar: score with coverage, and what blocks the next level. */
  String readinessText() {
    ReadinessReport report = readiness.report().orElse(null);
    if (report == null) {
      return "";
    }
    String score =
        report.tally().score().isPresent()
            ? text(
                "bottom.readiness",
                report.tally().score().getAsInt(),
                report.tally().coverage().orElse(0))
            : text("bottom.noScore");
    Optional<Level> next = ReadinessViewModel.nextLevel(report);
    return score
        + next.map(l -> " · " + text("bottom.blocks", report.blockers(l).size(), l.title()))
            .orElse("");
  }

  /** Bottom bar, right: when and how much was checked. */
  String checkedText() {
    return readiness
        .report()
        .map(report ->
            text(
                "bottom.checked",
                took(report.took()),
                age(Duration.between(report.at(), clock.instant())),
                report.files()))
        .orElse("");
  }

  private static String took(Duration duration) {
    return duration.toMillis() < 1_000
        ? duration.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
  }

  private static String age(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    return seconds < 60 ? text("ago.now") : text("ago.minutes", seconds / 60);
  }

  /** The memory that this process holds, as the JVM sees it. */
  static String memoryText() {
    Runtime runtime = Runtime.getRuntime();
    return text("bottom.memory", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  /**
   * A long job that goes on now.
   *
   * @param progress from 0 to 1, negative while unknown
   */
  record Job(String id, String title, double progress, Runnable cancel) {}

  /** Runs, fetching of images and artifacts, and reading of a large folder. */
  List<Job> jobs() {
    List<Job> jobs = new java.util.ArrayList<>();
    if (readiness.snapshotProperty().get().state()
        instanceof ReadinessSnapshot.State.Loading(int files, int done, int total)) {
      jobs.add(
          new Job(
              "check",
              text("job.check", files),
              total == 0 ? -1 : (double) done / total,
              () -> {}));
    }
    for (EmulatorSnapshot emulator : emulators.emulators()) {
      if (emulator.state() instanceof EmulatorState.Pulling(PullProgress progress)) {
        jobs.add(
            new Job(
                emulator.id(),
                text("job.fetch", emulator.name()),
                progress.totalBytes() == 0 ? -1 : progress.fraction(),
                () -> emulators.stop(emulator.id())));
      }
    }
    carrying.get().ifPresent(jobs::add);
    jobs.addAll(launched.get());
    return jobs;
  }
}
