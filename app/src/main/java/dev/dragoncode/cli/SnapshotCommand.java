package dev.dragoncode.cli;

import dev.dragoncode.emulators.model.SavedStack;
import dev.dragoncode.emulators.model.StackTask;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves and restores the data of a whole stack under a name. */
@Command(
    name = "snapshot",
    description = "Saves and restores the data of a project's emulators under a name.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "save|restore|list|delete")
final class SnapshotCommand implements Runnable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final long MIB = 1 << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  private SnapshotCommand() {}

  /** The command with its subcommands. */
  static CommandLine line(CliServices services, Terminal terminal) {
    StackTaskRun run = new StackTaskRun(services, terminal);
    return new CommandLine(new SnapshotCommand())
        .addSubcommand("save", new Named(run, StackTask.Save::new, "saved"))
        .addSubcommand("restore", new Named(run, StackTask.Restore::new, "restored"))
        .addSubcommand("list", new Listing(services, terminal))
        .addSubcommand("delete", new Named(run, StackTask.Delete::new, "deleted"));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: save, restore, list or delete");
  }

  /** What is done with one snapshot. */
  @Command(description = "Does that with one snapshot.", mixinStandardHelpOptions = true)
  private static final class Named implements Callable<Integer> {

    private final StackTaskRun run;
    private final Function<String, StackTask> task;
    private final String participle;

    @Parameters(index = "0", paramLabel = "NAME", description = "The snapshot's name.")
    private String name = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "PATH",
        description = "The project folder; the current one where it is left out.")
    private Optional<Path> path = Optional.empty();

    Named(StackTaskRun run, Function<String, StackTask> task, String participle) {
      this.run = run;
      this.task = task;
      this.participle = participle;
    }

    @Override
    public Integer call() throws InterruptedException {
      return run.run(
          ProjectArgument.real(path),
          task.apply(name),
          "The snapshot “" + name + "” is " + participle + ".");
    }
  }

  /** The snapshots that there are. */
  @Command(
      description = "Lists the snapshots of a project, newest first.",
      mixinStandardHelpOptions = true)
  private static final class Listing implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Mixin private final ProjectArgument project = new ProjectArgument();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    Listing(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      List<SavedStack> snapshots = services.stacks().snapshots(project.real());
      if (json) {
        terminal.line(
            Json.text(Map.of("snapshots", snapshots.stream().map(Listing::node).toList())));
      } else if (snapshots.isEmpty()) {
        terminal.line("This project has no snapshots.");
      } else {
        snapshots.forEach(this::print);
      }
      return Exit.OK;
    }

    private void print(SavedStack snapshot) {
      terminal.line(
          "%-20s %s %6d MiB  %s"
              .formatted(
                  snapshot.name(),
                  TIME.format(snapshot.takenAt()),
                  (snapshot.bytes() + MIB - 1) / MIB,
                  snapshot.emulators().stream()
                      .map(emulator -> emulator.id() + " (" + emulator.engine().word() + ")")
                      .collect(Collectors.joining(", "))));
    }

    private static Map<String, Object> node(SavedStack snapshot) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("name", snapshot.name());
      node.put("takenAt", snapshot.takenAt().toString());
      node.put("bytes", snapshot.bytes());
      node.put("emulators", snapshot.emulators().stream().map(Listing::node).toList());
      node.put("leftOut", snapshot.leftOut());
      return node;
    }

    private static Map<String, Object> node(SavedStack.SavedEmulator emulator) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("id", emulator.id());
      node.put("engine", emulator.engine().word());
      node.put("artifact", emulator.artifact());
      node.put("bytes", emulator.bytes());
      return node;
    }
  }
}
