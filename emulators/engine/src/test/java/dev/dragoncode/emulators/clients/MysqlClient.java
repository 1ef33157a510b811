package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes in a transaction, rolls another one back and counts rows, by MySQL's own driver. */
final class MysqlClient implements RealClient {

  @Override
  public String emulator() {
    return "mysql";
  }

  /** Debian has no MySQL, and MariaDB under its name would be a pretence. */
  @Override
  public boolean imageBuiltHere() {
    return false;
  }

  @Override
  public void drive(Connection connection) throws Exception {
    fillTable(
        connection.spring("spring.datasource.url"),
        connection.spring("spring.datasource.username"),
        connection.spring("spring.datasource.password"),
        "dragons");
  }

  static void fillTable(String url, String user, String password, String table)
      throws SQLException {
    try (java.sql.Connection sql = DriverManager.getConnection(url, user, password);
        Statement statement = sql.createStatement()) {
      statement.execute(
          "CREATE TABLE %s (id int PRIMARY KEY AUTO_INCREMENT, name varchar(40) NOT NULL)"
              .formatted(table));
      sql.setAutoCommit(false);
      try (PreparedStatement insert =
          sql.prepareStatement("INSERT INTO %s (name) VALUES (?)".formatted(table))) {
        for (String name : new String[] {"Fáfnir", "Smaug", "龍"}) {
          insert.setString(1, name);
          insert.executeUpdate();
        }
      }
      sql.commit();
      statement.executeUpdate("DELETE FROM " + table);
      sql.rollback();
      try (ResultSet rows =
          statement.executeQuery("SELECT count(*), max(name = '龍'), database() FROM " + table)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(3);
        assertThat(rows.getBoolean(2)).isTrue();
        assertThat(rows.getString(3)).isEqualTo("app");
      }
    }
  }
}
