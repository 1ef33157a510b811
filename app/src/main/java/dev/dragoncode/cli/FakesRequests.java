package dev.dragoncode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.service.fakes.FakeLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what fake APIs were asked. */
@Command(
    description = "Shows the requests that fake APIs got, oldest first; one of them in full.",
    mixinStandardHelpOptions = true)
final class FakesRequests implements Callable<Integer> {

  private static final int FOLLOW_MILLIS = 10_000;

  private final CliServices services;
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "One request, with its answer and what it changed.")
  private Optional<Long> number = Optional.empty();

  @Option(names = "--fake", paramLabel = "ID", description = "Only those of one fake API.")
  private Optional<String> id = Optional.empty();

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Only those with this in their method, path, operation or status.")
  private Optional<String> filter = Optional.empty();

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with new ones until Ctrl-C.")
  private boolean follow;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  FakesRequests(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    FakeLink link = services.fakes().link(FakesCommand.here());
    if (number.isPresent()) {
      terminal.line(Json.text(link.get("/requests/" + number.get())));
      return Exit.OK;
    }
    long last = print(link.get(path(0, 0)));
    while (follow) {
      last = Math.max(last, print(link.get(path(last, FOLLOW_MILLIS))));
    }
    return Exit.OK;
  }

  private String path(long after, int wait) {
    StringBuilder path =
        new StringBuilder("/requests?most=1000&after=%d&wait=%d".formatted(after, wait));
    id.ifPresent(pack -> path.append("&pack=").append(encoded(pack)));
    filter.ifPresent(text -> path.append("&text=").append(encoded(text)));
    return path.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private long print(JsonNode answer) {
    if (json && !follow) {
      terminal.line(Json.text(answer));
    }
    long last = 0;
    for (JsonNode request : answer.path("requests")) {
      last = request.path("number").asLong();
      if (json && follow) {
        terminal.line(request.toString());
      } else if (!json) {
        terminal.line(line(request));
      }
    }
    return last;
  }

  private static String line(JsonNode request) {
    String mark = "";
    if (!request.path("matched").asBoolean()) {
      mark = "  matched nothing";
    } else if (!request.path("fault").asText().isEmpty()) {
      mark = "  fault: " + request.path("fault").asText();
    } else if (request.path("findings").asInt() > 0) {
      mark = "  %d differences from the vendor's shape".formatted(request.path("findings").asInt());
    }
    return "%6d  %s  %-10s %3d  %-6s %s%s"
        .formatted(
            request.path("number").asLong(),
            request.path("at").asText().substring(11, 19),
            request.path("pack").asText(),
            request.path("status").asInt(),
            request.path("method").asText(),
            request.path("path").asText(),
            mark);
  }
}
