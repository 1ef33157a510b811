package dev.dragoncode.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.service.fakes.FakeLink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a fake API go wrong on purpose. */
@Command(
    description = "Lets a fake API go wrong on purpose, or ends that.",
    mixinStandardHelpOptions = true)
final class FakesFault implements Callable<Integer> {

  private final CliServices services;
  private final Terminal terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "ID", description = "The fake API.")
  private String id = "";

  @Option(names = "--off", description = "Ends all faults of this fake API.")
  private boolean off;

  @Option(names = "--preset", paramLabel = "NAME", description = "A bundle that it comes with.")
  private Optional<String> preset = Optional.empty();

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      description = "Only for this operation, or those that begin so with * at the end.")
  private List<String> operations = List.of();

  @Option(
      names = "--probability",
      paramLabel = "P",
      description = "How many requests are met, from 0 to 1.",
      defaultValue = "1")
  private double probability;

  @Option(names = "--latency", paramLabel = "MS", description = "Added before the answer.")
  private Optional<Double> latency = Optional.empty();

  @Option(
      names = "--distribution",
      paramLabel = "NAME",
      description = "constant, uniform, normal, exponential or lognormal.",
      defaultValue = "constant")
  private String distribution = "constant";

  @Option(
      names = "--spread",
      paramLabel = "MS",
      description = "Half the width or the deviation; for lognormal, sigma in percent.")
  private double spread;

  @Option(names = "--error", paramLabel = "NAME", description = "Answers one of its errors.")
  private Optional<String> error = Optional.empty();

  @Option(names = "--reset", description = "Resets the connection.")
  private boolean reset;

  @Option(names = "--slow", paramLabel = "BYTES/S", description = "Sends the body slowly.")
  private int slow;

  @Option(names = "--malformed", description = "Breaks the body off in its middle.")
  private boolean malformed;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  FakesFault(CliServices services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    FakeLink link = services.fakes().link(FakesCommand.here(), Optional.of(id));
    JsonNode pack = change(link);
    if (json) {
      ObjectNode shown = FakeLink.document();
      shown.put("id", id).set("faults", pack.path("faults"));
      shown.set("presets", pack.path("presets"));
      shown.set("errors", pack.path("errors"));
      terminal.line(Json.text(shown));
      return Exit.OK;
    }
    if (pack.path("faults").isEmpty()) {
      terminal.line("%s answers as it should.".formatted(id));
    }
    pack.path("faults").forEach(fault -> terminal.line(line(fault)));
    return Exit.OK;
  }

  private static String line(JsonNode fault) {
    StringBuilder names = new StringBuilder();
    fault
        .path("operations")
        .forEach(name -> names.append(names.isEmpty() ? "" : ", ").append(name.asText()));
    return "%s: %s (%.0f %%)"
        .formatted(
            names, fault.path("summary").asText(), 100 * fault.path("probability").asDouble());
  }

  private JsonNode change(FakeLink link) throws InterruptedException {
    String path = "/packs/" + id;
    if (off) {
      return link.delete(path + "/faults");
    }
    if (preset.isPresent()) {
      return link.post(path + "/presets/" + preset.get().replace(" ", "%20"), FakeLink.document());
    }
    if (latency.isEmpty() && error.isEmpty() && !reset && slow == 0 && !malformed) {
      return link.get(path);
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new ParameterException(spec.commandLine(), "--probability is above 0 and at most 1");
    }
    ObjectNode fault = FakeLink.document();
    operations.forEach(fault.withArray("operations")::add);
    fault.put("probability", probability);
    latency.ifPresent(millis ->
        fault
            .putObject("latency")
            .put("distribution", distribution)
            .put("millis", millis)
            .put("spread", spread));
    error.ifPresent(name -> fault.put("error", name));
    fault.put("reset", reset).put("bytesPerSecond", slow).put("malformed", malformed);
    ObjectNode body = FakeLink.document();
    body.putArray("faults").add(fault);
    return link.put(path + "/faults", body);
  }
}
