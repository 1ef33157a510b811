package dev.dragoncode.cli;

import dev.dragoncode.change.Proposal;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.service.change.Applied;
import dev.dragoncode.service.change.FixControl;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Mends the gap of a check, or shows how it would. */
@Command(
    name = "fix",
    description = "Mends the gap of a check in the project's files, all of it or nothing.",
    mixinStandardHelpOptions = true)
final class FixCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "CHECK", description = "The check, such as PRD-NONROOT.")
  private String check = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project folder; the current one where it is left out.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--undo", description = "Takes back the last fix, which is that of CHECK.")
  private boolean undo;

  @Option(
      names = "--answer",
      paramLabel = "KEY=TEXT",
      description = "Answers a question of the fix; once for each.")
  private Map<String, String> answers = new LinkedHashMap<>();

  @Mixin private final ChangeOptions options = new ChangeOptions();

  FixCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path project = ProjectArgument.real(folder);
    KnownCheck.demand(services, check);
    FixControl fixes = services.fixes(project);
    return undo ? undo(fixes, project) : fix(fixes, project);
  }

  private int fix(FixControl fixes, Path project) throws InterruptedException {
    Proposal proposal = fixes.preview(check, answers);
    if (proposal.isEmpty()) {
      Finding finding = finding(project);
      if (finding.status() != Status.FAIL) {
        terminal.line(check + " has no gap here: " + finding.summary() + ".");
        return Exit.OK;
      }
      terminal.line(proposal.declined().orElse("There is nothing to change."));
      ChangeRun.tell(terminal, proposal);
      return Exit.GAPS;
    }
    if (options.dryRun()) {
      ChangeRun.diff(terminal, options.conflicts() ? proposal.withMarks() : proposal.changes());
      ChangeRun.tell(terminal, proposal);
      return proposal.remaining().isEmpty() && proposal.conflicts().isEmpty() ? Exit.OK : Exit.GAPS;
    }
    Applied applied = fixes.apply(check, proposal, options.conflicts());
    applied.paths().forEach(path -> terminal.line("Changed " + path));
    ChangeRun.tell(terminal, proposal);
    Finding now = finding(project);
    terminal.line(check + " " + now.status().word() + ": " + now.summary());
    return now.status() == Status.FAIL || now.status() == Status.ERROR ? Exit.GAPS : Exit.OK;
  }

  private int undo(FixControl fixes, Path project) throws InterruptedException {
    fixes
        .applied()
        .latest()
        .last()
        .filter(last -> !last.title().equals(check))
        .ifPresent(last -> {
          throw Problem.of(
                  "The last fix was not that of " + check,
                  "It was that of " + last.title() + ", and fixes are undone from the last one on.",
                  Remedy.of("dragoncode fix " + last.title() + " --undo"))
              .asException();
        });
    Proposal undoing = fixes.undoing();
    if (options.dryRun()) {
      ChangeRun.diff(terminal, undoing.changes());
      ChangeRun.tell(terminal, undoing);
      return undoing.conflicts().isEmpty() ? Exit.OK : Exit.GAPS;
    }
    fixes.undo(options.conflicts());
    undoing.changes().paths().forEach(path -> terminal.line("Put back " + path));
    ChangeRun.tell(terminal, undoing);
    Finding now = finding(project);
    terminal.line(check + " " + now.status().word() + ": " + now.summary());
    return Exit.OK;
  }

  private Finding finding(Path project) throws InterruptedException {
    return services.check(project).report().orElseThrow().findings().stream()
        .filter(f -> f.check().id().equals(check))
        .findFirst()
        .orElseThrow();
  }
}
