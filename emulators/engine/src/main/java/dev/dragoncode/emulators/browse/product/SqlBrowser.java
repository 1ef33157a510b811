package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.Change;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Detail;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Tables, views and queries of an SQL database, through JDBC. */
final class SqlBrowser implements DataBrowser {

  /** Small tables that are counted in one query; more would take too long. */
  private static final int COUNTED = 100;

  private static final char SEPARATOR = '\u0000';

  private final BrowseTarget target;
  private final SqlDialect dialect;
  private final SqlSessions sessions;
  private final boolean changes;

  SqlBrowser(BrowseTarget target, SqlDialect dialect, SqlSessions sessions, boolean changes) {
    this.target = target;
    this.dialect = dialect;
    this.sessions = sessions;
    this.changes = changes;
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.QUERY);
  }

  @Override
  public String remark() {
    return "";
  }

  @Override
  public List<Place> places() throws InterruptedException {
    try (Connection connection = sessions.open(true)) {
      List<Place> found = new ArrayList<>();
      List<Integer> small = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(dialect.tables())) {
        while (rows.next() && found.size() < Bounds.PLACES) {
          if (rows.getBoolean(5) && small.size() < COUNTED) {
            small.add(found.size());
          }
          found.add(place(rows));
        }
      }
      count(connection, found, small);
      return List.copyOf(found);
    } catch (SQLException e) {
      throw Failures.of(target, "Its tables cannot be listed", e);
    }
  }

  private static Place place(ResultSet rows) throws SQLException {
    long estimate = rows.getLong(4);
    return new Place(
        rows.getString(1) + SEPARATOR + rows.getString(2),
        rows.getString(2),
        rows.getString(1),
        rows.getBoolean(3) ? Place.Kind.VIEW : Place.Kind.TABLE,
        estimate < 0 || rows.getBoolean(3) ? OptionalLong.empty() : OptionalLong.of(estimate),
        true);
  }

  /** Estimates of small tables are often missing or far off, and counting those is quick. */
  private void count(Connection connection, List<Place> places, List<Integer> small)
      throws SQLException {
    if (small.isEmpty()) {
      return;
    }
    List<String> parts = new ArrayList<>();
    for (int index : small) {
      parts.add("SELECT %d, count(*) FROM %s".formatted(index, name(places.get(index))));
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(String.join(" UNION ALL ", parts))) {
      while (rows.next()) {
        Place p = places.get(rows.getInt(1));
        OptionalLong size = OptionalLong.of(rows.getLong(2));
        places.set(rows.getInt(1), new Place(p.id(), p.name(), p.group(), p.kind(), size, false));
      }
    }
  }

  private String name(Place place) {
    return dialect.quote(schema(place)) + "." + dialect.quote(table(place));
  }

  private static String schema(Place place) {
    return place.id().substring(0, place.id().indexOf(SEPARATOR));
  }

  private static String table(Place place) {
    return place.id().substring(place.id().indexOf(SEPARATOR) + 1);
  }

  @Override
  public Page page(Place place, String words, Optional<String> from) throws InterruptedException {
    long start = System.nanoTime();
    long offset = from.map(Long::parseLong).orElse(0L);
    try (Connection connection = sessions.open(true)) {
      List<String> key = primaryKey(connection, place);
      String order = key.isEmpty() ? "" : " ORDER BY " + String.join(", ", key);
      String sql =
          "SELECT * FROM %s%s LIMIT %d OFFSET %d"
              .formatted(name(place), order, Bounds.ROWS + 1, offset);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(SqlRows.FETCHED);
        try (ResultSet rows = statement.executeQuery(sql)) {
          String note = key.isEmpty() ? "No primary key: the order of pages may change." : "";
          return new SqlRows(rows)
              .page(offset, 0, true, place.estimated() ? OptionalLong.empty() : place.size(), note)
              .took(start);
        }
      }
    } catch (SQLException e) {
      throw Failures.of(target, place.name() + " cannot be read", e);
    }
  }

  private List<String> primaryKey(Connection connection, Place place) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(dialect.primaryKey())) {
      statement.setString(1, schema(place));
      statement.setString(2, table(place));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(dialect.quote(rows.getString(1)));
        }
      }
    }
    return columns;
  }

  @Override
  public Detail detail(Place place, Page page, Page.Row row) {
    return Detail.of(place.name(), page.columns(), row);
  }

  @Override
  public Answer ask(String text, Optional<String> from) throws InterruptedException {
    List<String> statements = SqlText.statements(text);
    if (statements.isEmpty()) {
      return new Answer.Refused("There is no statement", OptionalInt.empty(), "");
    }
    if (!changes && statements.size() > 1) {
      return new Answer.Refused(
          "One statement at a time can be asked while changes are not allowed",
          OptionalInt.empty(),
          "Switch “Allow changes” on to run several.");
    }
    try (Connection connection = sessions.open(!changes)) {
      return ask(connection, text, statements, from);
    } catch (SQLException e) {
      throw Failures.of(target, "The query was not asked", e);
    }
  }

  private Answer ask(
      Connection connection, String text, List<String> statements, Optional<String> from)
      throws InterruptedException {
    long start = System.nanoTime();
    Answer last = new Answer.Done(0, SqlRows.since(start));
    int offset = 0;
    for (String sql : statements) {
      offset = text.indexOf(sql, offset);
      try {
        last = run(connection, sql, from, start);
      } catch (SQLException e) {
        if (Thread.currentThread().isInterrupted() || sessions.broken(e)) {
          throw Failures.of(target, "The query was cut short", e);
        }
        return refused(e, offset);
      }
      offset += sql.length();
    }
    return last;
  }

  private Answer run(Connection connection, String sql, Optional<String> from, long start)
      throws SQLException {
    int skip = from.map(Integer::parseInt).orElse(0);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(SqlRows.FETCHED);
      statement.setMaxRows(skip + Bounds.ROWS + 1);
      if (!statement.execute(sql)) {
        return new Answer.Done(Math.max(0, statement.getLargeUpdateCount()), SqlRows.since(start));
      }
      try (ResultSet rows = statement.getResultSet()) {
        // asking again might change something again
        return new Answer.Rows(
            new SqlRows(rows).page(skip, skip, !changes, OptionalLong.empty(), "").took(start));
      }
    }
  }

  private Answer refused(SQLException e, int offset) {
    OptionalInt position = dialect.position(e);
    String hint = dialect.hint(e);
    boolean refusedChange = !changes && "25006".equals(e.getSQLState());
    return new Answer.Refused(
        dialect.message(e),
        position.isPresent() ? OptionalInt.of(position.getAsInt() + offset) : position,
        refusedChange ? "Switch “Allow changes” on to change data." : hint);
  }

  @Override
  public void change(Change change) {
    throw Failures.notHere("Rows are changed by queries");
  }
}
