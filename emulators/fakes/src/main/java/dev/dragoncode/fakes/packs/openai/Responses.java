package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.pack.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** https://platform.openai.com/docs/api-reference/responses. */
final class Responses {

  private Responses() {}

  static Reply create(Call call) {
    String model = Checks.model(call, "");
    ArrayNode input = input(call);
    Wish wish = wish(call, input);
    Answer answer = Answer.to(wish, model, 0);
    ObjectNode response = ResponseDocument.of(call, model, wish, answer);
    boolean store = call.input().path("store").asBoolean(true);
    String id = response.path("id").asText();
    if (call.input().path("background").asBoolean()) {
      return inBackground(call, response, input, store);
    }
    if (store) {
      ObjectNode row = response.deepCopy();
      row.set("~input", input);
      call.create("response", id, row);
    }
    boolean stream = call.input().path("stream").asBoolean();
    Reply reply =
        stream ? new ResponseStream(call, response).reply(answer) : Reply.json(200, response);
    return OpenAiCode.counted(call, reply, response.path("usage").path("total_tokens").asInt());
  }

  /** It is queued, and done a little later by the fakes' clock. */
  private static Reply inBackground(
      Call call, ObjectNode response, ArrayNode input, boolean store) {
    if (!store) {
      throw Checks.invalid("Background mode requires 'store' to be true.", "background", "");
    }
    ObjectNode queued = response.deepCopy();
    queued.put("status", "queued").putNull("completed_at").putNull("usage").putArray("output");
    queued.set("~input", input);
    queued.set("~done", response);
    String id = response.path("id").asText();
    ObjectNode row = call.create("response", id, queued);
    Duration wait = Duration.ofMillis(call.value("background_after").asLong());
    call.later(wait, "response.done", call.object().put("id", id));
    return call.answer("response", row);
  }

  /** A response in the background comes to its end. */
  static void done(Scene scene, ObjectNode details) {
    String id = details.path("id").asText();
    Optional<ObjectNode> row = scene.find("response", id);
    if (row.isPresent() && row.get().path("status").asText().equals("queued")) {
      scene.change(
          "response",
          id,
          copy -> {
            if (copy.remove("~done") instanceof ObjectNode done) {
              copy.setAll(done);
              copy.put("completed_at", scene.now().getEpochSecond());
            }
          });
    }
  }

  private static Wish wish(Call call, ArrayNode input) {
    Checks.number(call, "temperature", 0, 2, 1);
    Checks.number(call, "top_p", 0, 1, 1);
    int most = Checks.whole(call, "max_output_tokens", 16, 1_000_000, Integer.MAX_VALUE);
    List<JsonNode> all = new ArrayList<>();
    call.text("previous_response_id").ifPresent(id -> all.addAll(conversation(call, id)));
    input.forEach(all::add);
    Prompt prompt = Prompt.of(all, call.text("instructions").orElse(""));
    List<Wish.Tool> tools = Wish.tools(call.input().path("tools"), "tools");
    return new Wish(
        prompt,
        tools,
        Wish.choice(call.input().path("tool_choice"), tools),
        Wish.format(call.input().path("text").path("format"), prompt, "text.format"),
        most,
        List.of());
  }

  /** What was said up to the end of a response, and all that it followed on. */
  private static List<JsonNode> conversation(Call call, String id) {
    List<ObjectNode> turns = new ArrayList<>();
    String next = id;
    while (!next.isEmpty()) {
      Optional<ObjectNode> turn = call.find("response", next);
      if (turn.isEmpty()) {
        if (!turns.isEmpty()) {
          break;
        }
        throw Checks.invalid(
            "Previous response with id '%s' not found.".formatted(id),
            "previous_response_id",
            "previous_response_not_found");
      }
      turns.add(turn.get());
      next = turn.get().path("previous_response_id").asText("");
      if (turn.get().path("previous_response_id").isNull()) {
        next = "";
      }
    }
    List<JsonNode> items = new ArrayList<>();
    for (ObjectNode turn : turns.reversed()) {
      turn.path("~input").forEach(items::add);
      turn.path("output").forEach(items::add);
    }
    return items;
  }

