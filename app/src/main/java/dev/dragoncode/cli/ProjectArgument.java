package dev.dragoncode.cli;

import dev.dragoncode.service.ProjectSession;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The PATH that most commands take. */
final class ProjectArgument {

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project folder; the current one where it is left out.")
  private Optional<Path> path = Optional.empty();

  /** The folder as it was named, absolute. */
  Path folder() {
    return folder(path);
  }

  private static Path folder(Optional<Path> path) {
    return path.orElse(Path.of("")).toAbsolutePath().normalize();
  }

  /** The real path of a folder that a command takes beside other arguments. */
  static Path real(Optional<Path> path) {
    return ProjectSession.realFolder(folder(path));
  }

  /**
   * The folder's real path.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read
   */
  Path real() {
    return ProjectSession.realFolder(folder());
  }
}
