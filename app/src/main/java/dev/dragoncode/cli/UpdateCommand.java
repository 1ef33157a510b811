package dev.dragoncode.cli;

import dev.dragoncode.fix.CapabilityChange;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings a project that was made here up to date with newer templates. */
@Command(
    name = "update",
    description = "Merges what newer templates generate into a project that was made by new.",
    mixinStandardHelpOptions = true)
final class UpdateCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private ProjectArgument project = new ProjectArgument();

  @Mixin private final ChangeOptions options = new ChangeOptions();

  UpdateCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return new ChangeRun(
            terminal, services.fixes(project.real()), options.dryRun(), options.conflicts())
        .run(CapabilityChange.UPDATE, Map.of());
  }
}
