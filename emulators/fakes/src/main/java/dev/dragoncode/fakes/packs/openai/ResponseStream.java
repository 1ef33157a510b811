package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;

/** A response bit by bit: https://platform.openai.com/docs/api-reference/responses-streaming. */
final class ResponseStream {

  private final Call call;
  private final ObjectNode response;
  private final ObjectNode item;
  private final ServerSentEvents events;
  private int number;

  ResponseStream(Call call, ObjectNode response) {
    this.call = call;
    this.response = response;
    this.item = (ObjectNode) response.path("output").get(0);
    this.events = new ServerSentEvents(call);
  }

  Reply reply(Answer answer) {
    ObjectNode begun = response.deepCopy();
    begun.put("status", "in_progress").putNull("completed_at").putNull("usage");
    begun.putNull("incomplete_details").putArray("output");
    whole("response.created", begun);
    whole("response.in_progress", begun);
    if (answer.tool().isPresent()) {
      tool(answer);
    } else {
      text(answer);
    }
    send("response.output_item.done", call.object().put("output_index", 0).set("item", item));
    whole(answer.full() ? "response.completed" : "response.incomplete", response);
    return events.reply();
  }

  private void tool(Answer answer) {
    ObjectNode begun = item.deepCopy();
    begun.put("status", "in_progress").put("arguments", "");
    send("response.output_item.added", call.object().put("output_index", 0).set("item", begun));
    for (String piece : answer.pieces()) {
      send("response.function_call_arguments.delta", within().put("delta", piece));
    }
    ObjectNode done = within().put("arguments", answer.text());
    send("response.function_call_arguments.done", done.put("name", item.path("name").asText()));
  }

  private void text(Answer answer) {
    ObjectNode begun = item.deepCopy();
    begun.put("status", "in_progress").putArray("content");
    send("response.output_item.added", call.object().put("output_index", 0).set("item", begun));
    JsonNode part = item.path("content").get(0);
    ObjectNode empty = part.deepCopy();
    send("response.content_part.added", inPart().set("part", empty.put("text", "")));
    for (String piece : answer.pieces()) {
      ObjectNode delta = inPart().put("delta", piece);
      delta.putArray("logprobs");
      send("response.output_text.delta", delta);
    }
    ObjectNode done = inPart().put("text", answer.text());
    done.putArray("logprobs");
    send("response.output_text.done", done);
    send("response.content_part.done", inPart().set("part", part));
  }

  private ObjectNode within() {
    return call.object().put("item_id", item.path("id").asText()).put("output_index", 0);
  }

  private ObjectNode inPart() {
    return within().put("content_index", 0);
  }

  private void whole(String type, ObjectNode document) {
    send(type, call.object().set("response", document));
  }

  private void send(String type, ObjectNode details) {
    ObjectNode event = call.object().put("type", type).put("sequence_number", number++);
    event.setAll(details);
    events.named(type, event);
  }
}
