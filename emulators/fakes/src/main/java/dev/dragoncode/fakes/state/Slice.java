package dev.dragoncode.fakes.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rows of a table.
 *
 * @param more whether the selection has further ones in its direction
 * @param total how many the selection has in all; empty where counting would mean reading them
 */
public record Slice(List<ObjectNode> rows, boolean more, OptionalInt total) {

  public Slice {
    rows = List.copyOf(rows);
  }
}
