package dev.dragoncode.service.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.service.fakes.FakesSnapshot.Asked;
import dev.dragoncode.service.fakes.FakesSnapshot.Fake;
import dev.dragoncode.service.fakes.FakesSnapshot.Faults;
import dev.dragoncode.service.fakes.WebhooksSnapshot.Disturbance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a server of fake APIs tells. */
final class FakeReading {

  private static final ObjectMapper JSON = new ObjectMapper();

  private FakeReading() {}

  static List<Fake> fakes(JsonNode answer) {
    List<Fake> fakes = new ArrayList<>();
    for (JsonNode pack : answer.path("packs")) {
      List<String> faults = new ArrayList<>();
      pack.path("faults").forEach(fault -> faults.add(fault.path("summary").asText()));
      fakes.add(
          new Fake(
              pack.path("id").asText(),
              pack.path("name").asText(),
              pack.path("version").asText(),
              pack.path("url").asText(),
              texts(pack.path("errors")),
              texts(pack.path("presets")),
              faults(pack.path("faults")),
              List.copyOf(faults),
              pack.path("limits").path("on").asBoolean(),
              texts(pack.path("gaps")),
              pack.path("source").asText(),
              pack.path("removable").asBoolean(),
              disturbance(pack.path("webhooks"))));
    }
    return fakes;
  }

  /** What the server could not do, though it runs. */
  static Optional<Problem> problem(JsonNode answer) {
    JsonNode first = answer.path("problems").path(0);
    return first.isMissingNode()
        ? Optional.empty()
        : Optional.of(Problem.of(first.path("title").asText(), first.path("reason").asText()));
  }

  private static Disturbance disturbance(JsonNode webhooks) {
    return new Disturbance(
        webhooks.path("delayMillis").asLong(),
        webhooks.path("copies").asInt(1),
        webhooks.path("reorder").asInt(),
        webhooks.path("forged").asBoolean());
  }

  private static Faults faults(JsonNode rules) {
    double latency = 0;
    String error = "";
    double errors = 0;
    double resets = 0;
    for (JsonNode rule : rules) {
      latency = Math.max(latency, rule.path("latency").path("millis").asDouble());
      if (rule.path("reset").asBoolean()) {
        resets = rule.path("probability").asDouble();
      }
      if (rule.has("error")) {
        error = rule.path("error").asText();
        errors = rule.path("probability").asDouble();
      }
    }
    return new Faults(latency, error, errors, resets);
  }

  static List<Asked> requests(JsonNode answer) {
    List<Asked> requests = new ArrayList<>();
    for (JsonNode line : answer.path("requests")) {
      requests.add(
          new Asked(
              line.path("number").asLong(),
              line.path("pack").asText(),
              line.path("at").asText(),
              line.path("method").asText(),
              line.path("path").asText(),
              line.path("status").asInt(),
              line.path("micros").asLong(),
              line.path("findings").asInt(),
              line.path("matched").asBoolean(),
              line.path("fault").asText()));
    }
    return requests;
  }

  static AskedDetail detail(Asked asked, JsonNode full) {
    return new AskedDetail(
        asked,
        message(full.path("requestHeaders"), full.path("requestBody").asText()),
        message(full.path("responseHeaders"), full.path("responseBody").asText()),
        validation(full),
        state(full.path("changes")));
  }

  private static String message(JsonNode headers, String body) {
    StringBuilder text = new StringBuilder();
    headers
        .properties()
        .forEach(header ->
            text.append(header.getKey())
                .append(": ")
                .append(header.getValue().asText())
                .append('\n'));
    return text.append('\n').append(pretty(body)).toString().strip();
  }

  /** JSON indented, forms one value a line, all else as it is. */
  static String pretty(String body) {
    if (body.startsWith("{") || body.startsWith("[")) {
      try {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body));
      } catch (JsonProcessingException cutShort) {
        return body;
      }
    }
    return body.matches("[\\w.%\\[\\]+*-]+=[^\\n]*") ? body.replace("&", "\n") : body;
  }

  private static String validation(JsonNode full) {
    StringBuilder text = new StringBuilder();
    full.path("findings").forEach(f -> text.append(f.path("text").asText()).append('\n'));
    for (JsonNode near : full.path("near")) {
      text.append("near: ").append(near.path("request").asText()).append('\n');
      near.path("differences").forEach(d -> text.append("  ").append(d.asText()).append('\n'));
    }
    return text.toString().strip();
  }

  private static String state(JsonNode changes) {
    StringBuilder text = new StringBuilder();
    for (JsonNode change : changes) {
      String sign = change.has("before") ? (change.has("after") ? "~" : "-") : "+";
      text.append(sign)
          .append(' ')
          .append(change.path("table").asText())
          .append(' ')
          .append(change.path("id").asText())
          .append('\n');
      if (change.has("before") && change.has("after")) {
        JsonNode before = change.path("before");
        for (var field : change.path("after").properties()) {
          if (!field.getValue().equals(before.path(field.getKey()))) {
            text.append(
                "    %s: %s → %s\n"
                    .formatted(field.getKey(), before.path(field.getKey()), field.getValue()));
          }
        }
      } else {
        String row = change.has("after") ? "after" : "before";
        text.append(pretty(change.path(row).toString())).append('\n');
      }
    }
    return text.toString().strip();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return List.copyOf(texts);
  }
}
