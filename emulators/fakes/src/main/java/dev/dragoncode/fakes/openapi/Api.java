package dev.dragoncode.fakes.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.openapi.SchemaCheck.Way;
import java.util.List;

/** What is known of one document, for whoever answers its requests. */
record Api(
    ApiDocument document, Operations operations, Layout layout, Schemas schemas, Formats formats) {

  Api(ApiDocument document, Operations operations, Layout layout) {
    this(document, operations, layout, new Schemas(document), new Formats());
  }

  /** Whether a value fits a schema of an answer. */
  boolean fits(JsonNode schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck(schemas, formats, Way.RESPONSE, false);
    JsonNode _ = check.check(schema, value, List.of());
    return check.findings().isEmpty();
  }

  /** Whether two schemas are the same one of the document's components. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.has("$ref") && one.path("$ref").equals(other.path("$ref"));
  }
}
