package dev.dragoncode.cli;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.readiness.Proof.Outcome;
import dev.dragoncode.run.ServicePlan;
import dev.dragoncode.run.probe.Shown;
import dev.dragoncode.service.run.ProbeNotes;
import dev.dragoncode.service.run.ProbeService;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a project's service and asks it what only a running one can tell. */
@Command(
    name = "probe",
    description =
        "Starts the project's service beside its emulators, probes it, ends it, and keeps what was"
            + " seen as proofs for 24 hours.",
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final TrustedFolder project = new TrustedFolder();

  @Option(names = "--verbose", description = "Prints what the service prints, to stderr.")
  private boolean verbose;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  ProbeCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = project.demand(services, "probe");
    List<Shown> shown =
        services
            .probes()
            .run(folder, services.settings(folder), services.store(folder), new Printing());
    if (json) {
      terminal.line(Json.text(Map.of("probes", shown.stream().map(ProbeNotes::json).toList())));
    }
    boolean refuted = shown.stream().anyMatch(each -> each.outcome() == Outcome.REFUTED);
    return refuted ? Exit.GAPS : Exit.OK;
  }

  /** Tells how far it is, and each result as it comes. */
  private final class Printing implements ProbeService.Listener {
    @Override
    public void starts(ServicePlan plan) {
      terminal.note(terminal.color("2", "> " + plan.shown()));
    }

    @Override
    public void prints(OutputLine line) {
      if (verbose) {
        terminal.note(line.text());
      }
    }

    @Override
    public void answers(String address) {
      terminal.note(terminal.color("2", "It answers at " + address));
    }

    @Override
    public void shown(Shown shown) {
      if (!json) {
        terminal.line(
            "%s %-13s %s".formatted(sign(shown.outcome()), shown.check(), shown.summary()));
      }
    }
  }

  private String sign(Outcome outcome) {
    return switch (outcome) {
      case SHOWN -> terminal.color("32", "proven ");
      case REFUTED -> terminal.color("31", "refuted");
      case OPEN -> terminal.color("33", "open   ");
    };
  }
}
