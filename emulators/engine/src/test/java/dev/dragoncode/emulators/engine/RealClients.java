package dev.dragoncode.emulators.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorSpec;
import dev.dragoncode.emulators.model.Placeholders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import redis.clients.jedis.RedisClient;

/** Drives each emulator with its own client library, through its connection variables. */
public final class RealClients {

  /** A WireMock mapping for GET /hello. */
  public static final String STUB =
      """
      {
        "request": {"method": "GET", "urlPath": "/hello"},
        "response": {"status": 200, "body": "from the project's own stub"}
      }
      """;

  private RealClients() {}

  /** Writes something and reads it back; fails where that does not work. */
  public static void drive(EmulatorSpec spec, Instance instance) throws Exception {
    Placeholders placeholders =
        Placeholders.of(spec, "127.0.0.1", instance.ports(), instance.parameters());
    switch (spec.id()) {
      case "postgresql" -> postgresql(placeholders.fill(spec.connect(Dialect.SPRING)));
      case "redis" -> redis(variable(placeholders, spec, Dialect.DOTENV, "REDIS_URL"));
      case "rabbitmq" -> rabbitmq(variable(placeholders, spec, Dialect.DOTENV, "AMQP_URL"));
      case "wiremock" -> wiremock(variable(placeholders, spec, Dialect.NODE, "WIREMOCK_URL"));
      default -> throw new IllegalArgumentException("No client drives " + spec.id());
    }
  }

  private static String variable(
      Placeholders placeholders, EmulatorSpec spec, Dialect dialect, String name) {
    return Objects.requireNonNull(placeholders.fill(spec.connect(dialect)).get(name), name);
  }

  private static void postgresql(Map<String, String> spring) throws Exception {
    try (java.sql.Connection connection =
            DriverManager.getConnection(
                spring.get("spring.datasource.url"),
                spring.get("spring.datasource.username"),
                spring.get("spring.datasource.password"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE dragons (id serial PRIMARY KEY, name text NOT NULL)");
      statement.execute("INSERT INTO dragons (name) VALUES ('Fafnir'), ('Smaug')");
      try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM dragons")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
    }
  }

  private static void redis(String url) {
    try (RedisClient client = RedisClient.create(url)) {
      client.set("dragon", "Fafnir");
      assertThat(client.get("dragon")).isEqualTo("Fafnir");
    }
  }

  private static void rabbitmq(String url) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(url);
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.queueDeclare("dragons", false, true, true, Map.of());
      channel.basicPublish("", "dragons", null, "Fafnir".getBytes(UTF_8));
      channel.waitForConfirmsOrDie(10_000);
      GetResponse response = channel.basicGet("dragons", true);
      assertThat(response).isNotNull();
      assertThat(new String(response.getBody(), UTF_8)).isEqualTo("Fafnir");
    }
  }

  private static void wiremock(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(url + "/hello")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("from the project's own stub");
    }
  }
}
