package dev.dragoncode.service;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.io.files.RegularFiles;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.FileIndex;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.SettingsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The project's dragoncode.yaml as a file that the window and the command line edit. */
public final class SharedSettings {

  private static final Logger LOG = LoggerFactory.getLogger(SharedSettings.class);

  private final Path file;

  /**
   * @param root the project's folder
   */
  public SharedSettings(Path root) {
    this.file = root.resolve(ProjectSettings.FILE);
  }

  /**
   * Replaces the file's text, in one step, by what the change makes of it; a missing file is empty.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read, changed or written
   */
  public void change(UnaryOperator<String> change) {
    try {
      String before =
          Files.exists(file)
              ? new String(
                  RegularFiles.read(file, FileIndex.MAX_TEXT_BYTES), StandardCharsets.UTF_8)
              : "";
      AtomicFiles.writeString(file, change.apply(before));
    } catch (IOException e) {
      throw Problem.of(
              ProjectSettings.FILE + " cannot be changed",
              file + " cannot be read: " + e.getMessage() + ".",
              Remedy.of("Check the rights of the file and try again"))
          .causedBy(e)
          .asException();
    }
  }

  /**
   * What the file says, as far as it can be used; nothing where there is none.
   *
   * @param today what "expired" is measured against
   */
  public ProjectSettings read(LocalDate today) {
    try {
      if (!Files.isRegularFile(file)) {
        return ProjectSettings.none();
      }
      String text =
          new String(RegularFiles.read(file, FileIndex.MAX_TEXT_BYTES), StandardCharsets.UTF_8);
      return SettingsFile.read(text, file, today).settings();
    } catch (IOException e) {
      LOG.warn("{} cannot be read", file, e);
      return ProjectSettings.none();
    }
  }

  /** Makes the file with this text where there is none. */
  void ensure(String text) {
    if (!Files.exists(file)) {
      AtomicFiles.writeString(file, text);
    }
  }
}
