package dev.dragoncode.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops a project's emulators, whoever started them. */
@Command(
    name = "down",
    description = "Stops the emulators of a project.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

  /** Longer than the longest grace of a catalog entry. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(arity = "0..1", paramLabel = "PATH", description = "The project folder.")
  private Optional<Path> path = Optional.empty();

  DownCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    int stopped = services.stacks().down(ProjectFolder.real(path), TIMEOUT);
    terminal.line(
        switch (stopped) {
          case 0 -> "No emulator was running.";
          case 1 -> "1 emulator stopped.";
          default -> stopped + " emulators stopped.";
        });
    return Exit.OK;
  }
}
