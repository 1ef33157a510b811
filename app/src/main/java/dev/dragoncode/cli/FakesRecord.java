package dev.dragoncode.cli;

import dev.dragoncode.service.fakes.FakeApis;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records a real API in the foreground. */
@Command(
    description = {
      "Records a real API through a proxy on this machine, until Ctrl-C or “dragoncode fakes stop”.",
      "What it answers is written as WireMock mappings, without keys, cookies, tokens and passwords;",
      "“dragoncode fakes start --mappings FOLDER” replays them."
    },
    mixinStandardHelpOptions = true)
final class FakesRecord implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description =
          "The API's http or https address, with the path that is in front of all others.")
  private String target = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Gets mappings and __files; what was recorded there before stays.")
  private Path to = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The proxy's port; otherwise each folder keeps its own.")
  private Optional<Integer> port = Optional.empty();

  @Option(names = "--json", description = "Prints JSON once the proxy answers.")
  private boolean json;

  FakesRecord(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    FakeApis.Recorded recorded =
        services.fakes().record(FakesCommand.here(), target, to.toAbsolutePath().normalize(), port);
    FakeApis.Served served = recorded.served();
    services.onShutdown(served::close);
    URI url = served.run().urls().values().iterator().next();
    if (json) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("url", url.toString());
      shown.put("target", target);
      shown.put("folder", to.toString());
      terminal.line(Json.text(shown));
    } else {
      terminal.line(url.toString());
      terminal.note(
          "What is asked there goes on to %s and is recorded. Ctrl-C stops.".formatted(target));
    }
    served.await();
    served.close();
    int count = recorded.recording().count();
    terminal.note("%s has %d %s.".formatted(to, count, count == 1 ? "mapping" : "mappings"));
    return Exit.OK;
  }
}
