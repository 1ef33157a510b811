package dev.dragoncode.cli;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The project of a command that runs what the project brings. */
final class TrustedFolder {

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(names = "--trust", description = "Lets what the project brings run, this time.")
  private boolean trust;

  /** The folder's real path, where nothing that it brings will run. */
  Path unasked() {
    return project.real();
  }

  /**
   * The folder's real path.
   *
   * @param command its name, for the remedy
   * @throws dev.dragoncode.problem.ProblemException if it cannot be read, or is not trusted
   */
  Path demand(CliServices services, String command) {
    Path folder = project.real();
    demand(services, folder, trust, command);
    return folder;
  }

  /**
   * Lets a folder pass that is trusted.
   *
   * @param trust whether it is, this time
   * @throws dev.dragoncode.problem.ProblemException if it is not
   */
  static void demand(CliServices services, Path folder, boolean trust, String command) {
    if (!trust && !services.projects().trusted(folder)) {
      throw Problem.of(
              "Nothing may run in a folder that is not trusted",
              "Tests, build files and services run as programs with your rights.",
              Remedy.of("Look at " + folder + ", then: dragoncode trust " + folder),
              Remedy.of("For this one time: dragoncode " + command + " --trust " + folder))
          .asException();
    }
  }
}
