package dev.dragoncode.emulators.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.dragoncode.emulators.engine.Instance;
import dev.dragoncode.emulators.engine.Liveness;
import dev.dragoncode.emulators.engine.embedded.EngineBench.Run;
import dev.dragoncode.emulators.model.LogLine;
import dev.dragoncode.io.files.PrivateFolders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** The four engines of the first day, driven by the clients that projects use. */
class EmbeddedEngineTest {

  @TempDir Path home;
  @TempDir Path project;
  private EngineBench bench;

  @BeforeEach
  void open() {
    bench = new EngineBench(home, project, Duration.ofHours(1));
  }

  @AfterEach
  void close() throws InterruptedException {
    bench.close();
  }

  @Test
  void postgresqlServesItsDatabaseToWhoeverKnowsThePassword() throws Exception {
    Run run = bench.start("postgresql", Map.of("password", "it's \"secret\""));
    String url = "jdbc:postgresql://127.0.0.1:%d/app".formatted(run.port("sql"));

    try (var connection = DriverManager.getConnection(url, "dragoncode", "it's \"secret\"");
        var statement = connection.createStatement()) {
      statement.execute("create table t (word text)");
      statement.execute("insert into t values ('Grüße')");
      try (ResultSet rows = statement.executeQuery("select upper(word) from t")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("GRÜßE");
      }
    }
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> DriverManager.getConnection(url, "dragoncode", "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
  }

  @Test
  void redisStoresAndExpires() throws Exception {
    Run run = bench.start("redis", Map.of());

    try (RedisClient redis = RedisClient.create("redis://127.0.0.1:" + run.port("redis"))) {
      redis.set("key", "value");
      redis.expire("key", 60);
      assertThat(redis.get("key")).isEqualTo("value");
      assertThat(redis.ttl("key")).isBetween(50L, 60L);
    }
  }

  @Test
  void rabbitmqConfirmsAndDelivers() throws Exception {
    Run run = bench.start("rabbitmq", Map.of("password", "rabbit"));
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri("amqp://dragoncode:rabbit@127.0.0.1:" + run.port("amqp") + "/");

    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.queueDeclare("q", false, false, false, Map.of("x-message-ttl", 60_000));
      channel.basicPublish("", "q", null, "hello".getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(5_000);
      assertThat(new String(channel.basicGet("q", true).getBody(), StandardCharsets.UTF_8))
          .isEqualTo("hello");
    }
  }

  @Test
  void wiremockServesTheProjectsStubsAndWritesNothingThere() throws Exception {
    Path mappings = Files.createDirectories(project.resolve("wiremock/mappings"));
    Files.createDirectories(project.resolve("wiremock/__files"));
    Files.writeString(project.resolve("wiremock/__files/body.txt"), "from a file");
    Files.writeString(
        mappings.resolve("hello.json"),
        """
        {"request": {"method": "GET", "url": "/hello"},
         "response": {"status": 200, "bodyFileName": "body.txt"}}
        """);
    Run run = bench.start("wiremock", Map.of());
    String base = "http://127.0.0.1:" + run.port("http");
    HttpClient client = HttpClient.newHttpClient();

    assertThat(get(client, base + "/hello").body()).isEqualTo("from a file");
    assertThat(get(client, base + "/other").statusCode()).isEqualTo(404);
    client.send(
        HttpRequest.newBuilder(URI.create(base + "/__admin/mappings"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"request": {"url": "/new"}, "response": {"status": 200}, "persistent": true}
                    """))
            .build(),
        HttpResponse.BodyHandlers.ofString());
    try (var files = Files.walk(project)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void stopRemovesProcessesRecordsAndData() throws Exception {
    Run run = bench.start("postgresql", Map.of());
    Instance instance = run.instance();
    List<ProcessHandle> processes = bench.processesOf(instance);
    assertThat(processes.size()).isGreaterThan(3);

    bench.engine().stop(instance, Duration.ofSeconds(10));

    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(bench.engine().liveness(instance)).isInstanceOf(Liveness.Gone.class);
    assertThat(bench.engine().instances()).isEmpty();
    assertThat(run.data()).doesNotExist();
    assertThat(home.resolve("children")).isEmptyDirectory();
  }

  @Test
  void stopEndsTheProcessThoughTheDataFolderWasDeleted() throws Exception {
    Run run = bench.start("redis", Map.of());
    List<ProcessHandle> processes = bench.processesOf(run.instance());
    PrivateFolders.delete(home.resolve("children"));
    PrivateFolders.delete(run.data());

    assertThat(bench.engine().liveness(run.instance())).isInstanceOf(Liveness.Gone.class);
    bench.engine().stop(run.instance(), Duration.ofSeconds(5));

    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void anotherSessionFindsWhatRunsAndReadsItsLog() throws Exception {
    Instance instance = bench.start("redis", Map.of()).instance();

    try (EmbeddedEngine other = new EmbeddedEngine(home)) {
      assertThat(other.instances()).containsExactly(instance);
      assertThat(other.liveness(instance)).isInstanceOf(Liveness.Running.class);
      assertThat(other.tail(instance, 50))
          .extracting(LogLine::text)
          .anyMatch(text -> text.contains("Ready to accept connections"));
      assertThat(other.use(instance).orElseThrow().memoryBytes()).isPositive();
    }
  }

  @Test
  void tellsHowAChildEnded() throws Exception {
    Instance instance = bench.start("redis", Map.of()).instance();
    bench.processesOf(instance).getFirst().destroyForcibly();

    assertThat(bench.awaitEnd(instance).exitCode()).isEqualTo(137);
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
