package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Value;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes pages of a result set. */
final class SqlRows {

  /** Rows that the driver holds at once, since each may be long. */
  static final int FETCHED = 20;

  private final ResultSet rows;
  private final ResultSetMetaData meta;

  SqlRows(ResultSet rows) throws SQLException {
    this.rows = rows;
    this.meta = rows.getMetaData();
  }

  /** A page that waits for the time that it took. */
  interface Untimed {
    Page took(long startNanos);
  }

  static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /**
   * @param first number of the page's first row, from 0
   * @param skip rows of the result set before it
   * @param more whether the next page can be asked for
   */
  Untimed page(long first, int skip, boolean more, OptionalLong total, String note)
      throws SQLException {
    List<Page.Column> columns = columns();
    List<Page.Row> read = new ArrayList<>();
    for (int i = 0; i < skip && rows.next(); i++) {}
    boolean further = rows.next();
    while (further && read.size() < Bounds.ROWS) {
      List<Value> values = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        values.add(value(i));
      }
      read.add(new Page.Row(String.valueOf(first + read.size()), values));
      further = rows.next();
    }
    boolean rest = further;
    Optional<String> next =
        rest && more ? Optional.of(String.valueOf(first + read.size())) : Optional.empty();
    String said = rest && !more ? "Only the first %d rows are shown.".formatted(read.size()) : note;
    return start -> new Page(columns, read, next, total, said, since(start));
  }

  private List<Page.Column> columns() throws SQLException {
    List<Page.Column> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(new Page.Column(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
    }
    return columns;
  }

  private Value value(int column) throws SQLException {
    boolean binary =
        switch (meta.getColumnType(column)) {
          case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
          default -> false;
        };
    if (binary) {
      byte[] bytes = rows.getBytes(column);
      return bytes == null ? Value.none() : Value.of(bytes, bytes.length);
    }
    String text = rows.getString(column);
    return text == null ? Value.none() : Value.of(text);
  }
}
