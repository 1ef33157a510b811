package dev.dragoncode.cli;

import dev.dragoncode.io.files.AtomicFiles;
import dev.dragoncode.readiness.Baseline;
import dev.dragoncode.readiness.Finding;
import dev.dragoncode.readiness.ReadinessReport;
import dev.dragoncode.readiness.ReportFormat;
import dev.dragoncode.readiness.ReportText;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.service.ReadinessSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, sarif, junit, markdown, html or badge (${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes the report to a file and says in a line what it holds.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "An earlier report as JSON: only gaps that are new since then end with 1.")
  private Optional<Path> baseline = Optional.empty();

  CheckCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Baseline> earlier = baseline.map(Baseline::read);
    ReadinessSnapshot checked = services.check(project.real());
    ReadinessReport report = checked.report().orElseThrow();
    ReportFormat wanted = json ? ReportFormat.JSON : format;
    List<Finding> gaps =
        earlier
            .map(b -> b.fresh(report))
            .orElseGet(
                () -> report.findings().stream().filter(f -> f.status() == Status.FAIL).toList());
    if (output.isPresent()) {
      AtomicFiles.writeString(
          output.get().toAbsolutePath().normalize(), wanted.render(checked.project(), report));
      terminal.line(
          output.get() + ": " + gaps.size() + (earlier.isPresent() ? " new gaps" : " gaps"));
    } else if (wanted == ReportFormat.TEXT) {
      printText(checked, report, terminal);
    } else {
      terminal.line(wanted.render(checked.project(), report).stripTrailing());
    }
    if (earlier.isPresent() && output.isEmpty() && wanted == ReportFormat.TEXT) {
      terminal.line("");
      terminal.line(
          gaps.isEmpty()
              ? "No gap is new since the baseline."
              : "New since the baseline: "
                  + String.join(", ", gaps.stream().map(f -> f.check().id()).toList()));
    }
    return gaps.isEmpty() ? Exit.OK : Exit.GAPS;
  }

  /** Prints the checklist for a person, with what is wrong in dragoncode.yaml apart from it. */
  static void printText(ReadinessSnapshot checked, ReadinessReport report, Terminal terminal) {
    terminal.line(ReportText.render(checked.project(), report, terminal.interactive()).strip());
    report.settingsProblems().forEach(terminal::problem);
  }
}
