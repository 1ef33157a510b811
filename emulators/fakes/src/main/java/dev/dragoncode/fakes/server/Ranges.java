package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Filters such as {@code created[gte]=1700000000}. */
final class Ranges {

  private Ranges() {}

  static boolean within(JsonNode value, ObjectNode range) {
    for (Map.Entry<String, JsonNode> bound : range.properties()) {
      double limit = bound.getValue().asDouble();
      double actual = value.asDouble();
      boolean fits =
          switch (bound.getKey()) {
            case "gt" -> actual > limit;
            case "gte" -> actual >= limit;
            case "lt" -> actual < limit;
            case "lte" -> actual <= limit;
            default -> value.asText().equals(bound.getValue().asText());
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
