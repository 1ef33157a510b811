package dev.dragoncode.cli;

import dev.dragoncode.emulators.catalog.EmulatorCatalog;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the emulators that a project can have: the bundled ones, then its own. */
@Command(
    name = "catalog",
    description = "Lists the emulators that a project can have, its own included.",
    mixinStandardHelpOptions = true)
final class CatalogCommand implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Mixin private final ProjectArgument project = new ProjectArgument();

  @ArgGroup private final Output output = new Output();

  /** One of them at most. */
  private static final class Output {
    @Option(names = "--json", description = "Prints JSON, with what each back end lacks.")
    private boolean json;

    @Option(
        names = "--schema",
        description = "Prints the JSON Schema of entries in .dragoncode/emulators/.")
    private boolean schema;
  }

  CatalogCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (output.schema) {
      terminal.line(EmulatorCatalog.schema().strip());
      return Exit.OK;
    }
    EmulatorCatalog catalog = services.catalog(project.real());
    if (output.json) {
      terminal.line(
          Json.text(
              Map.of(
                  "emulators",
                  catalog.entries().values().stream().map(CatalogCommand::json).toList())));
    } else {
      print(catalog.entries().values());
    }
    catalog.problems().forEach(terminal::problem);
    return catalog.problems().isEmpty() ? Exit.OK : Exit.GAPS;
  }

  private void print(Collection<EmulatorSpec> specs) {
    terminal.line(row("ID", "NAME", "CATEGORY", "BACK ENDS"));
    for (EmulatorSpec spec : specs) {
      terminal.line(
          row(spec.id(), spec.name(), word(spec), String.join(", ", backends(spec).keySet())));
    }
  }

  private static String row(String id, String name, String category, String backends) {
    return "%-24s %-24s %-10s %s".formatted(id, name, category, backends).stripTrailing();
  }

  private static Map<String, Object> json(EmulatorSpec spec) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", spec.id());
    entry.put("name", spec.name());
    entry.put("category", word(spec));
    entry.put("backends", backends(spec).keySet());
    entry.put("gaps", gaps(backends(spec)));
    return entry;
  }

  private static String word(EmulatorSpec spec) {
    return spec.category().name().toLowerCase(Locale.ROOT);
  }

  /** What each back end lacks, by its name, in order of preference. */
  private static Map<String, List<String>> backends(EmulatorSpec spec) {
    Map<String, List<String>> backends = new LinkedHashMap<>();
    spec.container().ifPresent(container -> backends.put("container", container.gaps()));
    spec.embedded()
        .ifPresent(embedded -> backends.put(EngineKind.EMBEDDED.word(), embedded.gaps()));
    return backends;
  }

  /** Each gap once; one that not every back end has begins with the name of the one that has it. */
  private static List<String> gaps(Map<String, List<String>> backends) {
    List<String> gaps = new ArrayList<>();
    backends.forEach((name, own) -> {
      for (String gap : own) {
        boolean everywhere = backends.values().stream().allMatch(list -> list.contains(gap));
        String text = everywhere ? gap : name + ": " + gap;
        if (!gaps.contains(text)) {
          gaps.add(text);
        }
      }
    });
    return gaps;
  }
}
