package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dragoncode.fakes.pack.Call;
import dev.dragoncode.fakes.pack.Finding;
import dev.dragoncode.fakes.pack.Refusal;
import java.util.ArrayList;
import java.util.List;

/** What OpenAI says to values that it does not take. */
final class Checks {

  private Checks() {}

  /** A no with a code. */
  static Refusal invalid(String message, String param, String code) {
    return Refusal.of("invalid")
        .with("message", message)
        .with("param", param.isEmpty() ? NullNode.instance : TextNode.valueOf(param))
        .with("code", code.isEmpty() ? NullNode.instance : TextNode.valueOf(code));
  }

  /** The no to a request of the wrong shape. */
  static Refusal objection(Finding finding) {
    StringBuilder name = new StringBuilder(finding.path().getFirst());
    for (String part : finding.path().subList(1, finding.path().size())) {
      name.append(part.matches("\\d+") ? "[" + part + "]" : "." + part);
    }
    String param = name.toString();
    return switch (finding.kind()) {
      case MISSING ->
          invalid(
              "Missing required parameter: '%s'.".formatted(param),
              param,
              "missing_required_parameter");
      case UNKNOWN ->
          invalid("Unknown parameter: '%s'.".formatted(param), param, "unknown_parameter");
      case TYPE ->
          invalid(
              "Invalid type for '%s': expected %s, but got %s instead."
                  .formatted(param, finding.expected(), finding.found()),
              param,
              "invalid_type");
      case VALUE ->
          invalid(
              "Invalid value: '%s'. Expected %s.".formatted(finding.found(), finding.expected()),
              param,
              "invalid_value");
    };
  }

  /** A number of the input within its bounds; the other one where it is not given. */
  static double number(Call call, String name, double least, double most, double otherwise) {
    JsonNode value = call.input().path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw type(name, "a number", value);
    }
    bounds(name, "decimal", value, least, most);
    return value.asDouble();
  }

  /** A whole number of the input within its bounds; the other one where it is not given. */
  static int whole(Call call, String name, int least, int most, int otherwise) {
    JsonNode value = call.input().path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber()) {
      throw type(name, "an integer", value);
    }
    bounds(name, "integer", value, least, most);
    return value.asInt();
  }

  private static void bounds(String name, String kind, JsonNode value, double least, double most) {
    boolean above = value.asDouble() > most;
    if (above || value.asDouble() < least) {
      throw invalid(
          "Invalid '%s': %s %s value. Expected a value %s %s, but got %s instead."
              .formatted(
                  name,
                  kind,
                  above ? "above maximum" : "below minimum",
                  above ? "<=" : ">=",
                  plain(above ? most : least),
                  value.asText()),
          name,
          "%s_%s_value".formatted(kind, above ? "above_max" : "below_min"));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  static Refusal type(String name, String expected, JsonNode found) {
    String got =
        switch (found.getNodeType()) {
          case STRING -> "a string";
          case NUMBER -> found.isIntegralNumber() ? "an integer" : "a decimal";
          case BOOLEAN -> "a boolean";
          case ARRAY -> "an array";
          case NULL -> "null";
          default -> "an object";
        };
    return invalid(
        "Invalid type for '%s': expected %s, but got %s instead.".formatted(name, expected, got),
        name,
        "invalid_type");
  }

  static Refusal value(String param, String found, List<String> supported) {
    String all = String.join("', '", supported);
    return invalid(
        "Invalid value: '%s'. Supported values are: '%s'.".formatted(found, all),
        param,
        "invalid_value");
  }

  /** The model that the input names, if there is one of this name. */
  static String model(Call call, String otherwise) {
    String model = call.text("model").orElse(otherwise);
    if (model.isEmpty()) {
      throw invalid("you must provide a model parameter", "model", "missing_required_parameter");
    }
    if (!exists(call, model)) {
      throw Refusal.of("no_model").with("model", model).with("param", NullNode.instance);
    }
    return model;
  }

  static boolean exists(Call call, String model) {
    return call.find("model", model).isPresent() || model.matches(call.value("models").asText());
  }

  /** Strict schemas name all their fields and take no others. */
  static void strict(JsonNode schema, String param, String name) {
    strict(schema, param, "Invalid schema for %s: In context=".formatted(name), "");
  }

  private static void strict(JsonNode schema, String param, String beginning, String context) {
    if (schema.path("properties").isObject()) {
      if (!schema.path("additionalProperties").isBoolean()
          || schema.path("additionalProperties").asBoolean()) {
        throw invalid(
            "%s(%s), 'additionalProperties' is required to be supplied and to be false."
                .formatted(beginning, context),
            param,
            "invalid_json_schema");
      }
      List<String> required = new ArrayList<>();
      schema.path("required").forEach(one -> required.add(one.asText()));
      for (var field : schema.path("properties").properties()) {
        if (!required.contains(field.getKey())) {
          throw invalid(
              ("%s(%s), 'required' is required to be supplied and to be an array including every key"
                      + " in properties. Missing '%s'.")
                  .formatted(beginning, context, field.getKey()),
              param,
              "invalid_json_schema");
        }
        String inner =
            context + (context.isEmpty() ? "" : ", ") + "'properties', '" + field.getKey() + "'";
        strict(field.getValue(), param, beginning, inner);
      }
    }
    if (schema.path("items").isObject()) {
      strict(
          schema.path("items"),
          param,
          beginning,
          context + (context.isEmpty() ? "" : ", ") + "'items'");
    }
    for (var definition : schema.path("$defs").properties()) {
      strict(definition.getValue(), param, beginning, "'$defs', '" + definition.getKey() + "'");
    }
  }
}
