package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Holds a row that a person has written against the form that its table's rows have. */
final class RowForm {

  /** As many as somebody reads before mending them. */
  private static final int MOST = 5;

  private RowForm() {}

  /**
   * What is wrong with a row.
   *
   * @param usual a row of the right form
   * @param before the row whose place it takes, whose id it has to keep
   * @param more objections of the pack's own
   */
  static List<String> objections(
      ObjectNode usual,
      Optional<ObjectNode> before,
      ObjectNode row,
      Function<ObjectNode, List<String>> more) {
    List<String> objections = new ArrayList<>();
    JsonNode id = before.map(b -> b.path("id")).orElse(usual.path("~"));
    boolean another = id.isValueNode() && !id.equals(row.path("id"));
    if (another) {
      objections.add("id must stay %s: a row of another id is another row".formatted(id));
    }
    row.properties()
        .forEach(field -> {
          String wanted = kind(usual.path(field.getKey()));
          String found = kind(field.getValue());
          boolean told = another && field.getKey().equals("id");
          if (!told && !wanted.isEmpty() && !found.isEmpty() && !wanted.equals(found)) {
            objections.add("%s must be %s, and is %s".formatted(field.getKey(), wanted, found));
          }
        });
    objections.addAll(more.apply(row));
    return List.copyOf(objections.subList(0, Math.min(MOST, objections.size())));
  }

  /** In words; empty for what may be anything. */
  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      default -> "";
    };
  }
}
