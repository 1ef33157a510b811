package dev.dragoncode.cli;

import dev.dragoncode.service.Doctor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at the machine: what works here and what does not. */
@Command(
    name = "doctor",
    description = "Looks at what DragonCode needs on this machine.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  DoctorCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Doctor.Diagnosis> all = services.doctor().examine();
    if (json) {
      terminal.line(Json.text(Map.of("checks", all.stream().map(DoctorCommand::node).toList())));
    } else {
      for (Doctor.Diagnosis d : all) {
        String sign =
            switch (d.verdict()) {
              case FINE -> terminal.color("32", "ok  ");
              case MISSING -> terminal.color("33", "none");
              case BROKEN -> terminal.color("31", "bad ");
            };
        terminal.line(sign + "  " + "%-18s %s".formatted(d.what(), d.words()));
        d.problem().ifPresent(terminal::problem);
      }
    }
    return all.stream().anyMatch(d -> d.verdict() == Doctor.Verdict.BROKEN) ? Exit.GAPS : Exit.OK;
  }

  private static Map<String, Object> node(Doctor.Diagnosis d) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("what", d.what());
    node.put("verdict", d.verdict().name().toLowerCase(java.util.Locale.ROOT));
    node.put("words", d.words());
    return node;
  }
}
