package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import java.util.List;

/** The response object: https://platform.openai.com/docs/api-reference/responses/object. */
final class ResponseDocument {

  /** What is told as it was said, or null. */
  private static final List<String> AS_SAID =
      List.of(
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "previous_response_id",
          "prompt_cache_key",
          "prompt_cache_retention",
          "safety_identifier",
          "user");

  private ResponseDocument() {}

  static ObjectNode of(Call call, String model, Wish wish, Answer answer) {
    ObjectNode input = call.input();
    ObjectNode response = call.object();
    long now = call.now().getEpochSecond();
    response.put("id", "resp_" + call.random(Alphabets.HEX, 48)).put("object", "response");
    response.put("created_at", now).put("status", answer.full() ? "completed" : "incomplete");
    response.put("background", input.path("background").asBoolean());
    response.put("completed_at", answer.full() ? now : null).putNull("error");
    if (answer.full()) {
      response.putNull("incomplete_details");
    } else {
      response.putObject("incomplete_details").put("reason", "max_output_tokens");
    }
    for (String name : AS_SAID) {
      JsonNode said = input.path(name);
      if (said.isMissingNode()) {
        response.putNull(name);
      } else {
        response.set(name, said);
      }
    }
    response.put("model", model);
    response.putArray("output").add(item(call, answer));
    response.put("parallel_tool_calls", input.path("parallel_tool_calls").asBoolean(true));
    ObjectNode reasoning = response.putObject("reasoning").putNull("effort").putNull("summary");
    if (input.path("reasoning") instanceof ObjectNode said) {
      reasoning.setAll(said);
    }
    response.put("service_tier", "default").put("store", input.path("store").asBoolean(true));
    response.put("temperature", input.path("temperature").asDouble(1));
    ObjectNode text = response.putObject("text");
    text.putObject("format").put("type", "text");
    text.put("verbosity", "medium");
    if (input.path("text") instanceof ObjectNode said) {
      text.setAll(said);
    }
    response.set("tool_choice", said(input, "tool_choice", call.object().textNode("auto")));
    response.set("tools", said(input, "tools", call.object().arrayNode()));
    response.put("top_logprobs", input.path("top_logprobs").asInt(0));
    response.put("top_p", input.path("top_p").asDouble(1));
    response.put("truncation", input.path("truncation").asText("disabled"));
    int tokens = answer.pieces().size() + (answer.tool().isPresent() ? 5 : 0);
    ObjectNode usage = response.putObject("usage").put("input_tokens", wish.prompt().tokens());
    usage.putObject("input_tokens_details").put("cached_tokens", 0);
    usage.put("output_tokens", tokens);
    usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    usage.put("total_tokens", wish.prompt().tokens() + tokens);
    response.set("metadata", said(input, "metadata", call.object()));
    return response;
  }

  private static JsonNode said(ObjectNode input, String name, JsonNode otherwise) {
    return input.path(name).isMissingNode() || input.path(name).isNull()
        ? otherwise
        : input.path(name);
  }

  private static ObjectNode item(Call call, Answer answer) {
    ObjectNode item = call.object();
    String status = answer.full() ? "completed" : "incomplete";
    if (answer.tool().isPresent()) {
      item.put("id", "fc_" + call.random(Alphabets.HEX, 48)).put("type", "function_call");
      item.put("status", status).put("arguments", answer.text());
      item.put("call_id", "call_" + call.random(Alphabets.BASE62, 24));
      return item.put("name", answer.tool().get());
    }
    item.put("id", "msg_" + call.random(Alphabets.HEX, 48)).put("type", "message");
    item.put("status", status);
    ObjectNode part = item.putArray("content").addObject().put("type", "output_text");
    part.putArray("annotations");
    part.putArray("logprobs");
    part.put("text", answer.text());
    return item.put("role", "assistant");
  }
}
