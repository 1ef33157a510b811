package dev.dragoncode.emulators.browse.product;

import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.seed.SeedFile;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Runs the statements of an SQL file one after the other on one connection, as the product's own
 * client does, with the rows that PostgreSQL's dumps hold after COPY.
 */
final class SqlSeed {

  private final BrowseTarget target;
  private final SqlDialect dialect;
  private final SqlSessions sessions;

  SqlSeed(BrowseTarget target, SqlDialect dialect, SqlSessions sessions) {
    this.target = target;
    this.dialect = dialect;
    this.sessions = sessions;
  }

  String apply(SeedFile file) throws InterruptedException {
    String text = file.text();
    List<SqlText.Statement> statements = SqlText.script(text, dialect instanceof SqlDialect.Mysql);
    SqlText.Statement at = new SqlText.Statement("", 0, "");
    try (Connection connection = sessions.openForSeeds()) {
      for (SqlText.Statement statement : statements) {
        at = statement;
        run(connection, statement);
      }
      return statements.size() == 1 ? "1 statement" : statements.size() + " statements";
    } catch (SQLException e) {
      if (Thread.interrupted()) {
        throw interrupted(e);
      }
      int fault =
          dialect.position(e).isPresent()
              ? at.at() + dialect.position(e).getAsInt() - 1
              : at.beginning();
      String hint = dialect.hint(e);
      throw file.failure(
          SeedFile.line(text, fault),
          target.spec().name(),
          dialect.message(e) + (hint.isEmpty() ? "" : " (" + hint + ")"));
    }
  }

  private static InterruptedException interrupted(Exception cause) {
    InterruptedException interrupted = new InterruptedException("cancelled");
    interrupted.initCause(cause);
    return interrupted;
  }

  private static void run(Connection connection, SqlText.Statement statement) throws SQLException {
    if (statement.rows().isEmpty()) {
      try (Statement call = connection.createStatement()) {
        call.setEscapeProcessing(false);
        call.execute(statement.text());
      }
      return;
    }
    copy(connection, statement);
  }

  /** The driver's own classes are its loader's alone. */
  private static void copy(Connection connection, SqlText.Statement statement) throws SQLException {
    try {
      Class<?> driver =
          connection.getClass().getClassLoader().loadClass("org.postgresql.PGConnection");
      Object copy = driver.getMethod("getCopyAPI").invoke(connection);
      copy.getClass()
          .getMethod("copyIn", String.class, java.io.Reader.class)
          .invoke(copy, statement.text(), new StringReader(statement.rows()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new SQLException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new SQLException("This driver takes no rows after COPY", e);
    }
  }
}
