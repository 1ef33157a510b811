package dev.dragoncode.fakes.packs.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.fakes.pack.Refusal;

/** GitHub's noes: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api. */
final class Errors {

  private Errors() {}

  static Refusal notFound() {
    return notFound("Not Found");
  }

  static Refusal notFound(String message) {
    return Refusal.of("not_found").with("message", message);
  }

  static Refusal forbidden(String message) {
    return Refusal.of("forbidden").with("message", message);
  }

  static Refusal unauthenticated() {
    return Refusal.of("unauthenticated");
  }

  static Refusal conflict(String message) {
    return Refusal.of("conflict").with("message", message);
  }

  static Refusal unprocessable(String message) {
    return Refusal.of("unprocessable").with("message", message);
  }

  /**
   * A value that does not do.
   *
   * @param code {@code missing}, {@code missing_field}, {@code invalid}, {@code already_exists} or
   *     {@code unprocessable}
   */
  static Refusal invalid(String resource, String field, String code) {
    return failed(
        JsonNodeFactory.instance
            .objectNode()
            .put("resource", resource)
            .put("field", field)
            .put("code", code));
  }

  /** A value that does not do, with the value. */
  static Refusal invalid(String resource, String field, String code, String value) {
    ObjectNode error = JsonNodeFactory.instance.objectNode().put("value", value);
    return failed(error.put("resource", resource).put("field", field).put("code", code));
  }

  /** A value that does not do, for a reason in words. */
  static Refusal custom(String resource, String field, String message) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("resource", resource).put("code", "custom");
    if (!field.isEmpty()) {
      error.put("field", field);
    }
    return failed(error.put("message", message));
  }

  private static Refusal failed(ObjectNode error) {
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    errors.add(error);
    return Refusal.of("invalid").with("errors", errors);
  }
}
