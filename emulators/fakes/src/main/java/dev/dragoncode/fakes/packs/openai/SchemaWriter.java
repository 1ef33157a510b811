package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a value that fits a JSON Schema, with names and numbers of the request where it has some.
 */
final class SchemaWriter {

  /** From here on what may be empty is, so that a schema that holds itself comes to an end. */
  private static final int DEEP = 6;

  /** Here even what must not be empty is. */
  private static final int DEEPEST = 40;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern NAME =
      Pattern.compile("(?<=\\S\\s)\\p{Lu}\\p{L}+(?: \\p{Lu}\\p{L}+)*");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final JsonNode root;
  private final Dice dice;
  private final Iterator<String> names;
  private final Iterator<Long> numbers;

  private SchemaWriter(JsonNode root, Dice dice, String text) {
    this.root = root;
    this.dice = dice;
    this.names = found(NAME, text).iterator();
    this.numbers = found(NUMBER, text).stream().map(Long::valueOf).iterator();
  }

  /**
   * A value.
   *
   * @param text whose names and numbers are used
   */
  static JsonNode write(JsonNode schema, Dice dice, String text) {
    return new SchemaWriter(schema, dice, text).value(schema, "", 0);
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> all = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group());
    }
    return all;
  }

  private JsonNode value(JsonNode schema, String name, int depth) {
    if (depth > DEEPEST) {
      return JSON.nullNode();
    }
    if (schema.path("$ref").isTextual()) {
      return value(referred(schema.path("$ref").asText()), name, depth + 1);
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
      return schema.path("enum").get((int) dice.below(schema.path("enum").size()));
    }
    for (String union : List.of("anyOf", "oneOf", "allOf")) {
      if (schema.path(union).isArray() && !schema.path(union).isEmpty()) {
        return value(chosen(schema.path(union), depth), name, depth + 1);
      }
    }
    return switch (type(schema, depth)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, name, depth);
      case "integer" -> JSON.numberNode(whole(schema));
      case "number" -> JSON.numberNode(whole(schema) + (schema.has("maximum") ? 0 : 0.5));
      case "boolean" -> JSON.booleanNode(dice.below(2) == 0);
      case "null" -> JSON.nullNode();
      default -> JSON.textNode(text(schema, name));
    };
  }

  private JsonNode referred(String reference) {
    return reference.startsWith("#") ? root.at(reference.substring(1)) : JSON.objectNode();
  }

  /** One of several schemas; deep down the one that ends soonest. */
  private JsonNode chosen(JsonNode schemas, int depth) {
    if (depth >= DEEP) {
      for (JsonNode one : schemas) {
        if (!one.has("$ref") && !List.of("object", "array").contains(one.path("type").asText())) {
          return one;
        }
      }
    }
    return schemas.get(0);
  }

  private static String type(JsonNode schema, int depth) {
    JsonNode type = schema.path("type");
    if (type.isArray() && !type.isEmpty()) {
      boolean nullable = false;
      for (JsonNode one : type) {
        nullable |= one.asText().equals("null");
      }
      if (nullable && depth >= DEEP) {
        return "null";
      }
      return type.get(0).asText().equals("null") && type.size() > 1
          ? type.get(1).asText()
          : type.get(0).asText();
    }
    if (type.isTextual()) {
      return type.asText();
    }
    return schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JSON.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      if (depth < DEEP || required.contains(field.getKey())) {
        object.set(field.getKey(), value(field.getValue(), field.getKey(), depth + 1));
      }
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, String name, int depth) {
    ArrayNode items = JSON.arrayNode();
    long least = schema.path("minItems").asLong(0);
    long most = Math.min(100, schema.path("maxItems").asLong(Math.max(2, least)));
    long size = depth >= DEEP ? least : Math.min(most, Math.max(least, 1 + dice.below(2)));
    for (long i = 0; i < size; i++) {
      items.add(value(schema.path("items"), name, depth + 1));
    }
    return items;
  }

  private long whole(JsonNode schema) {
    long least =
        schema
            .path("minimum")
            .asLong(
                schema.path("exclusiveMinimum").asLong(0)
                    + (schema.has("exclusiveMinimum") ? 1 : 0));
    long most =
        schema
            .path("maximum")
            .asLong(
                schema.has("exclusiveMaximum")
                    ? schema.path("exclusiveMaximum").asLong() - 1
                    : Math.max(100, least + 100));
    long step = Math.max(1, schema.path("multipleOf").asLong(1));
    long value =
        numbers.hasNext() ? numbers.next() : least + dice.below(Math.max(1, most - least + 1));
    if (value < least || value > most) {
      value = least + dice.below(Math.max(1, most - least + 1));
    }
    long stepped = value - Math.floorMod(value, step);
    return stepped < least ? stepped + step : stepped;
  }

  private String text(JsonNode schema, String name) {
    String day = "2026-%02d-%02d".formatted(1 + dice.below(12), 1 + dice.below(28));
    String time = "%02d:%02d:00Z".formatted(dice.below(24), dice.below(60));
    String text =
        switch (schema.path("format").asText()) {
          case "date-time" -> day + "T" + time;
          case "date" -> day;
          case "time" -> time;
          case "duration" -> "PT%dM".formatted(1 + dice.below(90));
          case "email" -> Words.one(dice) + "@example.com";
          case "hostname" -> Words.one(dice) + ".example.com";
          case "ipv4" -> "192.0.2." + (1 + dice.below(254));
          case "ipv6" -> "2001:db8::" + Long.toHexString(1 + dice.below(65_000));
          case "uri" -> "https://example.com/" + Words.one(dice);
          case "uuid" ->
              "%08x-0000-4000-8000-%012x".formatted(dice.below(1L << 32), dice.below(1L << 48));
          default -> names.hasNext() ? names.next() : plain(name);
        };
    int least = schema.path("minLength").asInt(0);
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    StringBuilder fitted = new StringBuilder(text);
    while (fitted.length() < Math.min(least, 10_000)) {
      fitted.append(' ').append(Words.one(dice));
    }
    return fitted.length() > most ? fitted.substring(0, most) : fitted.toString();
  }

  private String plain(String name) {
    String words = name.replace('_', ' ').toLowerCase(Locale.ROOT).strip();
    return words.isEmpty() ? Words.one(dice) : words + " " + Words.one(dice);
  }
}
