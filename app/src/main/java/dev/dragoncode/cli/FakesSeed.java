package dev.dragoncode.cli;

import dev.dragoncode.service.fakes.FakeState.Place;
import dev.dragoncode.service.fakes.StateCalls;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills a fake API from a file. */
@Command(
    description = {
      "Makes the rows of a file, all of them or none.",
      "The file is YAML or JSON: below each table's name a list of rows."
    },
    mixinStandardHelpOptions = true)
final class FakesSeed implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "ID", description = "The fake API.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "Its rows.")
  private Path file = Path.of("");

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Where they are made.",
      defaultValue = Place.USUAL)
  private String namespace = Place.USUAL;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  FakesSeed(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    StateCalls state =
        new StateCalls(() -> services.fakes().link(FakesCommand.here(), Optional.of(id)));
    Map<String, Integer> made = state.seed(new Place(id, namespace), file);
    terminal.line(
        json
            ? Json.text(Map.of("made", made))
            : made.isEmpty()
                ? "No row was in it."
                : "Made in %s: %s."
                    .formatted(
                        id,
                        made.entrySet().stream()
                            .map(each -> each.getValue() + " " + each.getKey())
                            .collect(Collectors.joining(", "))));
    return Exit.OK;
  }
}
