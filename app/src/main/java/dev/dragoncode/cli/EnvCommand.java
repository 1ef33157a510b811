package dev.dragoncode.cli;

import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.StackSnapshot;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.ConnectionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the connection settings of a project's running emulators. */
@Command(
    name = "env",
    description = "Prints the connection settings of the running emulators.",
    mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "dotenv",
      description = "dotenv, spring or node (${DEFAULT-VALUE}).")
  private Dialect format = Dialect.DOTENV;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  EnvCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = project.real();
    List<EmulatorSnapshot> running =
        services.stacks().status(folder).map(StackSnapshot::emulators).orElse(List.of()).stream()
            .filter(e -> e.state().active())
            .toList();
    if (running.isEmpty()) {
      throw Problem.of(
              "No emulator is running",
              "Connection settings are known once the emulators of " + folder + " have started.",
              Remedy.of("dragoncode up " + folder))
          .asException();
    }
    if (json) {
      terminal.line(Json.text(ConnectionSettings.variables(running, format)));
    } else {
      terminal.out().print(ConnectionSettings.format(running, format));
      terminal.out().flush();
    }
    return Exit.OK;
  }
}
