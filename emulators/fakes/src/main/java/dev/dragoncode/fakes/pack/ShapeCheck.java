package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Finding.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a request against its shape, and gives values the types that the shape tells: a form's
 * {@code "100"} becomes the number that it stands for.
 */
public final class ShapeCheck {

  /** More findings than these help nobody. */
  private static final int MOST_FINDINGS = 20;

  private final List<Finding> findings = new ArrayList<>();
  private final boolean texts;

  /**
   * What a check came to.
   *
   * @param value with the types of its shape
   */
  public record Outcome(ObjectNode value, List<Finding> findings) {}

  private ShapeCheck(boolean texts) {
    this.texts = texts;
  }

  /**
   * Checks an object.
   *
   * @param texts whether numbers and truth values may come as texts, as in forms and queries
   */
  public static Outcome check(Shape.Fields shape, ObjectNode value, boolean texts) {
    ShapeCheck check = new ShapeCheck(texts);
    ObjectNode typed = check.object(shape, value, List.of());
    return new Outcome(typed, List.copyOf(check.findings));
  }

  private ObjectNode object(Shape.Fields shape, ObjectNode value, List<String> path) {
    ObjectNode typed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      List<String> here = below(path, entry.getKey());
      Shape.Field field = shape.fields().get(entry.getKey());
      if (field != null) {
        typed.set(entry.getKey(), value(field.shape(), entry.getValue(), here));
      } else {
        typed.set(entry.getKey(), entry.getValue());
        if (!shape.open()) {
          report(Kind.UNKNOWN, here, "", entry.getValue());
        }
      }
    }
    shape
        .fields()
        .forEach((name, field) -> {
          if (field.required() && !value.has(name)) {
            add(new Finding(Kind.MISSING, below(path, name), words(field.shape()), ""));
          }
        });
    return typed;
  }

  private JsonNode value(Shape shape, JsonNode value, List<String> path) {
    if (value.isNull() || (texts && value.isTextual() && value.asText().isEmpty())) {
      // how a value is taken away again
      return value;
    }
    if (texts && value.isArray() && !value.isEmpty() && single(shape)) {
      // a form's name that came twice: the last value counts
      return value(shape, value.get(value.size() - 1), path);
    }
    return switch (shape) {
      case Shape.Anything _ -> value;
      case Shape.Text text -> text(text, value, path);
      case Shape.Whole whole -> whole(whole, value, path);
      case Shape.Decimal _ -> decimal(value, path);
      case Shape.Truth _ -> truth(value, path);
      case Shape.Many many -> many(many, value, path);
      case Shape.Dictionary dictionary -> dictionary(dictionary, value, path);
      case Shape.Fields fields ->
          value instanceof ObjectNode object
              ? object(fields, object, path)
              : mistyped(shape, value, path);
      case Shape.Either either -> either(either, value, path);
    };
  }

  private static boolean single(Shape shape) {
    return switch (shape) {
      case Shape.Text _, Shape.Whole _, Shape.Decimal _, Shape.Truth _ -> true;
      default -> false;
    };
  }

  private JsonNode text(Shape.Text shape, JsonNode value, List<String> path) {
    if (value.isContainerNode() || (!texts && !value.isTextual())) {
      return mistyped(shape, value, path);
    }
    boolean fits =
        (shape.words().isEmpty() || shape.words().contains(value.asText()))
            && shape.pattern().map(p -> p.matcher(value.asText()).matches()).orElse(true);
    if (!fits) {
      report(Kind.VALUE, path, words(shape), value);
    }
    return value;
  }

  private JsonNode whole(Shape.Whole shape, JsonNode value, List<String> path) {
    long number;
    if (value.isIntegralNumber()) {
      number = value.asLong();
    } else if (texts && value.isTextual() && value.asText().matches("-?\\d{1,18}")) {
      number = Long.parseLong(value.asText());
    } else {
      return mistyped(shape, value, path);
    }
    if (number < shape.least() || number > shape.most()) {
      report(Kind.VALUE, path, words(shape), value);
    }
    return JsonNodeFactory.instance.numberNode(number);
  }

  private JsonNode decimal(JsonNode value, List<String> path) {
    if (value.isNumber()) {
      return value;
    }
    if (texts && value.isTextual() && value.asText().matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
      return JsonNodeFactory.instance.numberNode(new java.math.BigDecimal(value.asText()));
    }
    return mistyped(new Shape.Decimal(), value, path);
  }

  private JsonNode truth(JsonNode value, List<String> path) {
    if (value.isBoolean()) {
      return value;
    }
    if (texts && value.isTextual()) {
      String text = value.asText().toLowerCase(java.util.Locale.ROOT);
      if (text.equals("true") || text.equals("1")) {
        return JsonNodeFactory.instance.booleanNode(true);
      }
      if (text.equals("false") || text.equals("0")) {
        return JsonNodeFactory.instance.booleanNode(false);
      }
    }
    return mistyped(new Shape.Truth(), value, path);
  }

  private JsonNode many(Shape.Many shape, JsonNode value, List<String> path) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        items.add(value(shape.item(), value.get(i), below(path, String.valueOf(i))));
      }
      return items;
    }
    if (texts && value instanceof ObjectNode numbered && numbered(numbered)) {
      numbered
          .properties()
          .forEach(e -> items.add(value(shape.item(), e.getValue(), below(path, e.getKey()))));
      return items;
    }
    if (texts && value.isTextual()) {
      return items.add(value(shape.item(), value, path));
    }
    return mistyped(shape, value, path);
  }

  private static boolean numbered(ObjectNode value) {
    return value.properties().stream().allMatch(entry -> entry.getKey().matches("\\d{1,6}"));
  }

  private JsonNode dictionary(Shape.Dictionary shape, JsonNode value, List<String> path) {
    if (!(value instanceof ObjectNode object)) {
      return mistyped(shape, value, path);
    }
    ObjectNode typed = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(entry ->
            typed.set(
                entry.getKey(),
                value(shape.value(), entry.getValue(), below(path, entry.getKey()))));
    return typed;
  }

  private JsonNode either(Shape.Either shape, JsonNode value, List<String> path) {
    for (Shape one : shape.shapes()) {
      ShapeCheck attempt = new ShapeCheck(texts);
      JsonNode typed = attempt.value(one, value, path);
      if (attempt.findings.isEmpty()) {
        return typed;
      }
    }
    return mistyped(shape, value, path);
  }

  private JsonNode mistyped(Shape shape, JsonNode value, List<String> path) {
    report(Kind.TYPE, path, words(shape), value);
    return value;
  }

  private void report(Kind kind, List<String> path, String expected, JsonNode value) {
    String found = value.isTextual() ? value.asText() : value.toString();
    add(new Finding(kind, path, expected, found.substring(0, Math.min(found.length(), 100))));
  }

  private void add(Finding finding) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(finding);
    }
  }

  private static List<String> below(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private static String words(Shape shape) {
    return switch (shape) {
      case Shape.Text text when !text.words().isEmpty() ->
          "one of " + String.join(", ", text.words());
      case Shape.Text text ->
          text.pattern().map(p -> "a text like " + p.pattern()).orElse("a text");
      case Shape.Whole whole ->
          whole.least() == Long.MIN_VALUE && whole.most() == Long.MAX_VALUE
              ? "a whole number"
              : "a whole number from %s to %s"
                  .formatted(
                      whole.least() == Long.MIN_VALUE ? "any" : String.valueOf(whole.least()),
                      whole.most() == Long.MAX_VALUE ? "any" : String.valueOf(whole.most()));
      case Shape.Decimal _ -> "a number";
      case Shape.Truth _ -> "true or false";
      case Shape.Anything _ -> "any value";
      case Shape.Many _ -> "a list";
      case Shape.Dictionary _ -> "names and values";
      case Shape.Fields fields ->
          "an object with " + String.join(", ", new LinkedHashMap<>(fields.fields()).keySet());
      case Shape.Either either ->
          String.join(" or ", either.shapes().stream().map(ShapeCheck::words).toList());
    };
  }
}
