package dev.dragoncode.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin private final ProjectArgument project = new ProjectArgument();

  DownCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    int stopped = services.stacks().down(project.real(), TIMEOUT);
    terminal.line(
        switch (stopped) {
          case 0 -> "No emulator was running.";
          case 1 -> "1 emulator stopped.";
          default -> stopped + " emulators stopped.";
        });
    return Exit.OK;
  }
}
