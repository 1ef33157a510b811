package dev.dragoncode.ui.shell;

import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.service.ConnectionFile;
import dev.dragoncode.service.FileChange;
import dev.dragoncode.service.OfferedEmulator;
import dev.dragoncode.service.ProjectSession;
import dev.dragoncode.ui.emulators.EmulatorActions;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.FileChooser;

/** Does for the emulators screen what concerns the project's files. */
final class ProjectEmulators implements EmulatorActions {

  private final Workbench workbench;
  private final ProjectWindow window;
  private final ProjectSession session;
  private final SupplyJobs supply;
  private final Runnable edit;

  /**
   * @param edit opens the project's dragoncode.yaml
   */
  ProjectEmulators(
      Workbench workbench,
      ProjectWindow window,
      ProjectSession session,
      SupplyJobs supply,
      Runnable edit) {
    this.workbench = workbench;
    this.window = window;
    this.session = session;
    this.supply = supply;
    this.edit = edit;
  }

  @Override
  public List<OfferedEmulator> offered() {
    return session.offeredEmulators();
  }

  @Override
  public void add(String id) {
    workbench.inBackground(window, () -> session.addEmulator(id));
  }

  @Override
  public void remove(String id) {
    workbench.inBackground(window, () -> session.removeEmulator(id));
  }

  @Override
  public void edit() {
    edit.run();
  }

  @Override
  public Optional<Path> askWhereToSave(String name) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(window.stage())).map(File::toPath);
  }

  @Override
  public Optional<Path> askForFile() {
    return Optional.ofNullable(new FileChooser().showOpenDialog(window.stage())).map(File::toPath);
  }

  @Override
  public void exportImages() {
    supply.export();
  }

  @Override
  public void importImages() {
    supply.take();
  }

  @Override
  public void save(Path file, String text) {
    workbench.inBackground(window, () -> AtomicFiles.writeString(file, text));
  }

  @Override
  public void preview(ConnectionFile kind, Consumer<List<FileChange>> show) {
    workbench.inBackground(
        window,
        () -> {
          List<FileChange> changes = session.connectionChanges(kind);
          workbench.dispatcher().run(() -> show.accept(changes));
        });
  }

  @Override
  public void drill(StackTask.RunDrill task) {
    workbench.inBackground(
        window,
        () -> {
          Optional<Problem> problem = session.emulatorService().submit(task).join().problem();
          if (problem.isPresent()) {
            throw problem.get().asException();
          }
        });
  }

  @Override
  public void pastDrills(String id, Consumer<List<DrillRecord>> show) {
    workbench.inBackground(
        window,
        () -> {
          List<DrillRecord> past = session.emulatorService().pastDrills(id);
          workbench.dispatcher().run(() -> show.accept(past));
        });
  }

  @Override
  public void write(List<FileChange> changes) {
    workbench.inBackground(window, () -> session.apply(changes));
  }
}
