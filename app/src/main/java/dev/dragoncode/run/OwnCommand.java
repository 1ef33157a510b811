package dev.dragoncode.run;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.syntax.Shell;
import java.util.List;

/** A command that a team has named in dragoncode.yaml: one program, since no shell is started. */
final class OwnCommand {

  private OwnCommand() {}

  /**
   * The program and its arguments.
   *
   * @param name such as {@code test} for {@code commands.test}
   * @throws dev.dragoncode.problem.ProblemException if it needs a shell
   */
  static List<String> words(String name, String line) {
    List<Shell.Command> commands = Shell.commands(line);
    if (commands.size() != 1 || needsShell(line)) {
      throw Problem.of(
              "The %s command in %s is not one program".formatted(name, ProjectSettings.FILE),
              "“" + line + "” needs a shell, and DragonCode starts programs without one.",
              Remedy.of(
                  "Put it into a script of the project, and name that as commands." + name + "."))
          .asException();
    }
    return commands.getFirst().words();
  }

  /** Whether a line joins programs, redirects them, or takes values from elsewhere. */
  static boolean needsShell(String line) {
    return line.matches(".*[|&;<>`$(].*");
  }
}
