package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Makes a table and counts its rows, by JDBC. */
final class PostgresqlClient implements RealClient {

  @Override
  public String emulator() {
    return "postgresql";
  }

  @Override
  public void drive(Connection connection) throws Exception {
    try (java.sql.Connection sql =
            DriverManager.getConnection(
                connection.spring("spring.datasource.url"),
                connection.spring("spring.datasource.username"),
                connection.spring("spring.datasource.password"));
        Statement statement = sql.createStatement()) {
      statement.execute("CREATE TABLE dragons (id serial PRIMARY KEY, name text NOT NULL)");
      statement.execute("INSERT INTO dragons (name) VALUES ('Fafnir'), ('Smaug')");
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM dragons")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
    }
  }
}
