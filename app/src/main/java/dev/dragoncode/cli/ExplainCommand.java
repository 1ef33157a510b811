package dev.dragoncode.cli;

import dev.dragoncode.fix.Fix;
import dev.dragoncode.fix.Fixes;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Explanation;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the page of a check. */
@Command(
    name = "explain",
    description =
        "Says why a check matters, how it is decided, what does not count, and what a fix does.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "CHECK", description = "The check, such as PRE-LOCK.")
  private String check = "";

  ExplainCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    KnownCheck.demand(services, check);
    Map<String, Explanation> all = Explanation.all();
    for (CheckSpec spec : services.checks()) {
      if (spec.id().equals(check)) {
        terminal.line(spec.id() + "  " + spec.title());
        terminal.line("");
        terminal.line(
            Objects.requireNonNull(all.get(check), check)
                .page(spec, Fixes.of(check).map(Fix::does))
                .replace("**", "")
                .strip());
      }
    }
    return Exit.OK;
  }
}
