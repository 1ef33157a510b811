package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Changes rows by JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396). */
final class JsonPatch {

  private JsonPatch() {}

  /**
   * Puts values in the place of a row's, objects value by value.
   *
   * @param removing whether null takes a value away, else it is a value like others
   */
  static void merge(ObjectNode row, ObjectNode values, boolean removing) {
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      if (removing && value.getValue().isNull()) {
        row.remove(value.getKey());
      } else if (value.getValue() instanceof ObjectNode inner
          && row.get(value.getKey()) instanceof ObjectNode before) {
        ObjectNode both = before.deepCopy();
        merge(both, inner, removing);
        row.set(value.getKey(), both);
      } else {
        row.set(value.getKey(), value.getValue());
      }
    }
  }

  /** The patched row; empty where a step does not apply. */
  static Optional<ObjectNode> apply(ObjectNode row, ArrayNode steps) {
    ObjectNode patched = row.deepCopy();
    for (JsonNode step : steps) {
      if (!step(patched, step)) {
        return Optional.empty();
      }
    }
    return Optional.of(patched);
  }

  private static boolean step(ObjectNode row, JsonNode step) {
    String path = step.path("path").asText();
    if (!path.startsWith("/")) {
      return false;
    }
    return switch (step.path("op").asText()) {
      case "add" -> set(row, path, step.path("value"), true);
      case "replace" -> !row.at(path).isMissingNode() && set(row, path, step.path("value"), false);
      case "remove" -> remove(row, path);
      case "test" -> row.at(path).equals(step.path("value"));
      case "copy" -> set(row, path, at(row, step).deepCopy(), true);
      case "move" -> {
        JsonNode moved = at(row, step).deepCopy();
        yield remove(row, step.path("from").asText()) && set(row, path, moved, true);
      }
      default -> false;
    };
  }

  private static JsonNode at(ObjectNode row, JsonNode step) {
    String from = step.path("from").asText();
    return from.startsWith("/") ? row.at(from) : MissingNode.getInstance();
  }

  private static boolean set(ObjectNode row, String path, JsonNode value, boolean add) {
    JsonPointer pointer = JsonPointer.compile(path);
    JsonNode parent = row.at(pointer.head());
    String name = pointer.last().getMatchingProperty();
    if (value.isMissingNode()) {
      return false;
    }
    if (parent instanceof ObjectNode object) {
      object.set(name, value);
      return true;
    }
    if (!(parent instanceof ArrayNode array)) {
      return false;
    }
    int index = name.equals("-") ? array.size() : pointer.last().getMatchingIndex();
    if (index < 0 || index > array.size() || (!add && index == array.size())) {
      return false;
    }
    JsonNode _ = add ? array.insert(index, value) : array.set(index, value);
    return true;
  }

  private static boolean remove(ObjectNode row, String path) {
    if (!path.startsWith("/")) {
      return false;
    }
    JsonPointer pointer = JsonPointer.compile(path);
    JsonNode parent = row.at(pointer.head());
    if (parent instanceof ObjectNode object) {
      return object.remove(pointer.last().getMatchingProperty()) != null;
    }
    return parent instanceof ArrayNode array
        && array.remove(pointer.last().getMatchingIndex()) != null;
  }
}
