package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fields of a row that are the pack's own: their names begin with {@code ~}, and nobody sees them.
 */
public final class Hidden {

  private Hidden() {}

  /** The row without such fields; the row itself where it has none. */
  public static ObjectNode without(ObjectNode row) {
    List<String> hidden = new ArrayList<>(0);
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      if (field.getKey().startsWith("~")) {
        hidden.add(field.getKey());
      }
    }
    if (hidden.isEmpty()) {
      return row;
    }
    ObjectNode shown = row.deepCopy();
    shown.remove(hidden);
    return shown;
  }
}
