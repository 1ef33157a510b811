package dev.dragoncode.cli;

import dev.dragoncode.change.Proposal;
import dev.dragoncode.service.change.FixControl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the last change of a project's files back. */
@Command(
    name = "undo",
    description =
        "Takes back the last change that DragonCode made in a project: a fix, a capability, an"
            + " update, or all of a new project. What was changed by hand since stays.",
    mixinStandardHelpOptions = true)
final class UndoCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Mixin private final ChangeOptions options = new ChangeOptions();

  UndoCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    FixControl changes = services.fixes(project.real());
    Proposal undoing = changes.undoing();
    if (options.dryRun()) {
      ChangeRun.diff(terminal, undoing.changes());
    } else {
      String title = changes.applied().latest().last().map(last -> last.title()).orElse("");
      changes.undo(options.conflicts());
      terminal.line("Took back: " + title);
      ChangeRun.shown(undoing.changes()).paths().forEach(p -> terminal.line("Put back " + p));
    }
    ChangeRun.tell(terminal, undoing);
    return undoing.conflicts().isEmpty() || options.conflicts() ? Exit.OK : Exit.GAPS;
  }
}
