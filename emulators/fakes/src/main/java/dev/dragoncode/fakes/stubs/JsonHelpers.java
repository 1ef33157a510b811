package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.xpath.XPathExpressionException;
import org.w3c.dom.Document;

/** Helpers of templates that look into JSON and XML, and make JSON. */
final class JsonHelpers {

  private JsonHelpers() {}

  static void register(Handlebars handlebars) {
    handlebars.registerHelper("jsonPath", (json, options) -> jsonPath(json, options));
    handlebars.registerHelper("xPath", (xml, options) -> xPath(xml, text(options, 0)));
    handlebars.registerHelper(
        "soapXPath",
        (xml, options) ->
            xPath(xml, "/*[local-name()='Envelope']/*[local-name()='Body']" + text(options, 0)));
    handlebars.registerHelper("parseJson", (json, options) -> parseJson(json, options));
    handlebars.registerHelper("toJson", (value, _) -> Templates.Plain.json(value).toPrettyString());
    handlebars.registerHelper("formatJson", (json, options) -> pretty(json, options));
    handlebars.registerHelper("jsonMerge", (json, options) -> merge(json, options));
    handlebars.registerHelper("jsonArrayAdd", (json, options) -> add(json, options));
    handlebars.registerHelper("jsonRemove", (json, options) -> remove(json, options));
  }

  private static String text(Options options, int index) {
    return index < options.params.length ? String.valueOf(options.params[index]) : "";
  }

  /** The JSON that a value is or that its text says. */
  private static JsonNode node(Object value) throws JsonProcessingException {
    return value instanceof CharSequence text
        ? Seen.JSON.readTree(text.toString())
        : Templates.Plain.json(value);
  }

  private static Object jsonPath(Object json, Options options) {
    try {
      String path = text(options, 0);
      if (path.contains("=~")) {
        return TextHelpers.error("regular expressions within a JSONPath are not taken");
      }
      Optional<JsonNode> found = JsonExpectations.find(JsonPath.compile(path), node(json));
      return found.map(Templates.Plain::of).orElseGet(() -> options.hash("default", ""));
    } catch (JsonProcessingException e) {
      return TextHelpers.error("this is no JSON: " + e.getOriginalMessage());
    } catch (JsonPathException | IllegalArgumentException e) {
      return TextHelpers.error(e);
    }
  }

  private static Object xPath(Object xml, String path) {
    Optional<Document> document = Xml.read(String.valueOf(xml));
    if (document.isEmpty()) {
      return TextHelpers.error("this is no XML");
    }
    try {
      List<String> found = Xml.find(document.get(), path, Map.of());
      return new RequestModel.Several(found);
    } catch (XPathExpressionException e) {
      return TextHelpers.error("“" + path + "” is no XPath");
    }
  }

  /** The value of a text or of a block; kept under a name where one is said. */
  private static Object parseJson(Object json, Options options) throws IOException {
    boolean block = options.tagType == TagType.SECTION;
    String text = block ? options.fn().toString() : String.valueOf(json);
    String name = block ? String.valueOf(json) : text(options, 0);
    try {
      Object value = Templates.Plain.of(Seen.JSON.readTree(text));
      if (name.isEmpty()) {
        return value;
      }
      options.context.data(name, value);
      if (options.context.model() instanceof Map<?, ?> model) {
        @SuppressWarnings("unchecked")
        Map<String, Object> names = (Map<String, Object>) model;
        names.put(name, value);
      }
      return "";
    } catch (JsonProcessingException e) {
      return TextHelpers.error("this is no JSON: " + e.getOriginalMessage());
    }
  }

  private static Object pretty(Object json, Options options) throws IOException {
    String text =
        options.tagType == TagType.SECTION ? options.fn().toString() : String.valueOf(json);
    try {
      JsonNode node = Seen.JSON.readTree(text);
      boolean compact = "compact".equals(TextHelpers.hash(options, "format", ""));
      return compact ? node.toString() : node.toPrettyString();
    } catch (JsonProcessingException e) {
      return TextHelpers.error("this is no JSON: " + e.getOriginalMessage());
    }
  }

  private static Object merge(Object json, Options options) throws IOException {
    String more = options.tagType == TagType.SECTION ? options.fn().toString() : text(options, 0);
    try {
      JsonNode base = node(json).deepCopy();
      merge(base, Seen.JSON.readTree(more));
      return base.toString();
    } catch (JsonProcessingException e) {
      return TextHelpers.error("this is no JSON: " + e.getOriginalMessage());
    }
  }

  private static void merge(JsonNode base, JsonNode more) {
    if (base instanceof ObjectNode object) {
      more.properties()
          .forEach(entry -> {
            JsonNode there = object.get(entry.getKey());
            if (there instanceof ObjectNode && entry.getValue().isObject()) {
              merge(there, entry.getValue());
            } else {
              object.set(entry.getKey(), entry.getValue());
            }
          });
    }
  }

  private static Object add(Object json, Options options) throws IOException {
    String item = options.tagType == TagType.SECTION ? options.fn().toString() : text(options, 0);
    try {
      JsonNode base = node(json).deepCopy();
      String path = TextHelpers.hash(options, "jsonPath", "$");
      Optional<JsonNode> list = JsonExpectations.find(JsonPath.compile(path), base);
      if (!(list.orElse(null) instanceof ArrayNode array)) {
        return TextHelpers.error("“" + path + "” is no list");
      }
      JsonNode added = Seen.JSON.readTree(item);
      if (Boolean.parseBoolean(TextHelpers.hash(options, "flatten", "false"))) {
        added.forEach(array::add);
      } else {
        array.add(added);
      }
      int most = Integer.parseInt(TextHelpers.hash(options, "maxItems", "2147483647"));
      while (array.size() > most) {
        var _ = array.remove(0);
      }
      return base.toString();
    } catch (JsonProcessingException e) {
      return TextHelpers.error("this is no JSON: " + e.getOriginalMessage());
    } catch (JsonPathException | IllegalArgumentException e) {
      return TextHelpers.error(e);
    }
  }

  private static Object remove(Object json, Options options) {
    try {
      JsonNode base = node(json).deepCopy();
      return JsonExpectations.without(JsonPath.compile(text(options, 0)), base).toString();
    } catch (JsonProcessingException e) {
      return TextHelpers.error("this is no JSON: " + e.getOriginalMessage());
    } catch (JsonPathException | IllegalArgumentException e) {
      return TextHelpers.error(e);
    }
  }
}
