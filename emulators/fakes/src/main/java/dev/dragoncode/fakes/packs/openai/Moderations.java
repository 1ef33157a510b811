package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** https://platform.openai.com/docs/api-reference/moderations; flags by the YAML's words. */
final class Moderations {

  private Moderations() {}

  static Reply create(Call call) {
    String model = Checks.model(call, "omni-moderation-latest");
    ObjectNode answer = call.object().put("id", "modr-" + call.random(Alphabets.HEX, 32));
    answer.put("model", model);
    ArrayNode results = answer.putArray("results");
    for (String text : texts(call.input().path("input"))) {
      results.add(result(call, text.toLowerCase(Locale.ROOT)));
    }
    return Reply.json(200, answer);
  }

  /** Each text is judged alone; texts and pictures in parts are judged together. */
  private static List<String> texts(JsonNode input) {
    List<String> texts = new ArrayList<>();
    if (input.isTextual()) {
      texts.add(input.asText());
    } else if (input.isArray() && !input.isEmpty() && input.get(0).isTextual()) {
      input.forEach(one -> texts.add(one.asText()));
    } else {
      texts.add(Prompt.text(input));
    }
    return texts;
  }

  private static ObjectNode result(Call call, String text) {
    ObjectNode categories = call.object();
    ObjectNode scores = call.object();
    ObjectNode types = call.object();
    boolean flagged = false;
    for (Map.Entry<String, JsonNode> category : call.value("moderation").properties()) {
      boolean hit = false;
      for (JsonNode word : category.getValue()) {
        hit |= text.contains(word.asText());
      }
      flagged |= hit;
      double chance = Dice.of(category.getKey() + "\n" + text).below(1_000) / 10_000.0;
      categories.put(category.getKey(), hit);
      scores.put(category.getKey(), hit ? 0.9 + chance : chance / 100);
      types.putArray(category.getKey()).add("text");
    }
    ObjectNode result = call.object().put("flagged", flagged);
    result.set("categories", categories);
    result.set("category_scores", scores);
    result.set("category_applied_input_types", types);
    return result;
  }
}
