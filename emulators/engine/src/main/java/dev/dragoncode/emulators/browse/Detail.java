package dev.dragoncode.emulators.browse;

import java.util.List;

/**
 * A row in full.
 *
 * @param note one sentence that a reader should know; may be empty
 */
public record Detail(String title, String note, List<Field> fields) {

  public Detail {
    fields = List.copyOf(fields);
  }

  /**
   * A part of a row.
   *
   * @param type in the product's words; may be empty
   */
  public record Field(String name, String type, Value value) {}

  /** The row as its page shows it. */
  public static Detail of(String title, List<Page.Column> columns, Page.Row row) {
    List<Field> fields = new java.util.ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Page.Column column = columns.get(i);
      fields.add(new Field(column.name(), column.type(), row.values().get(i)));
    }
    return new Detail(title, "", fields);
  }
}
