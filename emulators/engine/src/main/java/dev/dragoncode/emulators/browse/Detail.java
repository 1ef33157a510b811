package dev.dragoncode.emulators.browse;

import java.util.ArrayList;
import java.util.List;

/**
 * A row in full.
 *
 * @param note one sentence that a reader should know; may be empty
 * @param views ways to see its content, the best first
 * @param files what it holds that can be saved
 */
public record Detail(
    String title, String note, List<Field> fields, List<View> views, List<Attached> files) {

  public Detail {
    fields = List.copyOf(fields);
    views = List.copyOf(views);
    files = List.copyOf(files);
  }

  /** Of fields alone. */
  public Detail(String title, String note, List<Field> fields) {
    this(title, note, fields, List.of(), List.of());
  }

  /**
   * A part of a row.
   *
   * @param type in the product's words; may be empty
   */
  public record Field(String name, String type, Value value) {}

  /** One way to see the content. */
  public sealed interface View {

    /** What the view is called. */
    String name();

    /** As it is, letter by letter. */
    record Plain(String name, Value text) implements View {}

    /** Formatted. */
    record Rich(String name, RichText text) implements View {}

    /** A picture in a format that every system shows: PNG, JPEG, GIF or BMP. */
    record Picture(String name, Bytes bytes) implements View {}
  }

  /**
   * Something that {@link DataBrowser#save} writes to a file.
   *
   * @param id as its adapter understands it
   * @param name as it may be called on a disk
   * @param type its media type; may be empty
   * @param size in bytes; negative where it is not known
   */
  public record Attached(String id, String name, String type, long size) {}

  /** The row as its page shows it. */
  public static Detail of(String title, List<Page.Column> columns, Page.Row row) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Page.Column column = columns.get(i);
      fields.add(new Field(column.name(), column.type(), row.values().get(i)));
    }
    return new Detail(title, "", fields);
  }
}
