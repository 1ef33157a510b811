package dev.dragoncode.cli;

import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.ProjectSettings.Attestation;
import dev.dragoncode.project.SettingsEdit;
import dev.dragoncode.project.SettingsFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes down that somebody has looked at what files cannot tell. */
@Command(
    name = "attest",
    description = "Says in dragoncode.yaml that a person has looked at what a check asks.",
    mixinStandardHelpOptions = true)
final class AttestCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "CHECK", description = "The check, such as OPS-BACKUP.")
  private String check = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project folder; the current one where it is left out.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who has looked.")
  private String by = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "What was seen.")
  private Optional<String> note = Optional.empty();

  AttestCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path project = ProjectArgument.real(folder);
    KnownCheck.demand(services, check);
    LocalDate today = services.today();
    Attestation attestation = new Attestation(check, by, today, note, 0);
    services.changeSettings(project, text -> SettingsEdit.addAttestation(text, attestation));
    terminal.line(
        check
            + " is attested until "
            + today.plusDays(SettingsFile.MAX_ATTESTATION_DAYS)
            + ", in "
            + ProjectSettings.FILE
            + ".");
    return Exit.OK;
  }
}
