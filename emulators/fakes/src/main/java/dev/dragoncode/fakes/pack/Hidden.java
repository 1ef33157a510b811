package dev.dragoncode.fakes.pack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Fields of a row that are the pack's own: their names begin with {@code ~}, and nobody sees them.
 */
public final class Hidden {

  private Hidden() {}

  /** The row without such fields; the row itself where it has none. */
  public static ObjectNode without(ObjectNode row) {
    List<String> hidden = new ArrayList<>();
    row.fieldNames()
        .forEachRemaining(name -> {
          if (name.startsWith("~")) {
            hidden.add(name);
          }
        });
    if (hidden.isEmpty()) {
      return row;
    }
    ObjectNode shown = row.deepCopy();
    shown.remove(hidden);
    return shown;
  }
}
