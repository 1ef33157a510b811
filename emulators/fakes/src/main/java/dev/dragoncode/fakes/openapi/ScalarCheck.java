package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.pack.Finding.Kind;
import java.math.BigDecimal;
import java.util.List;

/** Holds texts, numbers and sizes against the words and bounds of a schema. */
final class ScalarCheck {

  /** Takes note of what does not fit. */
  interface Report {
    void report(Kind kind, List<String> path, String expected, JsonNode value);
  }

  private final Formats formats;
  private final Report report;

  ScalarCheck(Formats formats, Report report) {
    this.formats = formats;
    this.report = report;
  }

  void words(JsonNode schema, JsonNode value, List<String> path) {
    JsonNode words = schema.path("enum");
    if (words.isArray()) {
      for (JsonNode word : words) {
        if (same(word, value)) {
          return;
        }
      }
      report(Kind.VALUE, path, "one of " + cut(words.toString()), value);
    } else if (schema.has("const") && !same(schema.get("const"), value)) {
      report(Kind.VALUE, path, cut(schema.get("const").toString()), value);
    }
  }

  private static boolean same(JsonNode one, JsonNode other) {
    return (one.isNumber() && other.isNumber())
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other);
  }

  void range(JsonNode schema, String of, int size, String what, List<String> path, JsonNode value) {
    int least = schema.path("min" + of).asInt(0);
    int most = schema.path("max" + of).asInt(Integer.MAX_VALUE);
    if (size < least) {
      report(Kind.VALUE, path, "at least %d %s".formatted(least, what), value);
    } else if (size > most) {
      report(Kind.VALUE, path, "at most %d %s".formatted(most, what), value);
    }
  }

  void text(JsonNode schema, JsonNode value, List<String> path) {
    String text = value.asText();
    range(schema, "Length", text.codePointCount(0, text.length()), "characters", path, value);
    String pattern = schema.path("pattern").asText();
    if (!pattern.isEmpty() && !formats.found(pattern, text)) {
      report(Kind.VALUE, path, "a text like " + cut(pattern), value);
    }
    String format = schema.path("format").asText();
    if (!Formats.fits(format, text)) {
      report(Kind.VALUE, path, "a text of the format " + format, value);
    }
  }

  void number(JsonNode schema, JsonNode value, List<String> path) {
    BigDecimal number = value.decimalValue();
    bound(schema, "minimum", "exclusiveMinimum", 1, "more", number, path, value);
    bound(schema, "maximum", "exclusiveMaximum", -1, "less", number, path, value);
    JsonNode step = schema.path("multipleOf");
    if (step.isNumber()
        && step.decimalValue().signum() > 0
        && number.remainder(step.decimalValue()).signum() != 0) {
      report(Kind.VALUE, path, "a multiple of " + step, value);
    }
    if (schema.path("format").asText().equals("int32")
        && number.abs().compareTo(BigDecimal.valueOf(1L << 31)) > 0) {
      report(Kind.VALUE, path, "a number of 32 bits", value);
    }
  }

  /** Bounds as 3.0 (a flag beside the number) and 3.1 (a number of its own) tell them. */
  private void bound(
      JsonNode schema,
      String name,
      String exclusive,
      int sign,
      String word,
      BigDecimal number,
      List<String> path,
      JsonNode value) {
    JsonNode bound = schema.path(name);
    JsonNode strict = schema.path(exclusive);
    if (bound.isNumber()) {
      int order = Integer.signum(number.compareTo(bound.decimalValue())) * sign;
      if (order < 0) {
        report(Kind.VALUE, path, "%s or %s".formatted(bound, word), value);
      } else if (order == 0 && strict.isBoolean() && strict.asBoolean()) {
        report(Kind.VALUE, path, "%s than %s".formatted(word, bound), value);
      }
    }
    if (strict.isNumber() && Integer.signum(number.compareTo(strict.decimalValue())) * sign <= 0) {
      report(Kind.VALUE, path, "%s than %s".formatted(word, strict), value);
    }
  }

  private void report(Kind kind, List<String> path, String expected, JsonNode value) {
    report.report(kind, path, expected, value);
  }

  /** As much of a text as a finding shows. */
  static String cut(String text) {
    return text.substring(0, Math.min(text.length(), 100));
  }
}
