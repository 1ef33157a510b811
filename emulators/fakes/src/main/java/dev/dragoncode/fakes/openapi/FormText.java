package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Set;

/** Gives the texts of forms and addresses the types that a schema tells. */
final class FormText {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private FormText() {}

  /** A text of a form as what it stands for. */
  static JsonNode typed(JsonNode schema, JsonNode value) {
    Set<String> types = Schemas.types(schema);
    if (types.contains("array") && (value.isTextual() || value instanceof ObjectNode)) {
      ArrayNode array = JSON.arrayNode();
      if (value instanceof ObjectNode numbered) {
        if (!numbered.properties().stream().allMatch(e -> e.getKey().matches("\\d{1,6}"))) {
          return value;
        }
        numbered.forEach(array::add);
        return array;
      }
      return types.contains("string") ? value : array.add(value);
    }
    if (!value.isTextual() || types.contains("string")) {
      return value;
    }
    String text = value.asText();
    boolean number = text.matches("-?\\d{1,18}(\\.\\d{1,18})?");
    if (number && types.contains("integer") && text.indexOf('.') < 0) {
      return JSON.numberNode(Long.parseLong(text));
    }
    if (number && types.contains("number")) {
      return JSON.numberNode(new BigDecimal(text));
    }
    if (types.contains("boolean") && (text.equals("true") || text.equals("false"))) {
      return JSON.booleanNode(text.equals("true"));
    }
    return text.isEmpty() && types.contains("null") ? JSON.nullNode() : value;
  }
}
