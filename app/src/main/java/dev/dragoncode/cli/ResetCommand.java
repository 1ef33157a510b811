package dev.dragoncode.cli;

import dev.dragoncode.emulators.model.StackTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives emulators fresh data. */
@Command(
    name = "reset",
    description =
        "Removes the data of a project's emulators, or of those named, and seeds anew; what runs runs"
            + " on.",
    mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "[PATH] [ID...]",
      hideParamSyntax = true,
      description =
          "The project folder, the current one where the first word is no folder, and emulators;"
              + " all where none is named.")
  private List<String> arguments = List.of();

  ResetCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    boolean path = !arguments.isEmpty() && Files.isDirectory(Path.of(arguments.getFirst()));
    List<String> ids = path ? arguments.subList(1, arguments.size()) : arguments;
    Path project =
        ProjectArgument.real(path ? Optional.of(Path.of(arguments.getFirst())) : Optional.empty());
    return new StackTaskRun(services, terminal)
        .run(
            project,
            new StackTask.Reset(ids),
            ids.isEmpty()
                ? "All emulators begin with fresh data."
                : String.join(", ", ids) + " begins with fresh data.");
  }
}
