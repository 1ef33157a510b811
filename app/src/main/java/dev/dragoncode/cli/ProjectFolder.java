package dev.dragoncode.cli;

import dev.dragoncode.service.ProjectSession;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that a command line means. */
final class ProjectFolder {

  private ProjectFolder() {}

  /**
   * The real path of the folder, or of the current one.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read
   */
  static Path real(Optional<Path> path) {
    return ProjectSession.realFolder(DragonCode.folder(path));
  }
}
