package dev.dragoncode.fakes.packs.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Call;
import java.util.ArrayList;
import java.util.List;

/** How Stripe reads the values of a request. */
final class Values {

  private Values() {}

  /**
   * Prepares an update: metadata is merged key by key, an empty text takes a key or a value away,
   * and what only steers the request does not become part of the row.
   */
  static void merge(Call call, String resource, ObjectNode values) {
    values.remove("expand");
    ObjectNode row = call.get(resource, call.path("id"));
    if (values.has("metadata")) {
      values.set("metadata", metadata(row.path("metadata"), values.get("metadata")));
    }
    for (String name : List.of("invoice_settings", "billing_details", "card")) {
      if (values.get(name) instanceof ObjectNode some && row.get(name) instanceof ObjectNode all) {
        ObjectNode merged = all.deepCopy();
        merged.setAll(some);
        values.set(name, merged);
      }
    }
    List<String> emptied = new ArrayList<>();
    values
        .properties()
        .forEach(e -> {
          if (e.getValue().isTextual() && e.getValue().asText().isEmpty()) {
            emptied.add(e.getKey());
          }
        });
    emptied.forEach(values::putNull);
  }

  static ObjectNode metadata(JsonNode before, JsonNode given) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    if (!(given instanceof ObjectNode changes)) {
      // an empty text takes all of it away
      return merged;
    }
    if (before instanceof ObjectNode old) {
      merged.setAll(old);
    }
    changes
        .properties()
        .forEach(e -> {
          if (e.getValue().asText().isEmpty()) {
            merged.remove(e.getKey());
          } else {
            merged.put(e.getKey(), e.getValue().asText());
          }
        });
    return merged;
  }

  /** Copies the named values that are there. */
  static void copy(ObjectNode from, ObjectNode to, String... names) {
    for (String name : names) {
      JsonNode value = from.get(name);
      if (value != null) {
        to.set(name, value);
      }
    }
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(item -> texts.add(item.asText()));
    } else if (!list.isMissingNode() && !list.isNull()) {
      texts.add(list.asText());
    }
    return texts;
  }
}
