package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is expected of values that are JSON. */
final class JsonExpectations {

  private static final Configuration NODES =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider(Seen.JSON))
          .mappingProvider(new JacksonMappingProvider(Seen.JSON))
          .build();

  private JsonExpectations() {}

  /** The value is this JSON. */
  record EqualJson(JsonNode expected, JsonLikeness likeness) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return value.json().map(found -> likeness.like(expected, found)).orElse(false);
    }

    @Override
    public String words() {
      return "JSON like " + Expectation.quoted(expected.toString());
    }
  }

  /**
   * A JSONPath finds something in the value.
   *
   * @param inner what that has to be; empty for anything
   */
  record Path(JsonPath path, Optional<Expectation> inner) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return value.json().map(this::holds).orElse(false);
    }

    private boolean holds(JsonNode document) {
      Optional<JsonNode> found = find(path, document);
      if (inner.isEmpty()) {
        return found
            .map(node -> node.isContainerNode() ? !node.isEmpty() : !node.isNull())
            .orElse(false);
      }
      Expectation wanted = inner.get();
      if (found.isEmpty() || found.get().isNull()) {
        return wanted.takesNothing() && wanted.holds(Seen.NOTHING);
      }
      JsonNode node = found.get();
      if (!node.isArray() || wanted instanceof EqualJson) {
        return wanted.holds(Seen.of(text(node)));
      }
      List<Seen> items = new ArrayList<>();
      node.forEach(item -> items.add(Seen.of(text(item))));
      return items.isEmpty()
          ? wanted.takesNothing() && wanted.holds(Seen.NOTHING)
          : items.stream().anyMatch(wanted::holds);
    }

    @Override
    public String words() {
      return "JSON with %s%s"
          .formatted(
              Expectation.quoted(path.getPath()),
              inner.map(wanted -> " being " + wanted.words()).orElse(""));
    }
  }

  /** The value fits a JSON Schema. */
  record Fitting(Schema schema) implements Expectation {
    @Override
    public boolean holds(Seen value) {
      return value.there()
          && schema
              .validate(value.json().isPresent() ? value.text() : quote(value), InputFormat.JSON)
              .isEmpty();
    }

    private static String quote(Seen value) {
      return com.fasterxml.jackson.databind.node.TextNode.valueOf(value.text()).toString();
    }

    @Override
    public String words() {
      return "JSON that fits the schema";
    }
  }

  /** What a JSONPath finds; empty where it finds nothing. */
  static Optional<JsonNode> find(JsonPath path, JsonNode document) {
    try {
      return Optional.ofNullable(path.read(document, NODES));
    } catch (com.jayway.jsonpath.PathNotFoundException e) {
      return Optional.empty();
    } catch (com.jayway.jsonpath.JsonPathException | ClassCastException e) {
      // such as a function of numbers over texts
      return Optional.empty();
    }
  }

  /** The document without what a JSONPath finds; it is changed itself. */
  static JsonNode without(JsonPath path, JsonNode document) {
    return path.delete(document, NODES);
  }

  static String text(JsonNode node) {
    return node.isValueNode() ? node.asText() : node.toString();
  }

  /** The JSONPath that a part says. */
  static JsonPath path(Part part) {
    String text = part.text();
    if (text.contains("=~")) {
      throw part.wrong(
          "has a regular expression within a JSONPath, whose search nothing would end; write"
              + " {expression: PATH, matches: EXPRESSION} instead");
    }
    try {
      return JsonPath.compile(text);
    } catch (InvalidPathException | IllegalArgumentException e) {
      throw part.wrong("is no JSONPath: " + e.getMessage());
    }
  }

  /** The schema that a part says, as JSON or as a text of it. */
  static Schema schema(Part part, String version) {
    SpecificationVersion draft =
        switch (version) {
          case "V4" -> SpecificationVersion.DRAFT_4;
          case "V6" -> SpecificationVersion.DRAFT_6;
          case "V7" -> SpecificationVersion.DRAFT_7;
          case "V201909" -> SpecificationVersion.DRAFT_2019_09;
          default -> SpecificationVersion.DRAFT_2020_12;
        };
    try {
      return SchemaRegistry.withDefaultDialect(draft)
          .getSchema(
              part.json().isTextual() ? part.text() : part.json().toString(), InputFormat.JSON);
    } catch (SchemaException | IllegalArgumentException e) {
      throw part.wrong("is no JSON Schema: " + e.getMessage());
    }
  }
}
