package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Finding;
import dev.dragoncode.fakes.pack.Finding.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds values against JSON Schema as OpenAPI 3.0 and 3.1 use it, straight from the document, and
 * gives texts of forms and addresses the types that the schema tells.
 */
final class SchemaCheck {

  /** More findings than these help nobody. */
  private static final int MOST_FINDINGS = 20;

  private static final int MOST_DEPTH = 64;

  /** Schemas that a value is held against, all in all: an end for those that multiply. */
  private static final int MOST_STEPS = 50_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Which way a value goes: what is only read is no part of requests. */
  enum Way {
    REQUEST,
    RESPONSE
  }

  private final Schemas schemas;
  private final Formats formats;
  private final Way way;
  private final boolean texts;
  private List<Finding> findings = new ArrayList<>();
  private int steps;
  private final ScalarCheck scalars;

  /**
   * A check of one request or answer.
   *
   * @param texts whether numbers and truth values come as texts
   */
  SchemaCheck(Schemas schemas, Formats formats, Way way, boolean texts) {
    this.schemas = schemas;
    this.formats = formats;
    this.way = way;
    this.texts = texts;
    this.scalars = new ScalarCheck(formats, this::report);
  }

  Schemas schemas() {
    return schemas;
  }

  Formats formats() {
    return formats;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Checks a value. Returns it with the types of its schema. */
  JsonNode check(JsonNode schema, JsonNode value, List<String> path) {
    return check(schema, value, path, 0);
  }

  private JsonNode check(JsonNode unresolved, JsonNode came, List<String> path, int depth) {
    if (depth > MOST_DEPTH || ++steps > MOST_STEPS) {
      return came;
    }
    if (unresolved.isBoolean()) {
      if (!unresolved.asBoolean()) {
        report(Kind.UNKNOWN, path, "", came);
      }
      return came;
    }
    JsonNode schema = schemas.document().resolve(unresolved);
    if (!(schema instanceof ObjectNode)) {
      return came;
    }
    return held(schema, texts ? FormText.typed(schema, came) : came, path, depth);
  }

  private JsonNode held(JsonNode schema, JsonNode given, List<String> path, int depth) {
    JsonNode value = given;
    if (value.isNull() && Schemas.nullable(schema)) {
      return value;
    }
    Set<String> types = Schemas.types(schema);
    if (!types.isEmpty() && types.stream().noneMatch(type -> is(type, given))) {
      report(Kind.TYPE, path, words(types), value);
      return value;
    }
    scalars.words(schema, value, path);
    value = combined(schema, value, path, depth);
    if (value instanceof ObjectNode object) {
      return object(schema, object, path, depth);
    }
    if (value instanceof ArrayNode array) {
      return array(schema, array, path, depth);
    }
    if (value.isTextual()) {
      scalars.text(schema, value, path);
    } else if (value.isNumber()) {
      scalars.number(schema, value, path);
    }
    return value;
  }

  private static boolean is(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> whole(value);
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "null" -> value.isNull();
      default -> true;
    };
  }

  private static boolean whole(JsonNode value) {
    return value.isIntegralNumber()
        || (value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0);
  }

  private JsonNode combined(JsonNode schema, JsonNode came, List<String> path, int depth) {
    JsonNode value = came;
    for (JsonNode part : schema.path("allOf")) {
      value = check(part, value, path, depth + 1);
    }
    if (schema.path("anyOf").isArray()) {
      value = alternative(schema, schema.path("anyOf"), false, value, path, depth);
    }
    if (schema.path("oneOf").isArray()) {
      value = alternative(schema, schema.path("oneOf"), true, value, path, depth);
    }
    if (schema.has("not") && passes(schema.get("not"), value, path, depth)) {
      report(Kind.VALUE, path, "what “not” does not describe", value);
    }
    if (schema.has("if")) {
      String then = passes(schema.get("if"), value, path, depth) ? "then" : "else";
      value = schema.has(then) ? check(schema.get(then), value, path, depth + 1) : value;
    }
    return value;
  }

  private JsonNode alternative(
      JsonNode schema, JsonNode all, boolean one, JsonNode value, List<String> path, int depth) {
    JsonNode told = named(schemas.document(), schema, value);
    if (!told.isMissingNode()) {
      return check(told, value, path, depth + 1);
    }
    List<Finding> before = findings;
    List<Finding> nearest = null;
    JsonNode taken = null;
    int fits = 0;
    for (JsonNode candidate : all) {
      findings = new ArrayList<>();
      JsonNode result = check(candidate, value, path, depth + 1);
      if (findings.isEmpty()) {
        taken = fits++ == 0 ? result : taken;
        if (!one) {
          break;
        }
      } else if (nearest == null || findings.size() < nearest.size()) {
        nearest = findings;
      }
    }
    findings = before;
    if (fits == 0 && all.size() > 0) {
      if (all.size() == 1 && nearest != null) {
        nearest.forEach(this::add);
      } else {
        report(Kind.VALUE, path, "one of the %d shapes described".formatted(all.size()), value);
      }
    } else if (one && fits > 1) {
      report(Kind.VALUE, path, "exactly one of the shapes described", value);
    }
    return taken == null ? value : taken;
  }

