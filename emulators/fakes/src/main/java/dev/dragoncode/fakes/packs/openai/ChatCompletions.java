package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import java.util.ArrayList;
import java.util.List;

/** https://platform.openai.com/docs/api-reference/chat. */
final class ChatCompletions {

  private static final List<String> ROLES =
      List.of("system", "assistant", "user", "function", "tool", "developer");

  private ChatCompletions() {}

  static Reply create(Call call) {
    String model = Checks.model(call, "");
    Wish wish = wish(call, model);
    int many = Checks.whole(call, "n", 1, 128, 1);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      answers.add(Answer.to(wish, model, i));
    }
    boolean stream = call.input().path("stream").asBoolean();
    if (!stream && call.input().path("stream_options").isObject()) {
      throw Checks.invalid(
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
          "stream_options",
          "");
    }
    ObjectNode completion = completion(call, model, wish, answers);
    if (call.input().path("store").asBoolean()) {
      ObjectNode stored = completion.deepCopy();
      stored.set("metadata", metadata(call));
      stored.set("~messages", call.input().path("messages"));
      call.create("completion", completion.path("id").asText(), stored);
    }
    int tokens = completion.path("usage").path("total_tokens").asInt();
    Reply reply =
        stream ? new ChatStream(call, completion).reply(answers) : Reply.json(200, completion);
    return OpenAiCode.counted(call, reply, tokens);
  }

  private static Wish wish(Call call, String model) {
    JsonNode messages = call.input().path("messages");
    check(messages);
    Checks.number(call, "temperature", 0, 2, 1);
    Checks.number(call, "top_p", 0, 1, 1);
    Checks.number(call, "presence_penalty", -2, 2, 0);
    Checks.number(call, "frequency_penalty", -2, 2, 0);
    boolean reasons = model.matches("(o\\d|gpt-5).*");
    if (reasons && call.input().path("max_tokens").isNumber()) {
      throw Checks.invalid(
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
              + " 'max_completion_tokens' instead.",
          "max_tokens",
          "unsupported_parameter");
    }
    int most = Checks.whole(call, "max_tokens", 1, 1_000_000, Integer.MAX_VALUE);
    most = Checks.whole(call, "max_completion_tokens", 1, 1_000_000, most);
    Prompt prompt = Prompt.of(messages, "");
    List<Wish.Tool> tools = Wish.tools(call.input().path("tools"), "tools");
    return new Wish(
        prompt,
        tools,
        Wish.choice(call.input().path("tool_choice"), tools),
        Wish.format(call.input().path("response_format"), prompt, "response_format"),
        most,
        stops(call.input().path("stop")));
  }

  private static void check(JsonNode messages) {
    if (messages.isEmpty()) {
      throw Checks.invalid(
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty"
              + " array instead.",
          "messages",
          "empty_array");
    }
    List<String> open = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.get(i);
      String where = "messages[%d]".formatted(i);
      if (!message.isObject()) {
        throw Checks.type(where, "an object", message);
      }
      String role = message.path("role").asText();
      if (role.isEmpty()) {
        throw Checks.invalid(
            "Missing required parameter: '%s.role'.".formatted(where),
            where + ".role",
            "missing_required_parameter");
      }
      if (!ROLES.contains(role)) {
        throw Checks.value(where + ".role", role, ROLES);
      }
      if (role.equals("tool")) {
        if (!open.remove(message.path("tool_call_id").asText())) {
          throw Checks.invalid(
              "Invalid parameter: messages with role 'tool' must be a response to a preceeding message"
                  + " with 'tool_calls'.",
              "messages.[%d].role".formatted(i),
              "");
        }
      } else {
        unanswered(open);
        message.path("tool_calls").forEach(one -> open.add(one.path("id").asText()));
      }
      JsonNode content = message.path("content");
      if (!content.isTextual() && !content.isArray() && !role.equals("assistant")) {
        throw Checks.invalid(
            "Invalid value for 'content': expected a string, got %s."
                .formatted(content.isMissingNode() ? "null" : content.toString()),
            where + ".content",
            "");
      }
    }
    unanswered(open);
  }

  private static void unanswered(List<String> open) {
    if (!open.isEmpty()) {
      throw Checks.invalid(
          "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
              + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
              + String.join(", ", open),
          "messages",
          "");
    }
  }

  private static List<String> stops(JsonNode stop) {
    List<String> stops = new ArrayList<>();
    if (stop.isTextual()) {
      stops.add(stop.asText());
    }
    stop.forEach(one -> stops.add(one.asText()));
    if (stops.size() > 4) {
      throw Checks.invalid(
          "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array"
              + " with length %d instead.".formatted(stops.size()),
          "stop",
          "array_above_max_length");
    }
    return stops;
  }

  private static ObjectNode completion(Call call, String model, Wish wish, List<Answer> answers) {
    ObjectNode completion = call.object();
    completion.put("id", "chatcmpl-" + call.random(Alphabets.BASE62, 29));
    completion.put("object", "chat.completion").put("created", call.now().getEpochSecond());
    completion.put("model", model);
    ArrayNode choices = completion.putArray("choices");
    int tokens = 0;
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      tokens += answer.pieces().size() + (answer.tool().isPresent() ? 5 : 0);
      ObjectNode choice = choices.addObject().put("index", i);
      ObjectNode message = choice.putObject("message").put("role", "assistant");
      if (answer.tool().isPresent()) {
        message.putNull("content");
        ObjectNode tool = message.putArray("tool_calls").addObject();
        tool.put("id", "call_" + call.random(Alphabets.BASE62, 24)).put("type", "function");
        tool.putObject("function").put("name", answer.tool().get()).put("arguments", answer.text());
      } else {
        message.put("content", answer.text());
      }
      message.putNull("refusal").putArray("annotations");
      choice.putNull("logprobs").put("finish_reason", finish(answer, wish));
    }
    completion.set("usage", usage(call, wish.prompt().tokens(), tokens));
    completion.put("service_tier", "default");
    completion.put("system_fingerprint", "fp_" + "%010x".formatted(Dice.of(model).below(1L << 40)));
    return completion;
  }

  private static String finish(Answer answer, Wish wish) {
    if (!answer.full()) {
      return "length";
    }
    // a call that was named ends like a text:
    // https://platform.openai.com/docs/guides/function-calling
    boolean named = wish.tools().stream().anyMatch(tool -> tool.name().equals(wish.choice()));
    return answer.tool().isPresent() && !named ? "tool_calls" : "stop";
  }

  private static ObjectNode usage(Call call, int prompt, int completion) {
    ObjectNode usage = call.object();
    usage.put("prompt_tokens", prompt).put("completion_tokens", completion);
    usage.put("total_tokens", prompt + completion);
    usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", 0)
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }

  private static JsonNode metadata(Call call) {
    JsonNode metadata = call.input().path("metadata");
    return metadata.isObject() ? metadata : call.object();
  }

  private static ObjectNode stored(Call call) {
    return call.find("completion", call.path("id"))
        .orElseThrow(() ->
            Refusal.of("not_found")
                .with("resource", "Chat completion")
                .with("id", call.path("id")));
  }

  static Reply retrieve(Call call) {
    return call.answer("completion", stored(call));
  }

  static Reply update(Call call) {
    stored(call);
    ObjectNode changed =
        call.change("completion", call.path("id"), copy -> copy.set("metadata", metadata(call)));
    return call.answer("completion", changed);
  }

  static Reply delete(Call call) {
    stored(call);
    call.remove("completion", call.path("id"));
    return Reply.json(
        200,
        call.object()
            .put("object", "chat.completion.deleted")
            .put("id", call.path("id"))
            .put("deleted", true));
  }

  static Reply list(Call call) {
    return Lists.rows(call, "completion", "asc");
  }

  static Reply messages(Call call) {
    List<ObjectNode> messages = new ArrayList<>();
    String id = call.path("id");
    for (JsonNode message : stored(call).path("~messages")) {
      ObjectNode shown = message.deepCopy();
      messages.add(shown.put("id", "%s-%d".formatted(id, messages.size())));
    }
    return Lists.of(call, messages, "asc");
  }
}
