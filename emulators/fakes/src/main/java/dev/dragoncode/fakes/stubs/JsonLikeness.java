package dev.dragoncode.fakes.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;

/**
 * Whether JSON is what a mapping expects of it.
 *
 * @param anyOrder whether the order of lists does not matter
 * @param more whether names and items may come that are not expected
 */
record JsonLikeness(boolean anyOrder, boolean more) {

  private static final String ANY = "${json-unit.";

  boolean like(JsonNode expected, JsonNode found) {
    if (expected.isTextual() && expected.asText().startsWith(ANY)) {
      return placeholder(expected.asText(), found);
    }
    if (expected.isObject() && found.isObject()) {
      return object(expected, found);
    }
    if (expected.isArray() && found.isArray()) {
      return (anyOrder || more) ? matched(expected, found) : inOrder(expected, found);
    }
    if (expected.isNumber() && found.isNumber()) {
      return expected.decimalValue().compareTo(found.decimalValue()) == 0;
    }
    return expected.equals(found);
  }

  private static boolean placeholder(String text, JsonNode found) {
    String name =
        text.substring(ANY.length(), text.lastIndexOf('}') < 0 ? text.length() : text.indexOf('}'));
    return switch (name) {
      case "ignore", "ignore-element" -> true;
      case "any-string" -> found.isTextual();
      case "any-number" -> found.isNumber();
      case "any-boolean" -> found.isBoolean();
      case "regex" ->
          found.isTextual()
              && BoundedRegex.of(text.substring(text.indexOf('}') + 1)).fits(found.asText());
      default -> found.isTextual() && found.asText().equals(text);
    };
  }

  private boolean object(JsonNode expected, JsonNode found) {
    if (!more) {
      for (Map.Entry<String, JsonNode> member : found.properties()) {
        if (!expected.has(member.getKey())) {
          return false;
        }
      }
    }
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      JsonNode there = found.get(member.getKey());
      boolean optional = member.getValue().asText().equals(ANY + "ignore-element}");
      if (there == null ? !optional : !like(member.getValue(), there)) {
        return false;
      }
    }
    return true;
  }

  private boolean inOrder(JsonNode expected, JsonNode found) {
    if (expected.size() != found.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!like(expected.get(i), found.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether each expected item has one of its own among those found. */
  private boolean matched(JsonNode expected, JsonNode found) {
    if (more ? found.size() < expected.size() : found.size() != expected.size()) {
      return false;
    }
    if (!anyOrder) {
      return beginning(expected, found);
    }
    int[] taken = new int[found.size()];
    Arrays.fill(taken, -1);
    for (int i = 0; i < expected.size(); i++) {
      if (!place(expected, found, i, taken, new boolean[found.size()])) {
        return false;
      }
    }
    return true;
  }

  private boolean beginning(JsonNode expected, JsonNode found) {
    for (int i = 0; i < expected.size(); i++) {
      if (!like(expected.get(i), found.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Finds an item for an expected one, moving others on where that helps. */
  private boolean place(JsonNode expected, JsonNode found, int i, int[] taken, boolean[] tried) {
    for (int j = 0; j < found.size(); j++) {
      if (!tried[j] && like(expected.get(i), found.get(j))) {
        tried[j] = true;
        if (taken[j] < 0 || place(expected, found, taken[j], taken, tried)) {
          taken[j] = i;
          return true;
        }
      }
    }
    return false;
  }
}
