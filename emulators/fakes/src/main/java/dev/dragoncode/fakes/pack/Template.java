package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * JSON with holes: {@code ${name}} stands for a value of the scope. A text that is one hole takes
 * the value's own type; within a longer text it is written out.
 */
public sealed interface Template {

  /** What a name stands for: a missing node where it stands for nothing. */
  interface Scope extends Function<String, JsonNode> {}

  /** Fills the holes. */
  JsonNode render(Scope scope);

  /** A part without holes, shared by all results. */
  record Constant(JsonNode value) implements Template {
    @Override
    public JsonNode render(Scope scope) {
      return value;
    }
  }

  /** A text that is one hole. */
  record Hole(String name) implements Template {
    @Override
    public JsonNode render(Scope scope) {
      JsonNode value = scope.apply(name);
      return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
    }
  }

  /** A text with holes in it. */
  record Text(List<Template> parts) implements Template {
    @Override
    public JsonNode render(Scope scope) {
      StringBuilder text = new StringBuilder();
      for (Template part : parts) {
        JsonNode value = part.render(scope);
        text.append(value.isValueNode() ? (value.isNull() ? "" : value.asText()) : value);
      }
      return TextNode.valueOf(text.toString());
    }
  }

  /** An object whose values have holes. */
  record Fields(Map<String, Template> fields) implements Template {
    @Override
    public JsonNode render(Scope scope) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      fields.forEach((name, field) -> object.set(name, copy(field.render(scope))));
      return object;
    }
  }

  /** A list whose items have holes. */
  record Items(List<Template> items) implements Template {
    @Override
    public JsonNode render(Scope scope) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> array.add(copy(item.render(scope))));
      return array;
    }
  }

  private static JsonNode copy(JsonNode value) {
    return value.isContainerNode() ? value.deepCopy() : value;
  }

  /** The template that a JSON document describes. */
  static Template of(JsonNode document) {
    if (document instanceof ObjectNode object) {
      Map<String, Template> fields = new LinkedHashMap<>();
      object.properties().forEach(entry -> fields.put(entry.getKey(), of(entry.getValue())));
      return fields.values().stream().allMatch(Constant.class::isInstance)
          ? new Constant(document)
          : new Fields(fields);
    }
    if (document instanceof ArrayNode array) {
      List<Template> items = new ArrayList<>();
      array.forEach(item -> items.add(of(item)));
      return items.stream().allMatch(Constant.class::isInstance)
          ? new Constant(document)
          : new Items(items);
    }
    return document.isTextual() ? text(document.asText()) : new Constant(document);
  }

  /** The template of a text. */
  static Template text(String text) {
    List<Template> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("${", at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        parts.add(new Constant(TextNode.valueOf(text.substring(at))));
        break;
      }
      if (open > at) {
        parts.add(new Constant(TextNode.valueOf(text.substring(at, open))));
      }
      parts.add(new Hole(text.substring(open + 2, close)));
      at = close + 1;
    }
    if (parts.isEmpty()) {
      return new Constant(TextNode.valueOf(text));
    }
    return parts.size() == 1 ? parts.getFirst() : new Text(parts);
  }
}
