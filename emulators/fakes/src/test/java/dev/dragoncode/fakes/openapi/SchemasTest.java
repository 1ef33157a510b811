package dev.dragoncode.fakes.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.fakes.openapi.SchemaCheck.Way;
import dev.dragoncode.fakes.pack.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas of OpenAPI 3.0 and 3.1, and what fits them. */
class SchemasTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String DOCUMENT =
      """
      openapi: 3.0.3
      paths: {/a: {get: {responses: {}}}}
      components:
        schemas:
          Node:
            type: object
            required: [name]
            properties:
              name: {type: string, maxLength: 5}
              next: {$ref: "#/components/schemas/Node"}
          Old: {type: string, nullable: true, enum: [a, b]}
          New: {type: [integer, "null"], exclusiveMinimum: 3}
          Flagged: {type: number, maximum: 3, exclusiveMaximum: true}
          Both:
            allOf:
              - {type: object, required: [a], properties: {a: {type: integer}}}
              - {type: object, required: [b], properties: {b: {type: string}}}
          Either: {oneOf: [{type: integer}, {type: string, format: uuid}]}
          Any: {anyOf: [{type: integer}, {type: integer, minimum: 3}]}
          Strict: {type: object, properties: {a: {}}, additionalProperties: false}
          Map: {type: object, additionalProperties: {type: integer}}
          Unique: {type: array, items: {type: integer}, minItems: 1, uniqueItems: true}
          Secret:
            type: object
            required: [id, password]
            properties:
              id: {type: integer, readOnly: true}
              password: {type: string, writeOnly: true}
          Never: {not: {type: string}}
          Day: {type: string, format: date}
          "with/slash": {$ref: "#/components/schemas/Day"}
      """;

  private static ApiDocument document() throws DocumentException {
    return ApiDocument.of("test", DOCUMENT.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Finding> check(String schema, String value, Way way) throws Exception {
    ApiDocument document = document();
    SchemaCheck check = new SchemaCheck(new Schemas(document), new Formats(), way, false);
    JsonNode reference = JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
    JsonNode _ = check.check(reference, JSON.readTree(value), List.of("body"));
    return check.findings();
  }

  @ParameterizedTest(name = "{0} takes {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Node | {\"name\": \"a\", \"next\": {\"name\": \"b\"}}",
        "Old | null",
        "Old | \"a\"",
        "New | null",
        "New | 4",
        "Flagged | 2.9",
        "Both | {\"a\": 1, \"b\": \"x\"}",
        "Either | 7",
        "Either | \"0b6b2f62-9f5b-4d7c-8c2e-1f3f9e3f7f11\"",
        "Any | 5",
        "Strict | {\"a\": [1]}",
        "Map | {\"x\": 1}",
        "Unique | [1, 2]",
        "Never | 1",
        "Day | \"2026-11-27\"",
        "with~1slash | \"2026-11-27\""
      })
  void takesWhatFits(String schema, String value) throws Exception {
    assertThat(check(schema, value, Way.REQUEST)).isEmpty();
  }

  @ParameterizedTest(name = "{0} does not take {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Node | {\"name\": \"a\", \"next\": {}} | body.next.name",
        "Node | {\"name\": \"abcdef\"} | body.name",
        "Old | \"c\" | body",
        "New | 3 | body",
        "New | \"4\" | body",
        "Flagged | 3 | body",
        "Both | {\"a\": 1} | body.b",
        "Either | true | body",
        "Either | \"x\" | body",
        "Strict | {\"b\": 1} | body.b",
        "Map | {\"x\": \"y\"} | body.x",
        "Unique | [] | body",
        "Unique | [1, 1] | body",
        "Never | \"x\" | body",
        "Day | \"yesterday\" | body",
        "with~1slash | 1 | body"
      })
  void findsWhatDoesNotFit(String schema, String value, String place) throws Exception {
    assertThat(check(schema, value, Way.REQUEST)).extracting(Finding::dotted).contains(place);
  }

  @Test
  void asksEachSideOnlyForWhatIsItsOwn() throws Exception {
    assertThat(check("Secret", "{\"password\": \"x\"}", Way.REQUEST)).isEmpty();
    assertThat(check("Secret", "{\"id\": 1}", Way.RESPONSE)).isEmpty();
    assertThat(check("Secret", "{\"id\": 1}", Way.REQUEST)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "^cus_[A-Za-z0-9]{14}$",
    "'[0-9]{3}-[a-f]+'",
    "^(red|green)\\.\\d{2}$",
    "^[^x]{4}$",
    "'^\\w+@\\w+\\.org$'"
  })
  void makesTextsThatPatternsTake(String pattern) {
    int[] next = {7};
    Optional<String> short_ = PatternText.of(pattern);
    Optional<String> one = PatternText.of(pattern, bound -> next[0]++ * 31 % bound);
    Optional<String> other = PatternText.of(pattern, bound -> next[0]++ * 31 % bound);
    assertThat(short_).hasValueSatisfying(text -> assertThat(text).containsPattern(pattern));
    assertThat(one).hasValueSatisfying(text -> assertThat(text).containsPattern(pattern));
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void readsOnlyTheYamlThatDocumentsUse() throws Exception {
    String json =
        new String(
            YamlAsJson.convert(
                """
                base: &base {a: 1, "200": yes}
                more: {<<: *base, b: "1", c: 1.0, d: ~, e: 0x1F, f: 2020-01-01}
                text: |
                  two
                  lines
                """),
            StandardCharsets.UTF_8);
    assertThat(JSON.readTree(json))
        .isEqualTo(
            JSON.readTree(
                """
                {"base": {"a": 1, "200": "yes"},
                 "more": {"a": 1, "200": "yes", "b": "1", "c": 1.0, "d": null,
                          "e": "0x1F", "f": "2020-01-01"},
                 "text": "two\\nlines\\n"}
                """));
  }
}
