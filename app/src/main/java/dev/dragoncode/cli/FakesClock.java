package dev.dragoncode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.service.fakes.FakeLink;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows and moves the time that all fake APIs live by. */
@Command(
    description = "Shows and moves the time that all fake APIs live by.",
    mixinStandardHelpOptions = true)
final class FakesClock implements Callable<Integer> {

  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(s|m|h|d)");

  private final CliServices services;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup private final Action action = new Action();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** One of them at most. */
  private static final class Action {
    @Option(
        names = "--advance",
        paramLabel = "TIME",
        description = "Goes on by a time such as 90s, 10m, 2h or 31d, and does all that is due.")
    private Optional<String> advance = Optional.empty();

    @Option(
        names = "--set",
        paramLabel = "TIME",
        description = "Goes to a time such as 2027-01-31T12:00:00Z; nothing is done on the way.")
    private Optional<String> set = Optional.empty();

    @Option(names = "--stop", description = "Stands still.")
    private boolean stop;

    @Option(names = "--run", description = "Runs on.")
    private boolean run;

    @Option(names = "--reset", description = "Goes back to the system's time.")
    private boolean reset;
  }

  FakesClock(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    FakeLink link = services.fakes().link(FakesCommand.here());
    JsonNode clock = change(link);
    terminal.line(
        json
            ? Json.text(clock)
            : clock.path("now").asText()
                + (clock.path("running").asBoolean() ? "" : "  stands still"));
    return Exit.OK;
  }

  private JsonNode change(FakeLink link) throws InterruptedException {
    if (action.advance.isPresent()) {
      return link.post(
          "/clock/advance", FakeLink.document().put("seconds", seconds(action.advance.get())));
    }
    if (action.set.isPresent()) {
      ObjectNode body = FakeLink.document().put("time", action.set.get());
      return link.post("/clock/set", body);
    }
    if (action.stop || action.run || action.reset) {
      String what = action.stop ? "stop" : action.run ? "run" : "reset";
      return link.post("/clock/" + what, FakeLink.document());
    }
    return link.get("/clock");
  }

  private long seconds(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new ParameterException(
          spec.commandLine(), "“" + text + "” is no time such as 90s, 10m, 2h or 31d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> amount;
      case "m" -> amount * 60;
      case "h" -> amount * 3_600;
      default -> amount * 86_400;
    };
  }
}
