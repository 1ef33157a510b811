package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Alphabets;
import dev.dragoncode.fakes.pack.Scene;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * Makes values that fit a schema: its examples, else what its types, formats and bounds ask for.
 */
final class Samples {

  /** Values that are nested deeper hold only what is required. */
  private static final int OPTIONAL_DEPTH = 2;

  private static final int MOST_DEPTH = 24;

  /** Of one value's parts: an end for schemas that multiply. */
  private static final int MOST_PARTS = 4_000;

  private static final int MOST_TEXT = 1_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Schemas schemas;
  private final Scene scene;
  private final Deque<String> references = new ArrayDeque<>();
  private int parts;

  Samples(Schemas schemas, Scene scene) {
    this.schemas = schemas;
    this.scene = scene;
  }

  /** A value; a missing node where none can be made, as of a schema that holds itself. */
  JsonNode of(JsonNode schema) {
    return of(schema, 0);
  }

  private JsonNode of(JsonNode unresolved, int depth) {
    String reference = unresolved.path("$ref").asText();
    if (depth > MOST_DEPTH
        || ++parts > MOST_PARTS
        || (!reference.isEmpty() && references.contains(reference))) {
      return MissingNode.getInstance();
    }
    if (!reference.isEmpty()) {
      references.push(reference);
    }
    try {
      return resolved(schemas.document().resolve(unresolved), depth);
    } finally {
      if (!reference.isEmpty()) {
        references.pop();
      }
    }
  }

  private JsonNode resolved(JsonNode schema, int depth) {
    JsonNode given = given(schema);
    if (!given.isMissingNode()) {
      return given.deepCopy();
    }
    for (String kind : new String[] {"oneOf", "anyOf"}) {
      for (JsonNode one : schema.path(kind)) {
        JsonNode value = schema.has("properties") ? MissingNode.getInstance() : of(one, depth + 1);
        if (!value.isMissingNode() && !value.isNull()) {
          return value;
        }
      }
    }
    ObjectNode flat = schema.has("allOf") ? schemas.flat(schema) : objectOf(schema);
    JsonNode inherited = given(flat);
    if (!inherited.isMissingNode()) {
      return inherited.deepCopy();
    }
    Set<String> types = Schemas.types(flat);
    types.remove(types.size() > 1 ? "null" : "");
    String type =
        types.isEmpty()
            ? flat.has("items") ? "array" : flat.has("properties") ? "object" : ""
            : types.iterator().next();
    return switch (type) {
      case "string" -> JSON.textNode(text(flat));
      case "integer" -> number(flat, true);
      case "number" -> number(flat, false);
      case "boolean" -> JSON.booleanNode(true);
      case "array" -> array(flat, depth);
      case "object" -> object(flat, depth);
      case "null" -> JSON.nullNode();
      default -> JSON.objectNode();
    };
  }

  private static ObjectNode objectOf(JsonNode schema) {
    return schema instanceof ObjectNode object ? object : JSON.objectNode();
  }

