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
 * @param trail the places around these rows' own, the outermost first, and that one; empty where
 *     places do not nest
 */
public record Page(
    List<Column> columns,
    List<Row> rows,
    Optional<String> next,
    OptionalLong total,
    String note,
    Duration took,
    List<Place> trail) {

  public Page {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    trail = List.copyOf(trail);
  }

  /** Rows of a place in which no other lies. */
  public Page(
      List<Column> columns,
      List<Row> rows,
      Optional<String> next,
      OptionalLong total,
      String note,
      Duration took) {
    this(columns, rows, next, total, note, took, List.of());
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
   * @param opens the place that this row stands for, such as a folder
   */
  public record Row(String id, List<Value> values, Optional<Place> opens) {
    public Row {
      values = List.copyOf(values);
    }

    public Row(String id, List<Value> values) {
      this(id, values, Optional.empty());
    }
  }
}
