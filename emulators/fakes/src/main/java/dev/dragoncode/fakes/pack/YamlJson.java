package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.io.yaml.YamlNode;
import java.math.BigDecimal;

/** A part of a YAML document as the JSON that it stands for. */
public final class YamlJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private YamlJson() {}

  public static JsonNode of(YamlNode node) {
    return switch (node) {
      case YamlNode.Mapping mapping -> {
        ObjectNode object = JSON.objectNode();
        mapping.entries().forEach((key, entry) -> object.set(key, of(entry.value())));
        yield object;
      }
      case YamlNode.Sequence sequence -> {
        ArrayNode array = JSON.arrayNode();
        sequence.items().forEach(item -> array.add(of(item)));
        yield array;
      }
      case YamlNode.Scalar scalar -> scalar(scalar);
    };
  }

  private static JsonNode scalar(YamlNode.Scalar scalar) {
    return switch (scalar.kind()) {
      case NULL -> JSON.nullNode();
      case TRUTH -> JSON.booleanNode(Boolean.parseBoolean(scalar.text()));
      case TEXT -> JSON.textNode(scalar.text());
      case NUMBER -> number(scalar.text());
    };
  }

  private static JsonNode number(String text) {
    try {
      return JSON.numberNode(Long.parseLong(text));
    } catch (NumberFormatException notWhole) {
      try {
        return JSON.numberNode(new BigDecimal(text));
      } catch (NumberFormatException neither) {
        return JSON.textNode(text);
      }
    }
  }
}
