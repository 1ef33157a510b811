package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Reply;
import dev.dragoncode.fakes.state.Selection;
import dev.dragoncode.fakes.state.Slice;
import java.util.List;

/** OpenAI's pages: limit, after and order in, first_id, last_id and has_more out. */
final class Lists {

  private Lists() {}

  /** A page of a resource. */
  static Reply rows(Call call, String resource, String usualOrder) {
    Selection selection = Selection.newest(limit(call));
    if (call.text("order").orElse(usualOrder).equals("asc")) {
      selection = selection.oldestFirst();
    }
    if (call.text("model").isPresent()) {
      selection = selection.where("model", call.text("model").get());
    }
    if (call.text("after").isPresent()) {
      selection = selection.after(call.text("after").get());
    }
    Slice slice = call.list(resource, selection);
    ArrayNode shown = call.object().arrayNode();
    slice.rows().forEach(row -> shown.add(call.show(resource, row)));
    return reply(call, shown, slice.more());
  }

  /** A page of what is at hand, oldest first. */
  static Reply of(Call call, List<ObjectNode> all, String usualOrder) {
    boolean oldest = call.text("order").orElse(usualOrder).equals("asc");
    List<ObjectNode> ordered = oldest ? all : all.reversed();
    String after = call.text("after").orElse("");
    int from = 0;
    for (int i = 0; i < ordered.size(); i++) {
      if (ordered.get(i).path("id").asText().equals(after)) {
        from = i + 1;
      }
    }
    int to = Math.min(ordered.size(), from + limit(call));
    ArrayNode shown = call.object().arrayNode();
    ordered.subList(from, to).forEach(shown::add);
    return reply(call, shown, to < ordered.size());
  }

  private static int limit(Call call) {
    String said = call.text("limit").orElse("20");
    if (!said.matches("\\d{1,6}") || Integer.parseInt(said) < 1 || Integer.parseInt(said) > 100) {
      boolean above = said.matches("\\d+") && !said.matches("0+");
      throw Checks.invalid(
          "Invalid 'limit': integer %s value. Expected a value %s, but got %s instead."
              .formatted(
                  above ? "above maximum" : "below minimum", above ? "<= 100" : ">= 1", said),
          "limit",
          above ? "integer_above_max_value" : "integer_below_min_value");
    }
    return Integer.parseInt(said);
  }

  private static Reply reply(Call call, ArrayNode items, boolean more) {
    ObjectNode list = call.object().put("object", "list");
    list.set("data", items);
    list.put("first_id", items.isEmpty() ? null : items.get(0).path("id").asText());
    list.put("last_id", items.isEmpty() ? null : items.get(items.size() - 1).path("id").asText());
    return Reply.json(200, list.put("has_more", more));
  }
}
