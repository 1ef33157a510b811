package dev.dragoncode.emulators.browse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Some rows.
 *
 * @param next where the next page begins, in words of the adapter; empty where this is the last
 * @param total of all rows, where that is known
 * @param note one sentence that a reader should know; may be empty
 * @param took from the call to the last row
 */
public record Page(
    List<Column> columns,
    List<Row> rows,
    Optional<String> next,
    OptionalLong total,
    String note,
    Duration took) {

  public Page {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * What the values below each other are.
   *
   * @param type in the product's words; may be empty
   */
  public record Column(String name, String type) {}

  /**
   * One row.
   *
   * @param id the product's own, as its adapter understands it; may be empty
   */
  public record Row(String id, List<Value> values) {
    public Row {
      values = List.copyOf(values);
    }
  }
}
