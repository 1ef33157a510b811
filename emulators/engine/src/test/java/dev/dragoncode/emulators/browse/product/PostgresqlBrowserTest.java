package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoncode.emulators.browse.Answer;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.DataBrowser;
import dev.dragoncode.emulators.browse.Page;
import dev.dragoncode.emulators.browse.Place;
import dev.dragoncode.emulators.browse.Value;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks into a real PostgreSQL, filled by its real driver. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresqlBrowserTest {

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.dragoncode.emulators.engine.Matrix#kinds")
  void showsTablesAndRowsAndChangesNothingUnasked(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "postgresql", folder);
        Connection user = connect(bench)) {
      fill(user);
      listsTables(bench);
      pagesThroughRows(bench);
      showsEveryKindOfValue(bench);
      answersQueries(bench);
      saysWhereAQueryIsWrong(bench);
      changesNothingUnasked(bench, user);
      changesWhenAsked(bench, user);
      endsWhenCancelled(bench, user);
      endsInTime(bench);
    }
  }

  private static void fill(Connection user) throws SQLException {
    try (Statement statement = user.createStatement()) {
      statement.execute("CREATE SCHEMA \"Odd\"\"Name\"");
      statement.execute("CREATE TABLE \"Odd\"\"Name\".\"a b\" (n int)");
      statement.execute("CREATE TABLE dragons (id int PRIMARY KEY, name text NOT NULL)");
      statement.execute(
          "INSERT INTO dragons SELECT n, 'dragon ' || n FROM generate_series(450, 1, -1) n");
      statement.execute("CREATE VIEW elders AS SELECT * FROM dragons WHERE id < 3");
      statement.execute(
          "CREATE TABLE things (id int PRIMARY KEY, long text, raw bytea, doc jsonb, no text)");
      statement.execute(
          "INSERT INTO things VALUES (1, repeat('x', 100000), '\\xff00', '{\"a\": 1}', NULL)");
    }
  }

  private static void listsTables(BrowseBench bench) throws Exception {
    List<Place> places = bench.reading().places();
    assertThat(places)
        .extracting(p -> p.group() + "." + p.name() + " " + p.kind())
        .containsExactly(
            "public.dragons TABLE",
            "public.elders VIEW",
            "public.things TABLE",
            "Odd\"Name.a b TABLE");
    assertThat(places.getFirst().size()).isEqualTo(OptionalLong.of(450));
    assertThat(places.getFirst().estimated()).isFalse();
    assertThat(bench.reading().page(places.get(3), "", Optional.empty()).rows()).isEmpty();
  }

  private static void pagesThroughRows(BrowseBench bench) throws Exception {
    DataBrowser browser = bench.reading();
    Place dragons = bench.place("dragons");
    Page first = browser.page(dragons, "", Optional.empty());
    Page second = browser.page(dragons, "", first.next());
    Page third = browser.page(dragons, "", second.next());

    assertThat(first.columns())
        .containsExactly(new Page.Column("id", "int4"), new Page.Column("name", "text"));
    assertThat(first.rows()).hasSize(Bounds.ROWS);
    assertThat(first.rows().getFirst().values())
        .containsExactly(Value.of("1"), Value.of("dragon 1"));
    assertThat(first.total()).isEqualTo(OptionalLong.of(450));
    assertThat(second.rows().getFirst().values().getFirst()).isEqualTo(Value.of("201"));
    assertThat(third.rows()).hasSize(50);
    assertThat(third.next()).isEmpty();
  }

  private static void showsEveryKindOfValue(BrowseBench bench) throws Exception {
    Place things = bench.place("things");
    Page page = bench.reading().page(things, "", Optional.empty());
    List<Value> values = page.rows().getFirst().values();
    assertThat(values.get(1).text()).hasSize(Bounds.VALUE_CHARS);
    assertThat(values.get(1).cut()).isTrue();
    assertThat(values.get(1).size()).isEqualTo(100_000);
    assertThat(values.get(2)).isEqualTo(new Value("0xff00", false, 2, false));
    assertThat(values.get(3).text()).isEqualTo("{\"a\": 1}");
    assertThat(values.get(4)).isEqualTo(Value.none());
    assertThat(bench.reading().detail(things, page, page.rows().getFirst()).fields())
        .extracting(f -> f.name() + " " + f.type())
        .containsExactly("id int4", "long text", "raw bytea", "doc jsonb", "no text");
  }

  private static void answersQueries(BrowseBench bench) throws Exception {
    String query = "SELECT id * 2 AS twice FROM dragons ORDER BY id; -- all";
    Page first = rows(bench.reading().ask(query, Optional.empty()));
    assertThat(first.columns()).extracting(Page.Column::name).containsExactly("twice");
    assertThat(first.rows()).hasSize(Bounds.ROWS);
    Page second = rows(bench.reading().ask(query, first.next()));
    assertThat(second.rows().getFirst().values()).containsExactly(Value.of("402"));
  }

  private static Page rows(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Rows.class);
    return ((Answer.Rows) answer).page();
  }

  private static void saysWhereAQueryIsWrong(BrowseBench bench) throws Exception {
    assertThat(bench.reading().ask("SELECT nme FROM dragons", Optional.empty()))
        .isEqualTo(
            new Answer.Refused(
                "ERROR: column \"nme\" does not exist",
                OptionalInt.of(8),
                "Perhaps you meant to reference the column \"dragons.name\"."));
    assertThat(bench.changing().ask("SELECT 1; SELEC 2", Optional.empty()))
        .isInstanceOfSatisfying(
            Answer.Refused.class, r -> assertThat(r.position()).isEqualTo(OptionalInt.of(11)));
  }

  private static void changesNothingUnasked(BrowseBench bench, Connection user) throws Exception {
    for (String attempt :
        List.of(
            "DELETE FROM dragons",
            "WITH gone AS (DELETE FROM dragons RETURNING *) SELECT * FROM gone",
            "DROP TABLE dragons",
            "SET TRANSACTION READ WRITE",
            "COMMIT; DELETE FROM dragons",
            "BEGIN READ WRITE; DELETE FROM dragons; COMMIT",
            "DO $$ BEGIN COMMIT; DELETE FROM dragons; END $$")) {
      assertThat(bench.reading().ask(attempt, Optional.empty()))
          .as(attempt)
          .isInstanceOf(Answer.Refused.class);
    }
    bench.reading().ask("COMMIT", Optional.empty());
    assertThat(count(user)).isEqualTo(450);
  }

  private static void changesWhenAsked(BrowseBench bench, Connection user) throws Exception {
    Answer answer =
        bench
            .changing()
            .ask(
                "DELETE FROM dragons WHERE id = 1; DELETE FROM dragons WHERE id < 4",
                Optional.empty());
    assertThat(answer)
        .isInstanceOfSatisfying(Answer.Done.class, done -> assertThat(done.rows()).isEqualTo(2));
    assertThat(count(user)).isEqualTo(447);
  }

  private static void endsWhenCancelled(BrowseBench bench, Connection user) throws Exception {
    DataBrowser browser = bench.reading();
    Throwable end =
        BrowseBench.interrupted(
            () -> browser.ask("SELECT pg_sleep(4)", Optional.empty()), () -> awaitSleeper(user));
    assertThat(end).isInstanceOf(InterruptedException.class);
  }

  private static void awaitSleeper(Connection user) throws SQLException {
    String sleepers =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(4)%'"
            + " AND pid <> pg_backend_pid()";
    try (Statement statement = user.createStatement()) {
      boolean seen = false;
      while (!seen) {
        try (ResultSet row = statement.executeQuery(sleepers)) {
          seen = row.next() && row.getInt(1) > 0;
        }
      }
    }
  }

  private static void endsInTime(BrowseBench bench) throws Exception {
    long start = System.nanoTime();
    assertThat(bench.reading().ask("SELECT pg_sleep(60)", Optional.empty()))
        .isInstanceOfSatisfying(
            Answer.Refused.class, r -> assertThat(r.message()).contains("statement timeout"));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(Bounds.TIMEOUT.multipliedBy(2));
  }

  private static int count(Connection user) throws SQLException {
    try (Statement statement = user.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM dragons")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static Connection connect(BrowseBench bench) throws SQLException {
    Map<String, String> spring = bench.variables(Dialect.SPRING);
    return DriverManager.getConnection(
        spring.get("spring.datasource.url"),
        spring.get("spring.datasource.username"),
        spring.get("spring.datasource.password"));
  }
}
