package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/** What differs between SQL databases. */
sealed interface SqlDialect {

  /** The library's key in clients.properties. */
  String library();

  /** The JDBC driver's class. */
  String driver();

  String url(BrowseTarget target, int port);

  /** Settings of a connection beside user and password. */
  void settings(Properties settings);

  /** Makes a fresh connection's one transaction one that can change nothing. */
  void readOnly(Connection connection) throws SQLException;

  /**
   * Lists tables and views: schema, name, whether it is a view, the estimated rows or -1, and
   * whether it is small enough to be counted.
   */
  String tables();

  /** The columns of a table's primary key in order; parameters: schema, name. */
  String primaryKey();

  String quote(String name);

  /** Where the fault is in the query, from 1. */
  OptionalInt position(SQLException e);

  /** What the product says, without what the driver adds. */
  String message(SQLException e);

  String hint(SQLException e);

  /** PostgreSQL. */
  record Postgresql() implements SqlDialect {

    /** Of one answer, before its values are cut. */
    private static final String MAX_ANSWER = "64M";

    @Override
    public String library() {
      return "postgresql";
    }

    @Override
    public String driver() {
      return "org.postgresql.Driver";
    }

    @Override
    public String url(BrowseTarget target, int port) {
      return url(target.host(), port, target.parameter("database"));
    }

    static String url(String host, int port, String database) {
      return "jdbc:postgresql://%s:%d/%s".formatted(host, port, Addresses.encoded(database));
    }

    @Override
    public void settings(Properties settings) {
      long seconds = Bounds.TIMEOUT.toSeconds();
      settings.put("sslmode", "disable");
      settings.put("ApplicationName", "DragonCode data browser");
      settings.put("connectTimeout", String.valueOf(seconds));
      // a little longer than the server's own bound, which says more
      settings.put("socketTimeout", String.valueOf(2 * seconds));
      settings.put("maxResultBuffer", MAX_ANSWER);
      settings.put("options", "-c statement_timeout=" + Bounds.TIMEOUT.toMillis());
    }

    /** Once a transaction has asked anything, the server lets nobody make it read-write. */
    @Override
    public void readOnly(Connection connection) throws SQLException {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION READ ONLY");
        statement.execute("SELECT 1");
      }
    }

    @Override
    public String tables() {
      return """
      SELECT n.nspname, c.relname, c.relkind IN ('v', 'm'), c.reltuples::bigint,
             c.relkind IN ('r', 'p') AND pg_total_relation_size(c.oid) < 16777216
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY n.nspname <> 'public', n.nspname, c.relname
      """;
    }

    @Override
    public String primaryKey() {
      return """
      SELECT a.attname FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
      WHERE i.indisprimary AND n.nspname = ? AND c.relname = ?
      ORDER BY array_position(i.indkey::int2[], a.attnum)
      """;
    }

    @Override
    public String quote(String name) {
      return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public OptionalInt position(SQLException e) {
      return after(e, "\n  Position: ")
          .map(Integer::parseInt)
          .map(OptionalInt::of)
          .orElse(OptionalInt.empty());
    }

    @Override
    public String message(SQLException e) {
      String text = String.valueOf(e.getMessage());
      int end = text.indexOf("\n  ");
      return end < 0 ? text : text.substring(0, end);
    }

    @Override
    public String hint(SQLException e) {
      return after(e, "\n  Hint: ").orElse("");
    }

    /** The driver prints the server's fields one below the other. */
    private static Optional<String> after(SQLException e, String label) {
      String text = String.valueOf(e.getMessage());
      int start = text.indexOf(label);
      if (start < 0) {
        return Optional.empty();
      }
      int end = text.indexOf('\n', start + 1);
      return Optional.of(
          text.substring(start + label.length(), end < 0 ? text.length() : end).strip());
    }
  }

  /** MySQL and MariaDB, through MariaDB's driver. */
  record Mysql() implements SqlDialect {

    @Override
    public String library() {
      return "mysql";
    }

    @Override
    public String driver() {
      return "org.mariadb.jdbc.Driver";
    }

    @Override
    public String url(BrowseTarget target, int port) {
      return "jdbc:mariadb://%s:%d/%s"
          .formatted(target.host(), port, Addresses.encoded(target.parameter("database")));
    }

    @Override
    public void settings(Properties settings) {
      long millis = Bounds.TIMEOUT.toMillis();
      settings.put("sslMode", "disable");
      settings.put("allowPublicKeyRetrieval", "true");
      settings.put("connectTimeout", String.valueOf(millis));
      settings.put("socketTimeout", String.valueOf(2 * millis));
    }

    @Override
    public void readOnly(Connection connection) throws SQLException {
      connection.setReadOnly(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("START TRANSACTION READ ONLY");
      }
    }

    @Override
    public String tables() {
      return """
      SELECT table_schema, table_name, table_type LIKE '%VIEW', COALESCE(table_rows, -1),
             table_type = 'BASE TABLE' AND COALESCE(data_length, 0) < 16777216
      FROM information_schema.tables
      WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
      ORDER BY table_schema <> DATABASE(), table_schema, table_name
      """;
    }

    @Override
    public String primaryKey() {
      return """
      SELECT column_name FROM information_schema.key_column_usage
      WHERE constraint_name = 'PRIMARY' AND table_schema = ? AND table_name = ?
      ORDER BY ordinal_position
      """;
    }

    @Override
    public String quote(String name) {
      return '`' + name.replace("`", "``") + '`';
    }

    /** The server names a line at most. */
    @Override
    public OptionalInt position(SQLException e) {
      return OptionalInt.empty();
    }

    @Override
    public String message(SQLException e) {
      String text = String.valueOf(e.getMessage());
      int end = text.startsWith("(conn=") ? text.indexOf(") ") : -1;
      return end < 0 ? text : text.substring(end + 2);
    }

    @Override
    public String hint(SQLException e) {
      return "";
    }
  }
}
