package dev.dragoncode.cli;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectSettings.Waiver;
import dev.dragoncode.project.SettingsEdit;
import dev.dragoncode.project.SettingsFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accepts a gap for a while. */
@Command(
    name = "waive",
    description = "Accepts a gap for a while, with its reason, in dragoncode.yaml.",
    mixinStandardHelpOptions = true)
final class WaiveCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "CHECK", description = "The check, such as PRE-LOCK.")
  private String check = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project folder; the current one where it is left out.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(names = "--owner", required = true, paramLabel = "NAME", description = "Who answers.")
  private String owner = "";

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      description = "The last day, at most 90 days from now, which is also the default.")
  private Optional<LocalDate> expires = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "FILE",
      description = "Only gaps in this file or folder of the project.")
  private Optional<String> only = Optional.empty();

  WaiveCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path project = ProjectArgument.real(folder);
    KnownCheck.demand(services, check);
    LocalDate today = services.today();
    LocalDate last = today.plusDays(SettingsFile.MAX_WAIVER_DAYS);
    LocalDate until = expires.orElse(last);
    if (until.isAfter(last) || until.isBefore(today)) {
      throw Problem.of(
              "The waiver cannot end on " + until,
              "A waiver lasts "
                  + SettingsFile.MAX_WAIVER_DAYS
                  + " days at most, and not into the past.",
              Remedy.of("Choose a day up to " + last))
          .asException();
    }
    Waiver waiver = new Waiver(check, only, reason, owner, until, 0);
    services.changeSettings(project, text -> SettingsEdit.addWaiver(text, waiver));
    terminal.line(check + " is waived until " + until + ", in " + ProjectSettings.FILE + ".");
    return Exit.OK;
  }
}
