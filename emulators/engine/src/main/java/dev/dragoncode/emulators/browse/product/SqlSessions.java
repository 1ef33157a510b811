package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** Connections to an SQL database, each for one call. */
final class SqlSessions {

  private final BrowseTarget target;
  private final int port;
  private final SqlDialect dialect;
  private final Clients clients;

  SqlSessions(BrowseTarget target, int port, SqlDialect dialect, Clients clients) {
    this.target = target;
    this.port = port;
    this.dialect = dialect;
    this.clients = clients;
  }

  Connection open(boolean readOnly) throws SQLException, InterruptedException {
    return open(settings(), readOnly);
  }

  /** One whose statements may take as long as they need, until it is interrupted. */
  Connection openForSeeds() throws SQLException, InterruptedException {
    Properties settings = settings();
    settings.remove("options");
    settings.remove("socketTimeout");
    return open(settings, false);
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.put("user", target.parameter("user"));
    settings.put("password", target.parameter("password"));
    dialect.settings(settings);
    return settings;
  }

  private Connection open(Properties settings, boolean readOnly)
      throws SQLException, InterruptedException {
    Connection connection = connect(dialect, clients, dialect.url(target, port), settings);
    try {
      if (readOnly) {
        dialect.readOnly(connection);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Whether the connection is gone, or the server is. */
  boolean broken(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  static Connection connect(SqlDialect dialect, Clients clients, String url, Properties settings)
      throws SQLException, InterruptedException {
    Connection connection = driver(dialect, clients).connect(url, settings);
    if (connection == null) {
      throw new SQLException("The driver does not know this address");
    }
    return connection;
  }

  private static Driver driver(SqlDialect dialect, Clients clients) throws InterruptedException {
    try {
      return Class.forName(dialect.driver(), true, clients.loader(dialect.library(), ""))
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The library holds no " + dialect.driver(), e);
    }
  }
}
