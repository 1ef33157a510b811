package dev.dragoncode.emulators.browse.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

/** Seeds real products, and looks with their own clients. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(
    named = "dragoncode.matrix",
    matches = "true",
    disabledReason = "half a minute; seeds of the stores are in every build")
class ProductSeedsTest {

  /** As pg_dump writes it. */
  private static final String DUMP =
      """
      \\restrict abc
      SET client_encoding = 'UTF8';
      -- it's a comment; with a semicolon
      CREATE TABLE dragons (name text, age int);
      CREATE FUNCTION old() RETURNS int LANGUAGE sql AS $$ SELECT max(age) FROM dragons; $$;
      COPY dragons (name, age) FROM stdin;
      smaug\t171
      a;b\t\\N
      \\.

      CREATE TABLE empty (name text);
      COPY empty (name) FROM stdin;
      \\.

      INSERT INTO dragons VALUES ('it''s; fine', 3);
      \\unrestrict abc
      """;

  private static final String MYSQL_DUMP =
      """
      # by hand; of mysqldump's kind
      /*!40101 SET NAMES utf8mb4 */;
      CREATE TABLE `dragons` (`name` varchar(30), `age` int);
      INSERT INTO `dragons` VALUES ('it\\'s; fine', 3), ("smaug", 171);
      """;

  @TempDir Path folder;

  private static Problem refused(BrowseBench bench, String name, String content) {
    ProblemException e =
        catchThrowableOfType(ProblemException.class, () -> bench.seed(name, content));
    assertThat(e).isNotNull();
    return e.problem();
  }

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DOCKER", "EMBEDDED"})
  void runsTheStatementsOfADumpOfPostgresql(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "postgresql", folder)) {
      assertThat(bench.seed("db/seed.sql", DUMP)).isEqualTo("6 statements");
      assertThat(names(bench)).isEqualTo("a;b, it's; fine, smaug");

      Problem problem =
          refused(bench, "db/bad.sql", "SELECT 1;\n\n-- here\nSELECT nam\n  FROM dragons;\n");
      assertThat(problem.title()).isEqualTo("PostgreSQL was not seeded: db/bad.sql, line 4");
      assertThat(problem.reason()).contains("column \"nam\" does not exist");
      assertThat(refused(bench, "db/rows.sql", "COPY dragons FROM stdin;\nx\n\\.\n").reason())
          .contains("missing data for column \"age\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"mariadb,EMBEDDED", "mysql,EMBEDDED"})
  void runsTheStatementsOfADumpOfMysql(String id, EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, id, folder)) {
      assertThat(bench.seed("db/seed.sql", MYSQL_DUMP)).isEqualTo("3 statements");
      assertThat(names(bench)).isEqualTo("it's; fine, smaug");

      Problem problem =
          refused(bench, "db/bad.sql", "SELECT 1;\n# here\nINSERT INTO x VALUES (1);");
      assertThat(problem.title()).endsWith("was not seeded: db/bad.sql, line 3");
      assertThat(problem.reason()).contains("doesn't exist");
    }
  }

  private static String names(BrowseBench bench) throws SQLException {
    Map<String, String> spring = bench.variables(Dialect.SPRING);
    try (java.sql.Connection connection =
            DriverManager.getConnection(
                spring.get("spring.datasource.url"),
                spring.get("spring.datasource.username"),
                spring.get("spring.datasource.password"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM dragons ORDER BY name")) {
      StringBuilder names = new StringBuilder();
      while (rows.next()) {
        names.append(names.isEmpty() ? "" : ", ").append(rows.getString(1));
      }
      return names.toString();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DOCKER", "EMBEDDED"})
  void sendsTheCommandsOfAFileToRedis(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "redis", folder);
        Jedis jedis = new Jedis(URI.create(bench.variables(Dialect.DOTENV).get("REDIS_URL")))) {
      String seed = "# dragons\nSET smaug 'under the mountain'\nHSET ages smaug 171\n";
      assertThat(bench.seed("cache.redis", seed)).isEqualTo("2 commands");
      assertThat(jedis.get("smaug")).isEqualTo("under the mountain");
      assertThat(jedis.hget("ages", "smaug")).isEqualTo("171");

      Problem problem = refused(bench, "bad.redis", "SET a b\n\nINCR smaug\n");
      assertThat(problem.title()).endsWith("bad.redis, line 3");
      assertThat(problem.reason()).contains("not an integer");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.dragoncode.emulators.engine.Matrix#kinds")
  void declaresAndPublishesWhatAFileSaysToABroker(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "rabbitmq", folder)) {
      String seed =
          """
          exchanges:
            - {name: shop, type: topic}
          queues:
            - name: orders
          bindings:
            - {queue: orders, exchange: shop, routingKey: "order.#"}
          messages:
            - exchange: shop
              routingKey: order.placed
              contentType: application/json
              headers: {tenant: north}
              body: {id: 1, paid: true}
            - queue: orders
              body: plain
          """;
      assertThat(bench.seed("queue/seed.yaml", seed))
          .isEqualTo("1 exchange, 1 queue, 1 binding, 2 messages");
      ConnectionFactory factory = new ConnectionFactory();
      factory.setUri(bench.variables(Dialect.DOTENV).get("AMQP_URL"));
      try (Connection connection = factory.newConnection();
          Channel channel = connection.createChannel()) {
        GetResponse first = channel.basicGet("orders", true);
        assertThat(new String(first.getBody(), java.nio.charset.StandardCharsets.UTF_8))
            .isEqualTo("{\"id\":1,\"paid\":true}");
        assertThat(first.getProps().getHeaders()).hasToString("{tenant=north}");
        assertThat(channel.basicGet("orders", true)).isNotNull();
      }

      Problem problem = refused(bench, "bad.yaml", "messages:\n  - queue: none\n    body: lost\n");
      assertThat(problem.title()).isEqualTo("RabbitMQ was not seeded: bad.yaml, line 2");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = EngineKind.class,
      names = {"DOCKER", "EMBEDDED"})
  void makesTheCallsOfAFileAndTakesStubs(EngineKind kind) throws Exception {
    try (BrowseBench bench = new BrowseBench(kind, "wiremock", folder)) {
      String calls =
          """
          calls:
            - path: /__admin/mappings
              method: POST
              body:
                request: {method: GET, url: /dragons}
                response: {status: 200, body: smaug}
            - path: /dragons
          """;
      assertThat(bench.seed("calls.yaml", calls)).isEqualTo("2 calls");
      assertThat(get(bench, "/dragons")).isEqualTo("smaug");
      String stub = "{\"request\": {\"url\": \"/eggs\"}, \"response\": {\"body\": \"3\"}}";
      assertThat(bench.seed("stubs/eggs.json", stub)).isEqualTo("1 stub");
      assertThat(get(bench, "/eggs")).isEqualTo("3");

      Problem problem = refused(bench, "bad.yaml", "calls:\n  - path: /dragons\n  - path: /none\n");
      assertThat(problem.title()).endsWith("bad.yaml, line 3");
      assertThat(problem.reason()).startsWith("It answered 404");
      assertThat(refused(bench, "worse.yaml", "calls: [\n").title()).endsWith("worse.yaml, line 2");
      assertThatThrownBy(() -> bench.seed("db.sql", "SELECT 1"))
          .hasMessageContaining("cannot be seeded from db.sql");
    }
  }

  private static String get(BrowseBench bench, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address = URI.create(bench.variables(Dialect.DOTENV).get("WIREMOCK_URL") + path);
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
  }
}
