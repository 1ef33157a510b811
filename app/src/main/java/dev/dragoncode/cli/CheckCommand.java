package dev.dragoncode.cli;

import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.ReportJson;
import dev.dragoncode.readiness.ReportText;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.service.ReadinessSnapshot;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a project's checklist. */
@Command(
    name = "check",
    description = "Decides the readiness checklist of a project.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  /** How the checklist is printed. */
  enum Format {
    TEXT,
    JSON
  }

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  CheckCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    ReadinessSnapshot checked = services.check(project.real());
    ReadinessReport report = checked.report().orElseThrow();
    if (json || format == Format.JSON) {
      terminal.line(ReportJson.render(checked.project(), report));
    } else {
      printText(checked, report, terminal);
    }
    return report.findings().stream().anyMatch(f -> f.status() == Status.FAIL)
        ? Exit.GAPS
        : Exit.OK;
  }

  /** Prints the checklist for a person, with what is wrong in dragoncode.yaml apart from it. */
  static void printText(ReadinessSnapshot checked, ReadinessReport report, Terminal terminal) {
    terminal.line(ReportText.render(checked.project(), report, terminal.interactive()).strip());
    report.settingsProblems().forEach(terminal::problem);
  }
}
