package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;
import java.util.List;

/** A chat completion bit by bit: https://platform.openai.com/docs/api-reference/chat-streaming. */
final class ChatStream {

  private final Call call;
  private final ObjectNode completion;
  private final ServerSentEvents events;
  private final boolean usage;

  ChatStream(Call call, ObjectNode completion) {
    this.call = call;
    this.completion = completion;
    this.events = new ServerSentEvents(call);
    this.usage = call.input().path("stream_options").path("include_usage").asBoolean();
  }

  Reply reply(List<Answer> answers) {
    for (int i = 0; i < answers.size(); i++) {
      begin(i, answers.get(i));
    }
    // the choices come interleaved, as from a model that writes all of them at once
    int longest = answers.stream().mapToInt(answer -> answer.pieces().size()).max().orElse(0);
    for (int piece = 0; piece < longest; piece++) {
      for (int i = 0; i < answers.size(); i++) {
        Answer answer = answers.get(i);
        if (piece < answer.pieces().size()) {
          events.data(chunk(i, delta(answer, answer.pieces().get(piece)), ""));
        }
      }
    }
    for (int i = 0; i < answers.size(); i++) {
      String finish = completion.path("choices").get(i).path("finish_reason").asText();
      events.data(chunk(i, call.object(), finish));
    }
    if (usage) {
      ObjectNode last = frame();
      last.putArray("choices");
      last.set("usage", completion.path("usage"));
      events.data(last);
    }
    events.done();
    return events.reply();
  }

  private void begin(int index, Answer answer) {
    ObjectNode delta = call.object().put("role", "assistant");
    if (answer.tool().isPresent()) {
      delta.putNull("content");
      ObjectNode tool =
          completion
              .path("choices")
              .get(index)
              .path("message")
              .path("tool_calls")
              .get(0)
              .deepCopy();
      tool.put("index", 0);
      tool.withObjectProperty("function").put("arguments", "");
      delta.putArray("tool_calls").add(tool);
    } else {
      delta.put("content", "");
    }
    events.data(chunk(index, delta.putNull("refusal"), ""));
  }

  private ObjectNode delta(Answer answer, String piece) {
    ObjectNode delta = call.object();
    if (answer.tool().isPresent()) {
      ObjectNode tool = delta.putArray("tool_calls").addObject().put("index", 0);
      tool.putObject("function").put("arguments", piece);
      return delta;
    }
    return delta.put("content", piece);
  }

  private ObjectNode chunk(int index, ObjectNode delta, String finish) {
    ObjectNode chunk = frame();
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs");
    choice.put("finish_reason", finish.isEmpty() ? null : finish);
    if (usage) {
      chunk.putNull("usage");
    }
    return chunk;
  }

  private ObjectNode frame() {
    ObjectNode frame = call.object();
    frame.set("id", completion.path("id"));
    frame.put("object", "chat.completion.chunk");
    for (String name : List.of("created", "model", "service_tier", "system_fingerprint")) {
      frame.set(name, completion.path(name));
    }
    return frame;
  }
}
