package dev.dragoncode.cli;

import dev.dragoncode.fix.CapabilityChange;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a project that was made here up to date with newer templates. */
@Command(
    name = "update",
    description = "Merges what newer templates generate into a project that was made by new.",
    mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Option(names = "--dry-run", description = "Prints the change as a diff and writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--conflicts",
      description = "Writes files that were changed by hand as well, with git's conflict marks.")
  private boolean conflicts;

  UpdateCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return new ChangeRun(terminal, services.fixes(project.real()), dryRun, conflicts)
        .run(CapabilityChange.UPDATE, Map.of());
  }
}
