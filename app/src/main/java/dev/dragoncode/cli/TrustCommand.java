package dev.dragoncode.cli;

import dev.dragoncode.service.ProjectSession;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says that what is in a folder may run. */
@Command(
    name = "trust",
    description = "Lets what a project brings run: its tests, hooks, build and compose files.",
    mixinStandardHelpOptions = true)
final class TrustCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(arity = "1", paramLabel = "PATH", description = "The project folder.")
  private Path path = Path.of("");

  @Option(names = "--revoke", description = "Takes the trust back.")
  private boolean revoke;

  TrustCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path folder = ProjectSession.realFolder(path.toAbsolutePath().normalize());
    if (revoke) {
      services.projects().distrust(folder);
      terminal.line(folder + " is not trusted.");
    } else {
      services.projects().trust(folder);
      terminal.line(folder + " is trusted.");
    }
    return Exit.OK;
  }
}
