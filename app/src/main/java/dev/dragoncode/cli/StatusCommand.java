package dev.dragoncode.cli;

import dev.dragoncode.emulators.model.EmulatorSnapshot;
import dev.dragoncode.emulators.model.Endpoint;
import dev.dragoncode.emulators.model.StackSnapshot;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a project's emulators do now. */
@Command(
    name = "status",
    description = "Says what the emulators of a project do now.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  StatusCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    StackSnapshot stack = Stacks.statusOrPlan(services, project.real());
    if (json) {
      terminal.line(Json.text(StatusJson.of(stack)));
    } else {
      print(stack.emulators());
    }
    return stack.emulators().stream().anyMatch(e -> e.state().word().equals("failed"))
        ? Exit.GAPS
        : Exit.OK;
  }

  private void print(List<EmulatorSnapshot> emulators) {
    if (emulators.isEmpty()) {
      terminal.line("No emulator is needed: nothing in this project asks for one.");
      return;
    }
    for (EmulatorSnapshot emulator : emulators) {
      String where =
          emulator.endpoints().stream()
              .map((Endpoint e) -> e.name() + " " + e.host() + ":" + e.port())
              .collect(Collectors.joining(", "));
      String engine = emulator.choice().map(c -> c.kind().word() + " (" + c.why() + ")").orElse("");
      terminal.line(
          "%-12s %-18s %-26s %s"
              .formatted(
                  emulator.id(),
                  StatusJson.completed(emulator) ? "completed" : emulator.state().word(),
                  where,
                  engine)
              .stripTrailing());
      emulator
          .drills()
          .now()
          .ifPresent(drill ->
              terminal.line("%-12s has a drill: %s".formatted("", drill.drill().kind().word())));
      if (emulator.seeds().changed()) {
        terminal.note(
            "%s was filled from other seeds than there are now: dragoncode reset . %s"
                .formatted(emulator.name(), emulator.id()));
      }
      StatusJson.problem(emulator).ifPresent(terminal::problem);
    }
  }
}