  /** The input as items with ids. */
  private static ArrayNode input(Call call) {
    ArrayNode items = call.object().arrayNode();
    JsonNode input = call.input().path("input");
    if (input.isMissingNode() || input.isNull()) {
      if (call.text("previous_response_id").isEmpty()) {
        throw Checks.invalid(
            "Missing required parameter: 'input'.", "input", "missing_required_parameter");
      }
      return items;
    }
    if (input.isTextual()) {
      ObjectNode message = call.object().put("role", "user");
      message.putArray("content").addObject().put("type", "input_text").put("text", input.asText());
      items.add(item(call, message, 0));
      return items;
    }
    if (!input.isArray()) {
      throw Checks.type("input", "one of a string or array of input items", input);
    }
    for (int i = 0; i < input.size(); i++) {
      if (!(input.get(i) instanceof ObjectNode given)) {
        throw Checks.type("input[%d]".formatted(i), "an input item", input.get(i));
      }
      if (!given.path("type").asText().equals("item_reference")) {
        items.add(item(call, given, i));
      }
    }
    return items;
  }

  private static ObjectNode item(Call call, ObjectNode given, int at) {
    String type = given.path("type").asText("message");
    ObjectNode item = call.object();
    String prefix =
        switch (type) {
          case "message" -> "msg_";
          case "function_call" -> "fc_";
          case "function_call_output" -> "fco_";
          default -> "item_";
        };
    item.put("id", prefix + call.random(Alphabets.HEX, 48)).put("type", type);
    item.put("status", "completed");
    item.setAll(given);
    if (!type.equals("message")) {
      return item;
    }
    String role = given.path("role").asText();
    List<String> roles = List.of("assistant", "system", "developer", "user");
    if (!roles.contains(role)) {
      throw Checks.value("input[%d].role".formatted(at), role, roles);
    }
    if (given.path("content").isTextual()) {
      ObjectNode part = item.putArray("content").addObject();
      part.put("type", role.equals("assistant") ? "output_text" : "input_text");
      part.put("text", given.path("content").asText());
      if (role.equals("assistant")) {
        part.putArray("annotations");
      }
    }
    return item;
  }

  private static ObjectNode row(Call call) {
    return call.find("response", call.path("id"))
        .orElseThrow(
            () -> Refusal.of("not_found").with("resource", "Response").with("id", call.path("id")));
  }

  static Reply retrieve(Call call) {
    ObjectNode row = row(call);
    if (call.input().path("stream").asText().equals("true")) {
      throw Checks.invalid(
          "This response cannot be streamed because it was not created with background=true.",
          "stream",
          "");
    }
    return call.answer("response", row);
  }

  static Reply delete(Call call) {
    row(call);
    call.remove("response", call.path("id"));
    return Reply.json(
        200,
        call.object().put("id", call.path("id")).put("object", "response").put("deleted", true));
  }

  static Reply cancel(Call call) {
    ObjectNode row = row(call);
    if (!row.path("background").asBoolean()) {
      throw Checks.invalid("Cannot cancel a synchronous response.", "", "");
    }
    if (!row.path("status").asText().equals("queued")) {
      return call.answer("response", row);
    }
    ObjectNode changed =
        call.change("response", call.path("id"), copy -> copy.put("status", "cancelled"));
    return call.answer("response", changed);
  }

  static Reply inputItems(Call call) {
    List<ObjectNode> items = new ArrayList<>();
    for (JsonNode item : row(call).path("~input")) {
      items.add((ObjectNode) item);
    }
    return Lists.of(call, items, "desc");
  }

  static Reply inputTokens(Call call) {
    Prompt prompt = wish(call, input(call)).prompt();
    return Reply.json(
        200,
        call.object().put("object", "response.input_tokens").put("input_tokens", prompt.tokens()));
  }
}