  /** The alternative that the value itself names. */
  static JsonNode named(ApiDocument document, JsonNode schema, JsonNode value) {
    String property = schema.path("discriminator").path("propertyName").asText();
    String named = property.isEmpty() ? "" : value.path(property).asText();
    if (named.isEmpty()) {
      return MissingNode.getInstance();
    }
    String mapped = schema.path("discriminator").path("mapping").path(named).asText(named);
    String pointer =
        mapped.startsWith("#/")
            ? mapped.substring(1)
            : "/components/schemas/" + DocumentScan.escaped(mapped);
    return document.at(pointer);
  }

  private boolean passes(JsonNode schema, JsonNode value, List<String> path, int depth) {
    List<Finding> before = findings;
    findings = new ArrayList<>();
    JsonNode _ = check(schema, value, path, depth + 1);
    boolean passed = findings.isEmpty();
    findings = before;
    return passed;
  }

  private JsonNode object(JsonNode schema, ObjectNode value, List<String> path, int depth) {
    JsonNode properties = schema.path("properties");
    JsonNode patterns = schema.path("patternProperties");
    JsonNode others = schema.path("additionalProperties");
    ObjectNode result = texts ? JSON.objectNode() : value;
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      List<String> here = below(path, entry.getKey());
      JsonNode property = properties.path(entry.getKey());
      JsonNode typed = entry.getValue();
      boolean known = !property.isMissingNode();
      if (known) {
        typed = check(property, typed, here, depth + 1);
      }
      for (Map.Entry<String, JsonNode> pattern : patterns.properties()) {
        if (formats.found(pattern.getKey(), entry.getKey())) {
          known = true;
          typed = check(pattern.getValue(), typed, here, depth + 1);
        }
      }
      if (!known && !others.isMissingNode()) {
        typed = check(others, typed, here, depth + 1);
      }
      if (schema.has("propertyNames")) {
        JsonNode _ =
            check(schema.get("propertyNames"), JSON.textNode(entry.getKey()), here, depth + 1);
      }
      if (texts) {
        result.set(entry.getKey(), typed);
      }
    }
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText()) && !elsewhere(properties.path(name.asText()))) {
        add(
            new Finding(
                Kind.MISSING,
                below(path, name.asText()),
                expected(properties.path(name.asText())),
                ""));
      }
    }
    for (Map.Entry<String, JsonNode> needs : schema.path("dependentRequired").properties()) {
      if (value.has(needs.getKey())) {
        for (JsonNode name : needs.getValue()) {
          if (!value.has(name.asText())) {
            add(
                new Finding(
                    Kind.MISSING, below(path, name.asText()), "it beside " + needs.getKey(), ""));
          }
        }
      }
    }
    scalars.range(schema, "Properties", value.size(), "names", path, value);
    return result;
  }

  /** Whether a property is no part of what goes this way. */
  private boolean elsewhere(JsonNode property) {
    JsonNode schema = schemas.document().resolve(property);
    return schema.path(way == Way.REQUEST ? "readOnly" : "writeOnly").asBoolean();
  }

  private String expected(JsonNode property) {
    Set<String> types = Schemas.types(schemas.document().resolve(property));
    return types.isEmpty() ? "it" : words(types);
  }

  private JsonNode array(JsonNode schema, ArrayNode value, List<String> path, int depth) {
    ArrayNode result = texts ? JSON.arrayNode() : value;
    JsonNode first = schema.path("prefixItems");
    JsonNode items = schema.path("items");
    int contained = 0;
    for (int i = 0; i < value.size(); i++) {
      List<String> here = below(path, String.valueOf(i));
      JsonNode wanted = i < first.size() ? first.get(i) : items;
      JsonNode item =
          wanted.isMissingNode() ? value.get(i) : check(wanted, value.get(i), here, depth + 1);
      if (texts) {
        result.add(item);
      }
      if (schema.has("contains") && passes(schema.get("contains"), item, here, depth)) {
        contained++;
      }
    }
    if (schema.has("contains") && contained < schema.path("minContains").asInt(1)) {
      report(Kind.VALUE, path, "an item that “contains” describes", value);
    }
    scalars.range(schema, "Items", value.size(), "items", path, value);
    if (schema.path("uniqueItems").asBoolean()) {
      Set<JsonNode> seen = new HashSet<>();
      value.forEach(seen::add);
      if (seen.size() < value.size()) {
        report(Kind.VALUE, path, "no item twice", value);
      }
    }
    return result;
  }

  private void report(Kind kind, List<String> path, String expected, JsonNode value) {
    add(
        new Finding(
            kind,
            path,
            expected,
            ScalarCheck.cut(value.isTextual() ? value.asText() : value.toString())));
  }

  private void add(Finding finding) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(finding);
    }
  }

  private static String words(Set<String> types) {
    return String.join(" or ", types);
  }

  private static List<String> below(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
