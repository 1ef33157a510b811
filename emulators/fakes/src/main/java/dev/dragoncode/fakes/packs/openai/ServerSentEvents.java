package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An answer that comes as server-sent events. */
final class ServerSentEvents {

  private final List<Reply.Chunk> chunks = new ArrayList<>();
  private final Duration pause;

  ServerSentEvents(Call call) {
    this.pause = Duration.ofMillis(call.value("chunk_after").asLong());
  }

  /** An event without a name. */
  void data(JsonNode data) {
    line("data: " + data + "\n\n");
  }

  void named(String event, JsonNode data) {
    line("event: %s\ndata: %s\n\n".formatted(event, data));
  }

  /** The end of a stream of chat completions. */
  void done() {
    line("data: [DONE]\n\n");
  }

  private void line(String text) {
    chunks.add(new Reply.Chunk(text, pause));
  }

  Reply reply() {
    return new Reply.Stream(
        200,
        Map.of("content-type", "text/event-stream; charset=utf-8", "cache-control", "no-cache"),
        chunks);
  }
}