  private static JsonNode given(JsonNode schema) {
    if (schema.has("example")) {
      return schema.get("example");
    }
    JsonNode examples = schema.path("examples");
    if (examples.isArray() && !examples.isEmpty()) {
      return examples.get(0);
    }
    if (schema.has("default")) {
      return schema.get("default");
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    JsonNode words = schema.path("enum");
    return words.isArray() && !words.isEmpty() ? words.get(0) : MissingNode.getInstance();
  }

  private JsonNode object(ObjectNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    Set<String> required = Schemas.required(schema);
    for (Map.Entry<String, JsonNode> property : Schemas.properties(schema).properties()) {
      boolean wanted = required.contains(property.getKey());
      JsonNode inner = schemas.flat(property.getValue());
      if (inner.path("writeOnly").asBoolean() || (!wanted && depth >= OPTIONAL_DEPTH)) {
        continue;
      }
      JsonNode value = of(property.getValue(), depth + 1);
      if (!value.isMissingNode()) {
        object.set(property.getKey(), value);
      } else if (wanted) {
        object.set(property.getKey(), empty(inner));
      }
    }
    for (String name : required) {
      if (!object.has(name) && !Schemas.properties(schema).has(name)) {
        object.put(name, "string");
      }
    }
    JsonNode others = schema.path("additionalProperties");
    if (object.isEmpty() && others.isObject()) {
      JsonNode value = of(others, depth + 1);
      if (!value.isMissingNode()) {
        object.set("property", value);
      }
    }
    return object;
  }

  /** What ends a schema that holds itself. */
  private static JsonNode empty(JsonNode schema) {
    if (Schemas.nullable(schema)) {
      return JSON.nullNode();
    }
    return Schemas.types(schema).contains("array") ? JSON.arrayNode() : JSON.objectNode();
  }

  private JsonNode array(ObjectNode schema, int depth) {
    ArrayNode array = JSON.arrayNode();
    int wanted = Math.min(20, Math.max(schema.path("minItems").asInt(), depth > 3 ? 0 : 1));
    if (schema.has("maxItems")) {
      wanted = Math.min(wanted, schema.path("maxItems").asInt());
    }
    JsonNode first = schema.path("prefixItems");
    for (int i = 0; i < Math.max(wanted, first.size()); i++) {
      JsonNode item = of(i < first.size() ? first.get(i) : schema.path("items"), depth + 1);
      if (item.isMissingNode()) {
        break;
      }
      array.add(item);
    }
    return array;
  }

  private static JsonNode number(ObjectNode schema, boolean whole) {
    BigDecimal value = whole ? BigDecimal.ONE : new BigDecimal("1.5");
    BigDecimal least = bound(schema, "minimum", "exclusiveMinimum", whole, 1);
    BigDecimal most = bound(schema, "maximum", "exclusiveMaximum", whole, -1);
    if (least != null && value.compareTo(least) < 0) {
      value = least;
    }
    if (most != null && value.compareTo(most) > 0) {
      value = most;
    }
    JsonNode step = schema.path("multipleOf");
    if (step.isNumber() && step.decimalValue().signum() > 0) {
      BigDecimal one = step.decimalValue();
      value = value.divide(one, 0, java.math.RoundingMode.CEILING).multiply(one);
    }
    return whole ? JSON.numberNode(value.longValue()) : JSON.numberNode(value);
  }

  private static @org.jspecify.annotations.Nullable BigDecimal bound(
      ObjectNode schema, String name, String exclusive, boolean whole, int sign) {
    JsonNode strict = schema.path(exclusive);
    JsonNode bound = strict.isNumber() ? strict : schema.path(name);
    if (!bound.isNumber()) {
      return null;
    }
    BigDecimal beside = whole ? BigDecimal.ONE : new BigDecimal("0.001");
    return strict.isNumber() || strict.asBoolean()
        ? bound.decimalValue().add(beside.multiply(BigDecimal.valueOf(sign)))
        : bound.decimalValue();
  }

  private String text(ObjectNode schema) {
    String pattern = schema.path("pattern").asText();
    String text =
        switch (schema.path("format").asText()) {
          case "date-time" -> scene.now().truncatedTo(ChronoUnit.SECONDS).toString();
          case "date" -> scene.now().toString().substring(0, 10);
          case "time" -> scene.now().truncatedTo(ChronoUnit.SECONDS).toString().substring(11);
          case "uuid" -> uuid();
          case "email" -> "user@example.com";
          case "uri", "url", "uri-reference" -> "https://example.com/";
          case "hostname" -> "example.com";
          case "ipv4" -> "192.0.2.1";
          case "ipv6" -> "2001:db8::1";
          case "byte" -> "c3RyaW5n";
          default -> pattern.isEmpty() ? "string" : PatternText.of(pattern).orElse("string");
        };
    int least = Math.min(MOST_TEXT, schema.path("minLength").asInt());
    int most = schema.path("maxLength").asInt(MOST_TEXT);
    if (text.length() < least && pattern.isEmpty()) {
      text = text + "x".repeat(least - text.length());
    }
    return text.length() > most ? text.substring(0, Math.max(0, most)) : text;
  }

  /** A version 4 UUID, the same in each run. */
  String uuid() {
    String hex = scene.random(Alphabets.HEX, 32);
    return "%s-%s-4%s-a%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            hex.substring(17, 20),
            hex.substring(20));
  }
}
