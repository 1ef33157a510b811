package dev.dragoncode.cli;

import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.snapshot.Subscription;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a project's emulators log. */
@Command(
    name = "logs",
    description = "Prints what the emulators of a project log, merged by time.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(
      names = {"-e", "--emulator"},
      paramLabel = "ID",
      description = "Only this emulator; may be given several times.")
  private List<String> emulators = List.of();

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "100",
      description = "How many past lines (${DEFAULT-VALUE}).")
  private int lines;

  LogsCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = project.real();
    if (!follow) {
      services.stacks().logs(folder, lines).forEach(this::print);
      return Exit.OK;
    }
    CountDownLatch stop = new CountDownLatch(1);
    services.onShutdown(stop::countDown);
    try (Subscription _ = services.stacks().follow(folder, lines, this::print)) {
      stop.await();
    }
    return Exit.OK;
  }

  private void print(LogLine line) {
    if (emulators.isEmpty() || emulators.contains(line.emulator())) {
      terminal.line("%s %-12s %s".formatted(TIME.format(line.at()), line.emulator(), line.text()));
    }
  }
}
