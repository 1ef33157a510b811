package dev.dragoncode.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A terminal inside an emulator's container. */
@Command(
    name = "shell",
    description = "Opens a shell in a running emulator's container.",
    mixinStandardHelpOptions = true,
    customSynopsis = "dragoncode shell [PATH] EMULATOR")
final class ShellCommand implements Callable<Integer> {

  private final CliServices services;

  @Parameters(
      arity = "1..2",
      paramLabel = "[PATH] EMULATOR",
      hideParamSyntax = true,
      description = "The project folder, the current one where it is left out; the emulator's id.")
  private List<String> arguments = List.of();

  ShellCommand(CliServices services) {
    this.services = services;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Path> folder =
        arguments.size() == 2 ? Optional.of(Path.of(arguments.getFirst())) : Optional.empty();
    Path project = ProjectArgument.real(folder);
    try (RawTerminal raw = RawTerminal.open()) {
      return services.stacks().shell(project, arguments.getLast(), raw);
    }
  }
}
