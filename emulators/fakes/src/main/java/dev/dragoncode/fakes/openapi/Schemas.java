package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers questions about schemas that the validator and the state have in common. */
final class Schemas {

  /** Deeper compositions are cut off: they mean nothing that a state could use. */
  private static final int MOST_DEPTH = 8;

  private final ApiDocument document;

  Schemas(ApiDocument document) {
    this.document = document;
  }

  ApiDocument document() {
    return document;
  }

  /** The names of the types that a schema takes; empty where it does not say. */
  static Set<String> types(JsonNode schema) {
    Set<String> types = new LinkedHashSet<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      types.add(type.asText());
    }
    type.forEach(one -> types.add(one.asText()));
    if (!types.isEmpty() && schema.path("nullable").asBoolean()) {
      types.add("null");
    }
    return types;
  }

  static boolean nullable(JsonNode schema) {
    return schema.path("nullable").asBoolean() || types(schema).contains("null");
  }

  /**
   * One schema that says what a schema, those that it refers to and all parts of it say together.
   * Of alternatives the first one that is an object counts.
   */
  ObjectNode flat(JsonNode schema) {
    return flat(schema, 0);
  }

  private ObjectNode flat(JsonNode unresolved, int depth) {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    JsonNode schema = document.resolve(unresolved);
    if (!(schema instanceof ObjectNode object) || depth > MOST_DEPTH) {
      return flat;
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getKey().equals("allOf")) {
        flat.set(entry.getKey(), entry.getValue());
      }
    }
    for (JsonNode part : schema.path("allOf")) {
      add(flat, flat(part, depth + 1));
    }
    if (!flat.has("properties") && !flat.has("items")) {
      chosen(schema, depth).ifPresent(one -> add(flat, one));
    }
    return flat;
  }

  private Optional<ObjectNode> chosen(JsonNode schema, int depth) {
    for (String kind : new String[] {"oneOf", "anyOf"}) {
      for (JsonNode one : schema.path(kind)) {
        ObjectNode candidate = flat(one, depth + 1);
        if (candidate.has("properties") || candidate.has("items")) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private static void add(ObjectNode flat, ObjectNode part) {
    for (Map.Entry<String, JsonNode> entry : part.properties()) {
      String name = entry.getKey();
      JsonNode before = flat.get(name);
      if (name.equals("properties") && before instanceof ObjectNode known) {
        flat.set(name, both(known, (ObjectNode) entry.getValue()));
      } else if (name.equals("required") && before instanceof ArrayNode known) {
        flat.set(name, known.deepCopy().addAll((ArrayNode) entry.getValue()));
      } else if (before == null) {
        flat.set(name, entry.getValue());
      }
    }
  }

  /** All properties; one that both describe has to be what both say. */
  private static ObjectNode both(ObjectNode known, ObjectNode more) {
    ObjectNode both = known.objectNode();
    both.setAll(more);
    for (Map.Entry<String, JsonNode> property : known.properties()) {
      JsonNode other = more.get(property.getKey());
      if (other == null || other.equals(property.getValue())) {
        both.set(property.getKey(), property.getValue());
      } else {
        both.putObject(property.getKey()).putArray("allOf").add(property.getValue()).add(other);
      }
    }
    return both;
  }

  /** The properties of a flat schema by name. */
  static ObjectNode properties(JsonNode flat) {
    return flat.path("properties") instanceof ObjectNode properties
        ? properties
        : JsonNodeFactory.instance.objectNode();
  }

  /** The names that a flat schema requires. */
  static Set<String> required(JsonNode flat) {
    Set<String> names = new LinkedHashSet<>();
    flat.path("required").forEach(name -> names.add(name.asText()));
    return names;
  }

  boolean isArray(JsonNode schema) {
    ObjectNode flat = flat(schema);
    return types(flat).contains("array") || flat.has("items");
  }

  boolean isObject(JsonNode schema) {
    ObjectNode flat = flat(schema);
    return types(flat).contains("object") || flat.has("properties");
  }
}
