package dev.dragoncode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.service.fakes.FakeApis;
import dev.dragoncode.service.fakes.FakeLink;
import dev.dragoncode.service.fakes.FakeRun;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves fake third-party APIs, and steers the ones that run. */
@Command(
    name = "fakes",
    description = "Serves fake third-party APIs, and steers the ones that run.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel =
        "start|list|requests|fault|limits|clock|seed|reset|stop|record|export")
final class FakesCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private FakesCommand() {}

  /** The command with its subcommands. */
  static CommandLine line(CliServices services, Terminal terminal) {
    return new CommandLine(new FakesCommand())
        .addSubcommand("start", new Start(services, terminal))
        .addSubcommand("list", new Listing(services, terminal))
        .addSubcommand("requests", new FakesRequests(services, terminal))
        .addSubcommand("fault", new FakesFault(services, terminal))
        .addSubcommand("limits", new Limits(services, terminal))
        .addSubcommand("clock", new FakesClock(services, terminal))
        .addSubcommand("seed", new FakesSeed(services, terminal))
        .addSubcommand("reset", new Reset(services, terminal))
        .addSubcommand("stop", new Stop(services, terminal))
        .addSubcommand("record", new FakesRecord(services, terminal))
        .addSubcommand("export", new FakesExport(services, terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: start, list, requests, fault, limits, clock, seed, reset, stop, record or export");
  }

  /** The folder whose fake APIs are meant. */
  static Path here() {
    return Path.of("").toAbsolutePath().normalize();
  }

  /** What a list of fake APIs looks like as JSON. */
  private static Map<String, Object> json(Map<String, URI> urls) {
    return Map.of(
        "fakes",
        urls.entrySet().stream()
            .map(e -> {
              Map<String, Object> fake = new LinkedHashMap<>();
              fake.put("id", e.getKey());
              fake.put("url", e.getValue().toString());
              return fake;
            })
            .toList());
  }

  /** Serves in the foreground. */
  @Command(
      description = "Serves fake APIs until Ctrl-C or “dragoncode fakes stop”.",
      mixinStandardHelpOptions = true)
  private static final class Start implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Parameters(
        arity = "0..*",
        paramLabel = "ID",
        description = "Which ones; all of them where nothing else is named either.")
    private List<String> ids = List.of();

    @Option(
        names = "--openapi",
        paramLabel = "[ID=]FILE|URL",
        description = {
          "Serves the API that an OpenAPI 3 document describes, under its file's name or ID.",
          "Can be given several times."
        })
    private List<String> documents = List.of();

    @Option(
        names = "--config",
        paramLabel = "ID=FILE|FOLDER",
        description = {
          "What is configured of a fake API, such as users of oidc, beside .dragoncode/fakes/ID.yaml.",
          "Can be given several times."
        })
    private List<String> configurations = List.of();

    @Option(
        names = "--mappings",
        paramLabel = "[ID=]PATH",
        description = {
          "Serves WireMock mappings: a file, or a folder with mappings and __files, as “record” and",
          "“export” write it. Can be given several times."
        })
    private List<String> mappings = List.of();

    @Option(
        names = "--forward-to",
        paramLabel = "HOST",
        description = "A host besides this machine that proxyBaseUrl of mappings may name.")
    private Set<String> forwardTo = Set.of();

    @Option(
        names = "--port",
        paramLabel = "ID=PORT",
        description = "A fixed port; otherwise each folder keeps its own.")
    private Map<String, Integer> ports = Map.of();

    @Option(names = "--json", description = "Prints JSON once all of them answer.")
    private boolean json;

    Start(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      FakeApis.Wanted wanted =
          new FakeApis.Wanted(ids, documents, mappings, forwardTo, ports, configurations);
      FakeApis.Served served = services.fakes().serve(here(), wanted);
      services.onShutdown(served::close);
      if (json) {
        terminal.line(Json.text(json(served.run().urls())));
      } else {
        print(terminal, served.run().urls());
        terminal.note(
            wanted.plain()
                ? "Any key of the vendor's own form is accepted. Ctrl-C stops."
                : "Any credential of the right kind is accepted. Ctrl-C stops.");
      }
      served.await();
      served.close();
      return Exit.OK;
    }
  }

  private static void print(Terminal terminal, Map<String, URI> urls) {
    urls.forEach((id, url) -> terminal.line("%-10s %s".formatted(id, url)));
  }

  /** Those that run, or those that there are. */
  @Command(
      description = "Lists the fake APIs that run; with --all those that there are.",
      mixinStandardHelpOptions = true)
  private static final class Listing implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Option(names = "--all", description = "All that come with DragonCode, running or not.")
    private boolean all;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    Listing(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      if (all) {
        FakeApis.ids().forEach(terminal::line);
        return Exit.OK;
      }
      Map<String, URI> urls = new LinkedHashMap<>();
      for (FakeRun run : services.fakes().runs(here())) {
        run.urls().forEach(urls::putIfAbsent);
      }
      if (json) {
        terminal.line(Json.text(json(urls)));
      } else if (urls.isEmpty()) {
        terminal.line("No fake APIs run. Start them: dragoncode fakes start");
      } else {
        print(terminal, urls);
      }
      return Exit.OK;
    }
  }

  /** The vendor's own limits. */
  @Command(
      description = "Switches a vendor's own rate limits on or off.",
      mixinStandardHelpOptions = true)
  private static final class Limits implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "ID", description = "The fake API.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "on|off", description = "What to switch to.")
    private Switch state = Switch.ON;

    Limits(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      services
          .fakes()
          .link(here(), Optional.of(id))
          .put("/packs/" + id + "/limits", FakeLink.document().put("on", state == Switch.ON));
      terminal.line("The limits of %s are %s.".formatted(id, state == Switch.ON ? "on" : "off"));
      return Exit.OK;
    }
  }

  /** On or off. */
  enum Switch {
    ON,
    OFF
  }

  /** Forgets what was kept. */
  @Command(
      description = "Forgets what fake APIs keep: all of it, or one API's, or one namespace's.",
      mixinStandardHelpOptions = true)
  private static final class Reset implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    @Parameters(
        arity = "0..1",
        paramLabel = "ID",
        description = "The fake API; all of them where none is named.")
    private String id = "";

    @Option(names = "--namespace", paramLabel = "NAME", description = "Only this namespace.")
    private String namespace = "";

    Reset(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      ObjectNode body = FakeLink.document();
      Optional<String> named = id.isEmpty() ? Optional.empty() : Optional.of(id);
      named.ifPresent(one -> body.put("pack", one));
      if (!namespace.isEmpty()) {
        body.put("namespace", namespace);
      }
      JsonNode _ = services.fakes().link(here(), named).post("/reset", body);
      terminal.line(
          "%s is as new%s."
              .formatted(
                  id.isEmpty() ? "Every fake API" : id,
                  namespace.isEmpty() ? "" : " in the namespace “" + namespace + "”"));
      return Exit.OK;
    }
  }

  /** Ends them. */
  @Command(description = "Stops the fake APIs that run.", mixinStandardHelpOptions = true)
  private static final class Stop implements Callable<Integer> {

    private final CliServices services;
    private final Terminal terminal;

    Stop(CliServices services, Terminal terminal) {
      this.services = services;
      this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
      FakeRun run = services.fakes().run(here());
      JsonNode _ = new FakeLink(run.control()).post("/stop", FakeLink.document());
      terminal.line("Stopped: %s.".formatted(String.join(", ", run.urls().keySet())));
      return Exit.OK;
    }
  }
}
