package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks into the real embedded servers behind MariaDB's and MySQL's entries. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MysqlBrowserTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mariadb", "mysql"})
  void showsTablesAndRowsAndChangesNothingUnasked(String id) throws Exception {
    try (BrowseBench bench = new BrowseBench(EngineKind.EMBEDDED, id, folder);
        Connection user = connect(bench);
        Statement statement = user.createStatement()) {
      statement.execute("CREATE TABLE dragons (id int PRIMARY KEY, name text)");
      statement.execute("INSERT INTO dragons VALUES (2, NULL), (1, 'Fafnir')");

      Place dragons = bench.place("dragons");
      Page page = bench.reading().page(dragons, "", Optional.empty());

      assertThat(dragons.size()).isEqualTo(OptionalLong.of(2));
      assertThat(page.rows().getFirst().values())
          .containsExactly(Value.of("1"), Value.of("Fafnir"));
      assertThat(page.rows().getLast().values().getLast()).isEqualTo(Value.none());
      for (String attempt :
          List.of("DELETE FROM dragons", "DROP TABLE dragons", "COMMIT; DELETE FROM dragons")) {
        assertThat(bench.reading().ask(attempt, Optional.empty()))
            .as(attempt)
            .isInstanceOf(Answer.Refused.class);
      }
      assertThat(bench.changing().ask("DELETE FROM dragons WHERE id = 1", Optional.empty()))
          .isInstanceOfSatisfying(Answer.Done.class, done -> assertThat(done.rows()).isEqualTo(1));
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM dragons")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(1);
      }
    }
  }

  private static Connection connect(BrowseBench bench) throws Exception {
    Map<String, String> spring = bench.variables(Dialect.SPRING);
    return DriverManager.getConnection(
        String.valueOf(spring.get("spring.datasource.url")),
        spring.get("spring.datasource.username"),
        spring.get("spring.datasource.password"));
  }
}
