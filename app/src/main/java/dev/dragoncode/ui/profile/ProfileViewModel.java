package dev.dragoncode.ui.profile;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.profile.CollapsedText;
import dev.dragoncode.profile.Difference;
import dev.dragoncode.profile.FlameHtml;
import dev.dragoncode.profile.FlameSvg;
import dev.dragoncode.profile.JfrRules;
import dev.dragoncode.profile.JfrRules.Finding;
import dev.dragoncode.profile.Mode;
import dev.dragoncode.profile.Profile;
import dev.dragoncode.profile.ProfileFile;
import dev.dragoncode.profile.Recording;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.service.profile.ProjectProfiles;
import dev.dragoncode.service.profile.Sources;
import dev.dragoncode.ui.fx.UiDispatcher;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A profile that is looked at: read away from the FX thread, compared, exported. FX thread. */
public final class ProfileViewModel {

  private static final Logger LOG = LoggerFactory.getLogger(ProfileViewModel.class);

  private final Path file;
  private final ProjectProfiles profiles;
  private final UiDispatcher dispatcher;
  private final Executor background;
  private final ReadOnlyObjectWrapper<Shown> shown =
      new ReadOnlyObjectWrapper<>(new Shown.Loading());
  private final ReadOnlyObjectWrapper<Rules> rules =
      new ReadOnlyObjectWrapper<>(new Rules.Unasked());
  private Optional<Loaded> loaded = Optional.empty();
  private Optional<Compared> compared = Optional.empty();

  /** What is seen. */
  sealed interface Shown {
    record Loading() implements Shown {}

    record Failed(Problem problem) implements Shown {}

    /**
     * A profile.
     *
     * @param modes all that the recording has
     * @param against what it is compared with; empty for none
     */
    record Content(Profile profile, List<Mode> modes, Sources sources, String against)
        implements Shown {}
  }

  /** What the rules of Mission Control say. */
  sealed interface Rules {
    record Unasked() implements Rules {}

    record Asking() implements Rules {}

    /** Only recordings of JFR have events that rules could look at. */
    record None() implements Rules {}

    record Said(List<Finding> findings) implements Rules {}

    record Failed(Problem problem) implements Rules {}
  }

  private record Loaded(Recording recording, Sources sources, Mode mode) {}

  private record Compared(Recording other, String name, boolean swapped) {}

  /**
   * @param file the profile
   * @param wanted the mode to show first; empty for the recording's own
   */
  public ProfileViewModel(
      Path file,
      Optional<Mode> wanted,
      ProjectProfiles profiles,
      UiDispatcher dispatcher,
      Executor background) {
    this.file = file;
    this.profiles = profiles;
    this.dispatcher = dispatcher;
    this.background = background;
    inBackground(
        () -> {
          Recording recording = ProfileFile.read(file);
          Mode mode = wanted.flatMap(recording::of).orElse(recording.main()).mode();
          Loaded read = new Loaded(recording, profiles.sources(), mode);
          dispatcher.run(() -> {
            loaded = Optional.of(read);
            refresh();
          });
        },
        problem -> shown.set(new Shown.Failed(problem)));
  }

  ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Rules> rulesProperty() {
    return rules.getReadOnlyProperty();
  }

  /** Shows another mode of the same recording. */
  void choose(Mode mode) {
    loaded = loaded.map(known -> new Loaded(known.recording(), known.sources(), mode));
    refresh();
  }

  /** The kept profiles that this one can be compared with, newest first. */
  void others(Consumer<List<RunRecord>> show) {
    inBackground(
        () -> {
          List<RunRecord> others =
              profiles.kept().stream()
                  .filter(run -> !profiles.file(run).equals(Optional.of(file)))
                  .toList();
          dispatcher.run(() -> show.accept(others));
        },
        problem -> LOG.warn("Other profiles are not known: {}", problem.reason()));
  }

  /** Compares with a kept profile, the older one first. */
  void compare(RunRecord run, String name) {
    inBackground(
        () -> profiles.file(run).ifPresent(other -> readOther(other, name)),
        problem -> shown.set(new Shown.Failed(problem)));
  }

  /** Compares with another file as the older one. */
  void compare(Path other) {
    inBackground(
        () -> readOther(other, String.valueOf(other.getFileName())),
        problem -> shown.set(new Shown.Failed(problem)));
  }

  private void readOther(Path other, String name) {
    Recording read = ProfileFile.read(other);
    dispatcher.run(() -> {
      compared = Optional.of(new Compared(read, name, false));
      refresh();
    });
  }

  /** Turns the comparison around: what was the newer one is the older. */
  void swap() {
    compared = compared.map(c -> new Compared(c.other(), c.name(), !c.swapped()));
    refresh();
  }

  /** Shows the profile alone again. */
  void endComparison() {
    compared = Optional.empty();
    refresh();
  }

  /** Asks the rules, once. */
  void askRules() {
    if (!(rules.get() instanceof Rules.Unasked)) {
      return;
    }
    rules.set(new Rules.Asking());
    background.execute(() -> {
      Rules said;
      try {
        said = ProfileFile.isRecording(file) ? new Rules.Said(JfrRules.of(file)) : new Rules.None();
      } catch (ProblemException e) {
        said = new Rules.Failed(e.problem());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        said = new Rules.None();
      }
      Rules now = said;
      dispatcher.run(() -> rules.set(now));
    });
  }

  /** Writes what is shown as HTML, SVG or collapsed stacks, by the file's name. */
  void export(Path target, Consumer<Optional<Problem>> done) {
    if (!(shown.get() instanceof Shown.Content content)) {
      return;
    }
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    Profile profile = content.profile();
    String title = String.valueOf(target.getFileName()).replaceFirst("\\.[^.]*$", "");
    inBackground(
        () -> {
          AtomicFiles.writeString(
              target,
              name.endsWith(".svg")
                  ? FlameSvg.write(profile, title)
                  : name.endsWith(".collapsed") || name.endsWith(".txt")
                      ? CollapsedText.write(profile)
                      : FlameHtml.write(profile, title));
          dispatcher.run(() -> done.accept(Optional.empty()));
        },
        problem -> done.accept(Optional.of(problem)));
  }

  private void refresh() {
    if (loaded.isEmpty()) {
      return;
    }
    Loaded now = loaded.get();
    Profile own = now.recording().of(now.mode()).orElse(now.recording().main());
    List<Mode> modes = now.recording().profiles().stream().map(Profile::mode).distinct().toList();
    if (compared.isEmpty()) {
      shown.set(new Shown.Content(own, modes, now.sources(), ""));
      return;
    }
    Compared with = compared.get();
    inBackground(
        () -> {
          Profile other = with.other().of(own.mode()).orElse(with.other().main());
          Profile both = with.swapped() ? Difference.of(own, other) : Difference.of(other, own);
          dispatcher.run(
              () -> shown.set(new Shown.Content(both, modes, now.sources(), with.name())));
        },
        problem -> {
          compared = Optional.empty();
          shown.set(new Shown.Failed(problem));
        });
  }

  private void inBackground(Runnable work, Consumer<Problem> failed) {
    background.execute(() -> {
      try {
        work.run();
      } catch (ProblemException e) {
        dispatcher.run(() -> failed.accept(e.problem()));
      }
    });
  }
}
