package dev.dragoncode.fakes.packs.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an answer has to be like.
 *
 * @param tools those that may be called
 * @param choice {@code none}, {@code auto}, {@code required}, or a tool's name
 * @param format {@code text}, {@code json_object} or {@code json_schema} with the schema
 * @param most tokens
 * @param stops texts before which the answer ends
 */
record Wish(
    Prompt prompt, List<Tool> tools, String choice, Format format, int most, List<String> stops) {

  /** Something that can be called. */
  record Tool(String name, String description, JsonNode parameters) {}

  /** The form of an answer. */
  record Format(String type, JsonNode schema) {}

  Wish {
    tools = List.copyOf(tools);
    stops = List.copyOf(stops);
  }

  /**
   * The functions of a list of tools.
   *
   * @param param its name, for what is wrong with it
   */
  static List<Tool> tools(JsonNode tools, String param) {
    List<Tool> all = new ArrayList<>();
    int at = 0;
    for (JsonNode tool : tools) {
      if (tool.path("type").asText().equals("function")) {
        // within “function” in chat completions, beside the type in responses
        boolean nested = tool.path("function").isObject();
        JsonNode function = nested ? tool.path("function") : tool;
        String where = "%s[%d]%s".formatted(param, at, nested ? ".function" : "");
        String name = function.path("name").asText();
        if (name.isEmpty()) {
          throw Checks.invalid(
              "Missing required parameter: '%s.name'.".formatted(where),
              where + ".name",
              "missing_required_parameter");
        }
        if (!name.matches("[a-zA-Z0-9_-]+")) {
          throw Checks.invalid(
              "Invalid '%s.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'."
                  .formatted(where),
              where + ".name",
              "invalid_value");
        }
        if (function.path("strict").asBoolean()) {
          Checks.strict(
              function.path("parameters"), where + ".parameters", "function '" + name + "'");
        }
        all.add(new Tool(name, function.path("description").asText(), function.path("parameters")));
      } else if (!tool.isObject()) {
        throw Checks.type("%s[%d]".formatted(param, at), "an object", tool);
      }
      at++;
    }
    return all;
  }

  /** Which of the tools is to be called, as the request says it. */
  static String choice(JsonNode choice, List<Tool> tools) {
    if (choice.isTextual()) {
      String word = choice.asText();
      if (!List.of("none", "auto", "required").contains(word)) {
        throw Checks.value("tool_choice", word, List.of("none", "auto", "required"));
      }
      return word;
    }
    String name = choice.path("function").path("name").asText(choice.path("name").asText());
    if (name.isEmpty()) {
      return "auto";
    }
    if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
      throw Checks.invalid(
          "Tool choice '%s' not found in 'tools' parameter.".formatted(name), "tool_choice", "");
    }
    return name;
  }

  /**
   * The form that is asked for.
   *
   * @param param its name, for what is wrong with it
   */
  static Format format(JsonNode said, Prompt prompt, String param) {
    String type = said.path("type").asText("text");
    // within “json_schema” in chat completions, beside the type in responses
    boolean nested = said.path("json_schema").isObject();
    JsonNode inner = nested ? said.path("json_schema") : said;
    switch (type) {
      case "text" -> {}
      case "json_object" -> {
        if (!prompt.whole().toLowerCase(java.util.Locale.ROOT).contains("json")) {
          throw Checks.invalid(
              "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
              param,
              "");
        }
      }
      case "json_schema" -> {
        if (!inner.path("name").isTextual()) {
          String missing = param + (nested ? ".json_schema.name" : ".name");
          throw Checks.invalid(
              "Missing required parameter: '%s'.".formatted(missing),
              missing,
              "missing_required_parameter");
        }
        if (inner.path("strict").asBoolean()) {
          String name = "response_format '%s'".formatted(inner.path("name").asText());
          Checks.strict(inner.path("schema"), param, name);
        }
      }
      default ->
          throw Checks.value(param + ".type", type, List.of("json_object", "json_schema", "text"));
    }
    return new Format(type, inner.path("schema"));
  }
}
