package dev.dragoncode.cli;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.scaffold.Capabilities;
import dev.dragoncode.scaffold.Capability;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a capability to a project. */
@Command(
    name = "add",
    description = "Adds capabilities to a project, all of it or nothing.",
    mixinStandardHelpOptions = true)
final class AddCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CAPABILITY[,\u2026]",
      description = "What is added, such as flags,ci.")
  private Optional<String> capabilities = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project folder; the current one where it is left out.")
  private Optional<Path> folder = Optional.empty();

  @Option(names = "--list", description = "Lists the capabilities that there are.")
  private boolean list;

  @Mixin private final ChangeOptions options = new ChangeOptions();

  @Option(
      names = "--answer",
      paramLabel = "KEY=TEXT",
      description = "Answers a question of the change; once for each.")
  private Map<String, String> answers = new LinkedHashMap<>();

  AddCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (list) {
      for (Capability each : Capabilities.all()) {
        terminal.line("%-12s %s: %s".formatted(each.id(), each.title(), each.about()));
      }
      return Exit.OK;
    }
    String wanted =
        capabilities.orElseThrow(() ->
            Problem.of(
                    "No capability is named",
                    "What is added is named first.",
                    Remedy.of("dragoncode add --list"))
                .asException());
    return new ChangeRun(
            terminal,
            services.fixes(ProjectArgument.real(folder)),
            options.dryRun(),
            options.conflicts())
        .run(wanted, answers);
  }
}
