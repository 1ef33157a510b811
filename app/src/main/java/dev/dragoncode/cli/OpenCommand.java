package dev.dragoncode.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens the window; without a display, its twin in the terminal. */
@Command(
    name = "open",
    description = "Opens the window on a project folder.",
    mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;
  private final UpCommand twin;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project folder; the last one where it is left out.")
  private Optional<Path> path = Optional.empty();

  OpenCommand(CliServices services, Terminal terminal, UpCommand twin) {
    this.services = services;
    this.terminal = terminal;
    this.twin = twin;
  }

  @Override
  public Integer call() throws InterruptedException {
    return open(path);
  }

  /**
   * Opens the window and waits for its end.
   *
   * @param named the project folder; the last one, or the current one without a display, where
   *     empty
   */
  int open(Optional<Path> named) throws InterruptedException {
    Optional<Path> folder = named.map(p -> p.toAbsolutePath().normalize());
    Optional<String> noWindow = services.window(folder);
    if (noWindow.isEmpty()) {
      return Exit.OK;
    }
    terminal.note(noWindow.get() + ": running in this terminal instead; Ctrl-C stops.");
    return twin.runTwin(folder.orElse(Path.of("").toAbsolutePath()));
  }
}
