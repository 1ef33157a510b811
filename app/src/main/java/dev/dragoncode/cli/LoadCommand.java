package dev.dragoncode.cli;

import dev.dragoncode.io.process.OutputLine;
import dev.dragoncode.load.Destination;
import dev.dragoncode.load.Expected;
import dev.dragoncode.load.Header;
import dev.dragoncode.load.LiveFigures;
import dev.dragoncode.load.LoadJson;
import dev.dragoncode.load.LoadPlan;
import dev.dragoncode.load.LoadResult;
import dev.dragoncode.load.Pace;
import dev.dragoncode.load.Words;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.probe.DeclaredRoute;
import dev.dragoncode.service.load.LoadRun;
import dev.dragoncode.service.load.LoadService;
import dev.dragoncode.service.run.ServiceRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads a route with requests at a fixed rate and says what users would have seen. */
@Command(
    name = "load",
    description = {
      "Sends requests to a route at a fixed rate, as users come, and measures how long each would have waited:"
          + " latencies count from when a request was due, not from when it could go out.",
      "The objectives under slo in dragoncode.yaml are held beside the figures."
    },
    exitCodeList = {
      "0:measured, and every objective was met",
      "1:an objective was missed",
      "2:the command line is wrong",
      "3:a problem kept the command from its work"
    },
    exitCodeListHeading = "%nExit codes:%n",
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

  /** A stopped run has its figures within this, before services are closed. */
  private static final long PRINTS_WITHIN = 3_000;

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "URL|ROUTE",
      description =
          "An address such as http://127.0.0.1:8080/orders, or a route of the project such as /orders:"
              + " then its service is started, or found at --port.")
  private String target = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The project folder; the current one where it is left out.")
  private Optional<Path> path = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Requests a second, or max for as fast as it goes (${DEFAULT-VALUE}).")
  private String rate = "50";

  @Option(
      names = "--ramp",
      paramLabel = "TIME",
      defaultValue = "0s",
      converter = Amounts.Time.class,
      description = "The rate grows from nothing for so long.")
  private Duration ramp = Duration.ZERO;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "64",
      description = "Most requests in flight (${DEFAULT-VALUE}).")
  private int concurrency = 64;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = Amounts.Time.class,
      description = "How long is measured (${DEFAULT-VALUE}).")
  private Duration duration = Duration.ofSeconds(30);

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Amounts.Time.class,
      description = "The time before, which is left out (${DEFAULT-VALUE}).")
  private Duration warmup = Duration.ofSeconds(5);

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Amounts.Time.class,
      description = "How long an answer is waited for (${DEFAULT-VALUE}).")
  private Duration patience = LoadPlan.PATIENCE;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "GET, unless the route declares another or there is a body.")
  private Optional<String> method = Optional.empty();

  @Option(
      names = "--header",
      paramLabel = "\"NAME: VALUE\"",
      description = "A header of every request; values of secret ones are never shown or kept.")
  private List<String> headers = List.of();

  @Option(
      names = "--body",
      paramLabel = "TEXT",
      description = "The body of every request; @FILE reads it from a file.")
  private String body = "";

  @Option(
      names = "--expect",
      paramLabel = "STATUS",
      defaultValue = "2xx",
      description = "The statuses that count: 2xx, 200,404 or any (${DEFAULT-VALUE}).")
  private String expected = "2xx";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where the project's service already listens on this machine.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--allow-remote",
      paramLabel = "HOST",
      description = "Lets another machine be loaded, by its very name.")
  private Optional<String> remote = Optional.empty();

  @Option(names = "--trust", description = "Lets the project's service run, this time.")
  private boolean trust;

  @Option(names = "--verbose", description = "Prints what the service prints, to stderr.")
  private boolean verbose;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  LoadCommand(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = ProjectArgument.real(path);
    LoadService loads = services.loads();
    List<DeclaredRoute> declared = Destination.isRoute(target) ? loads.routes(folder) : List.of();
    return switch (Destination.of(target, declared)) {
      case Destination.Address(URI uri) -> load(folder, loads, plan(loads, folder, uri, method));
      case Destination.Route route -> load(folder, loads, route);
    };
  }

  private int load(Path folder, LoadService loads, Destination.Route route)
      throws InterruptedException {
    URI here = LoadPlan.address("http://127.0.0.1:" + port.orElse(80) + route.path());
    LoadPlan plan = plan(loads, folder, here, method.or(route::method));
    if (port.isPresent()) {
      return load(folder, loads, plan);
    }
    TrustedFolder.demand(services, folder, trust, "load " + target);
    // wrong numbers are said before a service is started for a minute
    check(plan);
    try (ServiceRun service =
        loads.service(
            folder,
            services.settings(folder),
            how -> terminal.note(terminal.color("2", "> " + how.shown())),
            this::print)) {
      terminal.note(terminal.color("2", "It answers at " + service.base()));
      return load(folder, loads, plan.at(service.base()));
    }
  }

  private void print(OutputLine line) {
    if (verbose) {
      terminal.note(line.text());
    }
  }

  private LoadPlan plan(LoadService loads, Path folder, URI uri, Optional<String> verb) {
    String content = content();
    return new LoadPlan(
        verb.orElse(content.isEmpty() ? "GET" : "POST").toUpperCase(Locale.ROOT),
        uri,
        headers.stream().map(LoadCommand::header).toList(),
        content,
        Expected.of(expected),
        pace(),
        warmup,
        duration,
        concurrency,
        patience,
        loads.objectives(folder),
        remote);
  }

  private Pace pace() {
    if (rate.equals("max")) {
      return new Pace.Closed();
    }
    try {
      return new Pace.Open(Double.parseDouble(rate), ramp);
    } catch (NumberFormatException e) {
      throw Problem.of(
              "“" + rate + "” is no rate",
              "A rate is a number of requests a second.",
              Remedy.of("Write --rate 200, --rate 0.5 or --rate max."))
          .asException();
    }
  }

  static Header header(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw Problem.of(
              "A header has no name",
              "It has to be a name, a colon and a value.",
              Remedy.of("Write --header \"Accept: application/json\"."))
          .asException();
    }
    return new Header(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }

  private String content() {
    if (!body.startsWith("@")) {
      return body;
    }
    try {
      return Files.readString(Path.of(body.substring(1)));
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.of(
              "The body cannot be read",
              body.substring(1) + ": " + e.getMessage(),
              Remedy.of("Name a text file after the @, or give the body itself."))
          .causedBy(e)
          .asException();
    }
  }

  private static void check(LoadPlan plan) {
    plan.fault()
        .ifPresent(fault -> {
          throw fault.asException();
        });
  }

  private int load(Path folder, LoadService loads, LoadPlan plan) throws InterruptedException {
    LoadRun run = loads.prepare(plan);
    CountDownLatch printed = new CountDownLatch(1);
    services.onShutdown(() -> {
      run.stop();
      await(printed);
    });
    try {
      LoadResult result = loads.run(folder, run, new Live());
      if (json) {
        terminal.line(Json.text(LoadJson.of(result)));
      } else {
        LoadTable.of(result, terminal).forEach(terminal::line);
      }
      return result.missed() || result.end() == LoadResult.End.GAVE_UP ? Exit.GAPS : Exit.OK;
    } finally {
      printed.countDown();
    }
  }

  private static void await(CountDownLatch printed) {
    try {
      printed.await(PRINTS_WITHIN, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A line a second: over the one before on a terminal, below it elsewhere. */
  private final class Live implements LoadRun.Listener {

    @Override
    public void begins(long start) {
      terminal.note(terminal.color("2", "It answers as expected; requests go out now."));
    }

    @Override
    public void figures(LiveFigures figures) {
      String text =
          "%5.0f s of %s  %7s/s  p50 %8s  p99 %8s  max %8s  %d in flight%s%s%s"
              .formatted(
                  figures.last().at().toMillis() / 1e3,
                  Words.of(figures.total()),
                  Words.number(Math.rint(figures.last().rate())),
                  Words.of(figures.last().p50()),
                  Words.of(figures.last().p99()),
                  Words.of(figures.last().max()),
                  figures.last().inFlight(),
                  figures.last().waiting() > 0 ? ", " + figures.last().waiting() + " wait" : "",
                  figures.bad() > 0 ? ", " + figures.bad() + " bad" : "",
                  figures.warming() ? "  (warming up)" : "");
      terminal.note(terminal.color("2", text));
    }
  }
}
