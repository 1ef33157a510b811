package dev.dragoncode.cli;

import dev.dragoncode.emulators.engine.EngineSupply.Carried;
import dev.dragoncode.emulators.engine.EngineSupply.Item;
import dev.dragoncode.emulators.lifecycle.Ending;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.emulators.model.PullProgress;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.service.ProjectSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Carries what emulators run from a machine with a network to one without. */
@Command(
    name = "images",
    description = "Lists, exports and imports the images and artifacts that emulators need.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|export|import")
final class ImagesCommand implements Runnable {

  private static final long MIB = 1 << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  private ImagesCommand() {}

  /** The command with its subcommands. */
  static CommandLine line(CliServices services, Terminal terminal) {
    return new CommandLine(new ImagesCommand())
        .addSubcommand("list", new Listing(services, terminal))
        .addSubcommand("export", new Export(services, terminal))
        .addSubcommand("import", new Import(services, terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: list, export or import");
  }

  /** What the project's emulators run, as its settings have it. */
  private static List<EmulatorSpec> planned(CliServices services, Path project)
      throws InterruptedException {
    ProjectSession session = services.open(project);
    try {
      session.awaitPlan();
      return session.plannedSpecs();
    } finally {
      session.close(Ending.LEAVE_RUNNING);
    }
  }

  /** The chosen ones, first as the project has them, then as the catalog does. */
  private static List<EmulatorSpec> chosen(CliServices services, Path project, List<String> ids)
      throws InterruptedException {
    List<EmulatorSpec> planned = planned(services, project);
    if (ids.isEmpty()) {
      return planned;
    }
    List<EmulatorSpec> chosen = new ArrayList<>();
    for (String id : ids) {
      chosen.add(
          planned.stream()
              .filter(spec -> spec.id().equals(id))
              .findFirst()
              .or(() -> services.catalog(project).find(id))
              .orElseThrow(() ->
                  Problem.of(
                          "There is no emulator \"" + id + "\"",
                          "Neither the catalog nor the project has one of that name.",
                          Remedy.of("See what there is: dragoncode catalog"))
                      .asException()));
    }
    return chosen;
  }

  private static void print(Terminal terminal, Item item) {
    terminal.line(
        "%s%-9s %8s  %s%s"
            .formatted(
                item.emulator().isEmpty() ? "" : "%-14s ".formatted(item.emulator()),
                item.here() ? "here" : "not here",
                item.here() ? (item.bytes() + MIB - 1) / MIB + " MiB" : "",
                item.artifact(),
                item.content().isEmpty() ? "" : "  " + item.content()));
  }

  private static void print(Terminal terminal, Carried carried, Path file, String done) {
    carried.items().forEach(item -> print(terminal, item));
    carried.notes().forEach(terminal::note);
    terminal.line("%s %s, %d MiB.".formatted(done, file, (carried.bytes() + MIB - 1) / MIB));
  }

  /** Tells how far it is in steps of ten percent, and each new thing that is done. */
  private static Consumer<PullProgress> steps(Terminal terminal) {
    Map<String, Integer> told = new LinkedHashMap<>();
    return progress -> {
      int tenths = progress.totalBytes() > 0 ? (int) (progress.fraction() * 10) : 0;
      String what = progress.what().replaceAll(", \\d+ of \\d+ layers complete", "");
      synchronized (told) {
        Integer before = told.put(what, tenths);
        if (before == null || before < tenths) {
          terminal.note(what + (tenths > 0 ? " " + tenths * 10 + " %" : ""));
        }
      }
    };
  }

  /** What there is and what is missing. */
  @Command(
      description = "Lists what a project's emulators need, and whether it is on this machine.",
      mixinStandardHelpOptions = true)
  private static final class Listing implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Mixin private final ProjectArgument project = new ProjectArgument();

    @Option(names = "--engine", paramLabel = "ENGINE", description = "docker or embedded.")
    private EngineKind engine = EngineKind.DOCKER;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    Listing(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      List<Item> items = services.supply().items(engine, planned(services, project.real()));
      if (json) {
        terminal.line(Json.text(Map.of("images", items.stream().map(this::node).toList())));
      } else if (items.isEmpty()) {
        terminal.line("No emulator of this project runs on that engine.");
      } else {
        items.forEach(item -> print(terminal, item));
      }
      return items.stream().allMatch(Item::here) ? Exit.OK : Exit.GAPS;
    }

    private Map<String, Object> node(Item item) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("emulator", item.emulator());
      node.put("engine", engine.word());
      node.put("artifact", item.artifact());
      node.put("here", item.here());
      node.put("bytes", item.bytes());
      node.put("content", item.content());
      return node;
    }
  }

  /** Writes one file. */
  @Command(
      description =
          "Writes the images of a project's emulators, or of those named, into one tar archive; with"
              + " --engine embedded their artifacts into a zip archive.",
      mixinStandardHelpOptions = true)
  private static final class Export implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "Where to write it.")
    private Path file = Path.of("");

    @Parameters(
        index = "1..*",
        arity = "0..*",
        paramLabel = "ID",
        description = "Emulators of the catalog; the project's where none is named.")
    private List<String> ids = List.of();

    @Option(
        names = "--project",
        paramLabel = "PATH",
        description = "The project folder; the current one where it is left out.")
    private Optional<Path> project = Optional.empty();

    @Option(names = "--engine", paramLabel = "ENGINE", description = "docker or embedded.")
    private EngineKind engine = EngineKind.DOCKER;

    Export(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      List<EmulatorSpec> specs = chosen(services, ProjectArgument.real(project), ids);
      Carried carried = services.supply().save(engine, specs, file, steps(terminal));
      print(terminal, carried, file, "Written:");
      return Exit.OK;
    }
  }

  /** Reads one file. */
  @Command(
      description = "Checks an exported file and takes in what it holds.",
      mixinStandardHelpOptions = true)
  private static final class Import implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "What was exported.")
    private Path file = Path.of("");

    Import(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      Carried carried = services.supply().load(file, steps(terminal));
      print(terminal, carried, file, "Taken in:");
      return Exit.OK;
    }
  }
}
