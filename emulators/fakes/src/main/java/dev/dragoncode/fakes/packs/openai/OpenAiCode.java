package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.PackCode;
import dev.dragoncode.fakes.pack.Refusal;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import java.util.Optional;

/** OpenAI's API, put together from its parts: https://platform.openai.com/docs/api-reference. */
public final class OpenAiCode implements PackCode {

  @Override
  public void setUp(Setup setup) {
    setup.objection((_, findings) -> {
      throw Checks.objection(findings.getFirst());
    });
    setup.operation("model.list", OpenAiCode::models);
    setup.operation("model.retrieve", OpenAiCode::model);
    setup.operation("chat.completion.create", ChatCompletions::create);
    setup.operation("chat.completion.list", ChatCompletions::list);
    setup.operation("chat.completion.retrieve", ChatCompletions::retrieve);
    setup.operation("chat.completion.update", ChatCompletions::update);
    setup.operation("chat.completion.delete", ChatCompletions::delete);
    setup.operation("chat.completion.messages", ChatCompletions::messages);
    setup.operation("response.create", Responses::create);
    setup.operation("response.retrieve", Responses::retrieve);
    setup.operation("response.delete", Responses::delete);
    setup.operation("response.cancel", Responses::cancel);
    setup.operation("response.input_items", Responses::inputItems);
    setup.operation("response.input_tokens", Responses::inputTokens);
    setup.operation("embedding.create", Embeddings::create);
    setup.operation("moderation.create", Moderations::create);
    setup.later("response.done", Responses::done);
  }

  private static Reply models(Call call) {
    ObjectNode list = call.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    call.list("model", Selection.all()).rows().forEach(row -> data.add(call.show("model", row)));
    return Reply.json(200, list);
  }

  private static Reply model(Call call) {
    String id = call.path("model");
    Optional<ObjectNode> row = call.find("model", id);
    if (row.isPresent()) {
      return call.answer("model", row.get());
    }
    if (!Checks.exists(call, id)) {
      throw Refusal.of("no_model").with("model", id).with("param", "model");
    }
    ObjectNode model = call.object().put("id", id).put("object", "model");
    return Reply.json(200, model.put("created", 1_715_367_049).put("owned_by", "system"));
  }

  /** With the headers that tell what is left of the tokens of this minute. */
  static Reply counted(Call call, Reply reply, int tokens) {
    int all = call.value("tokens_per_minute").asInt();
    return reply
        .withHeader("x-ratelimit-limit-tokens", String.valueOf(all))
        .withHeader("x-ratelimit-remaining-tokens", String.valueOf(Math.max(0, all - tokens)))
        .withHeader("x-ratelimit-reset-tokens", "%dms".formatted(tokens * 60_000L / all));
  }
}
