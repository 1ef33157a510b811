package dev.dragoncode.ui.emulators;

import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.service.ConnectionFile;
import dev.dragoncode.service.FileChange;
import dev.dragoncode.service.OfferedEmulator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the emulators screen does beyond starting and stopping. Calls return at once; what waits is
 * done elsewhere, and a problem comes to the window.
 */
public interface EmulatorActions {

  /** The whole catalog. */
  List<OfferedEmulator> offered();

  /** Writes into the project's dragoncode.yaml that it has an emulator. */
  void add(String id);

  /** Writes into the project's dragoncode.yaml that it does not have it. */
  void remove(String id);

  /** Opens the project's dragoncode.yaml. */
  void edit();

  /** Asks for a file, and writes the images of the project's emulators into it. */
  void exportImages();

  /** Asks for a file, and takes in the images that it holds. */
  void importImages();

  /** Writes a text to a file that the user chose. */
  void save(Path file, String text);

  /** Asks where a file of this name is to be saved; empty where the user gives up. FX thread. */
  Optional<Path> askWhereToSave(String name);

  /** Asks for a file to be read; empty where the user gives up. FX thread. */
  Optional<Path> askForFile();

  /** Makes up what files become that take the connection settings, and shows them. FX thread. */
  void preview(ConnectionFile kind, Consumer<List<FileChange>> show);

  /** Makes an emulator fail on purpose. */
  void drill(StackTask.RunDrill task);

  /** Looks up the past drills of an emulator, newest first, and shows them. FX thread. */
  void pastDrills(String id, Consumer<List<DrillRecord>> show);

  /** Writes files of the project. */
  void write(List<FileChange> changes);
}
