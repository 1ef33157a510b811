package dev.dragoncode.ui.shell;

import static dev.dragoncode.ui.fx.Texts.text;

import dev.dragoncode.emulators.engine.EngineSupply.Carried;
import dev.dragoncode.emulators.engine.EngineSupply.Item;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.service.SupplyService;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.stage.FileChooser;

/** Writes and reads files of images for machines without a network, one at a time. FX thread. */
final class SupplyJobs {

  private static final String ARCHIVE = "images.tar";

  private final Workbench workbench;
  private final ProjectWindow window;
  private final ProjectSession session;
  private final ShellViewModel model;

  SupplyJobs(
      Workbench workbench, ProjectWindow window, ProjectSession session, ShellViewModel model) {
    this.workbench = workbench;
    this.window = window;
    this.session = session;
    this.model = model;
  }

  /** Whether nothing is being carried now. */
  boolean idle() {
    return model.carryingProperty().get().isEmpty();
  }

  /** Asks for a file, and writes the images of the project's emulators into it. */
  void export() {
    FileChooser chooser = chooser(text("supply.export"));
    chooser.setInitialFileName(ARCHIVE);
    File file = chooser.showSaveDialog(window.stage());
    if (file != null) {
      Path path = file.toPath();
      carry(
          text("supply.exporting", path.getFileName()),
          (supply, progress) ->
              supply.save(EngineKind.DOCKER, session.plannedSpecs(), path, progress),
          text("supply.exported", path.getFileName()));
    }
  }

  /** Asks for a file, and takes in the images that it holds. */
  void take() {
    File file = chooser(text("supply.import")).showOpenDialog(window.stage());
    if (file != null) {
      Path path = file.toPath();
      carry(
          text("supply.importing", path.getFileName()),
          (supply, progress) -> supply.load(path, progress),
          text("supply.imported", path.getFileName()));
    }
  }

  private static FileChooser chooser(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter(text("supply.archives"), "*.tar", "*.zip"),
            new FileChooser.ExtensionFilter(text("supply.anyFile"), "*"));
    return chooser;
  }

  /** What is done away from the FX thread. */
  private interface Work {
    Carried run(SupplyService supply, Consumer<PullProgress> progress) throws InterruptedException;
  }

  private void carry(String title, Work work, String done) {
    Carrying carrying = new Carrying(title);
    carrying.show(-1);
    workbench.inBackground(
        window,
        () -> {
          carrying.thread = Optional.of(Thread.currentThread());
          try {
            Carried carried =
                work.run(
                    workbench.services().supply().get(),
                    progress ->
                        workbench
                            .dispatcher()
                            .run(() ->
                                carrying.show(
                                    progress.totalBytes() == 0 ? -1 : progress.fraction())));
            workbench.dispatcher().run(() -> window.announce(done, words(carried)));
          } finally {
            carrying.thread = Optional.empty();
            workbench.dispatcher().run(carrying::end);
          }
        });
  }

  private static String words(Carried carried) {
    String items =
        carried.items().stream().map(Item::artifact).distinct().collect(Collectors.joining("\n"));
    return carried.notes().isEmpty() ? items : items + "\n" + String.join("\n", carried.notes());
  }

  /** One file on its way, as the bottom bar shows it. */
  private final class Carrying {

    private final String title;
    private volatile Optional<Thread> thread = Optional.empty();
    private boolean over;

    Carrying(String title) {
      this.title = title;
    }

    void show(double progress) {
      if (!over) {
        model
            .carryingProperty()
            .set(Optional.of(new ShellViewModel.Job("supply", title, progress, this::cancel)));
      }
    }

    void end() {
      over = true;
      model.carryingProperty().set(Optional.empty());
    }

    private void cancel() {
      thread.ifPresent(Thread::interrupt);
    }
  }
}
