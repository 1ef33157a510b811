package dev.dragoncode.emulators.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.dragoncode.emulators.engine.EmulatorEngine;
import dev.dragoncode.emulators.model.Dialect;
import dev.dragoncode.emulators.model.EmulatorState.Ready;
import dev.dragoncode.emulators.model.EmulatorState.Stopped;
import dev.dragoncode.emulators.model.EnginePreference;
import dev.dragoncode.emulators.model.StackTask;
import dev.dragoncode.emulators.model.StackWork.Outcome;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Kept data and snapshots with the real programs, driven by their own clients. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class SnapshotContract {

  @TempDir Path home;
  @TempDir Path project;
  private EmulatorEngine engine;
  private EmulatorSupervisor supervisor;

  abstract EnginePreference kind();

  abstract EmulatorEngine openEngine() throws InterruptedException;

  /** Emulators whose data a snapshot holds on this engine. */
  abstract List<String> saved();

  @BeforeEach
  void open() throws InterruptedException {
    engine = openEngine();
    supervisor = StackBench.supervisor(project, home, engine);
    supervisor.prefer(kind());
    supervisor.plan(saved().stream().map(StackBench::planned).toList());
  }

  @AfterEach
  void close() throws InterruptedException {
    if (supervisor != null) {
      Outcome reset = supervisor.submit(new StackTask.Reset(List.of())).join();
      supervisor.close();
      engine.close();
      assertThat(reset.problem()).isEmpty();
    }
  }

  @Test
  void dataSurvivesAStopASnapshotAndItsRestore() throws Exception {
    startAll();
    write("before");
    supervisor.stopAll();
    StackBench.awaitAll(supervisor, Stopped.class);
    startAll();
    assertThat(read()).as("after a stop").containsOnly("before");

    write("before");
    long began = System.nanoTime();
    assertThat(done(new StackTask.Save("monday"))).isEmpty();
    long saved = System.nanoTime();
    StackBench.awaitAll(supervisor, Ready.class);
    write("after");
    long restoring = System.nanoTime();
    assertThat(done(new StackTask.Restore("monday"))).isEmpty();
    System.out.printf(
        "snapshot of %s on %s: saved in %d ms, restored in %d ms, %d KiB%n",
        saved(),
        kind(),
        (saved - began) / 1_000_000,
        (System.nanoTime() - restoring) / 1_000_000,
        supervisor.work().latest().snapshots().getFirst().bytes() >> 10);
    StackBench.awaitAll(supervisor, Ready.class);
    assertThat(read()).as("after the restore").containsOnly("before");

    assertThat(done(new StackTask.Reset(List.of()))).isEmpty();
    StackBench.awaitAll(supervisor, Ready.class);
    assertThat(read()).as("after the reset").containsOnly("nothing");
  }

  private void startAll() throws InterruptedException {
    supervisor.startAll();
    StackBench.awaitAll(supervisor, Ready.class);
  }

  private List<dev.dragoncode.problem.Problem> done(StackTask task) {
    return supervisor.submit(task).join().problem().stream().toList();
  }

  private String variable(String id, String name) {
    return Objects.requireNonNull(
        StackBench.emulator(supervisor, id).variables(Dialect.DOTENV).get(name));
  }

  private void write(String text) throws Exception {
    for (String id : saved()) {
      switch (id) {
        case "postgresql" -> {
          try (java.sql.Connection connection = postgresql();
              Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS dragons (name text)");
            statement.execute("DELETE FROM dragons");
            statement.execute("INSERT INTO dragons VALUES ('" + text + "')");
          }
        }
        case "redis" -> {
          try (RedisClient client = RedisClient.create(variable("redis", "REDIS_URL"))) {
            client.set("dragon", text);
          }
        }
        default -> publish(text);
      }
    }
  }

  private List<String> read() throws Exception {
    List<String> texts = new java.util.ArrayList<>();
    for (String id : saved()) {
      texts.add(
          switch (id) {
            case "postgresql" -> readTable();
            case "redis" -> {
              try (RedisClient client = RedisClient.create(variable("redis", "REDIS_URL"))) {
                String value = client.get("dragon");
                yield value == null ? "nothing" : value;
              }
            }
            default -> consume();
          });
    }
    return texts;
  }

  private java.sql.Connection postgresql() throws Exception {
    Map<String, String> spring =
        StackBench.emulator(supervisor, "postgresql").variables(Dialect.SPRING);
    return DriverManager.getConnection(
        spring.get("spring.datasource.url"),
        spring.get("spring.datasource.username"),
        spring.get("spring.datasource.password"));
  }

  private String readTable() throws Exception {
    try (java.sql.Connection connection = postgresql();
        Statement statement = connection.createStatement()) {
      try (ResultSet there = statement.executeQuery("SELECT to_regclass('dragons')")) {
        there.next();
        if (there.getString(1) == null) {
          return "nothing";
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT name FROM dragons")) {
        return rows.next() ? rows.getString(1) : "nothing";
      }
    }
  }

  private Connection broker() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(variable("rabbitmq", "AMQP_URL"));
    return factory.newConnection();
  }

  private void publish(String text) throws Exception {
    try (Connection connection = broker();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.queueDeclare("dragons", true, false, false, Map.of());
      channel.queuePurge("dragons");
      channel.basicPublish(
          "", "dragons", MessageProperties.PERSISTENT_TEXT_PLAIN, text.getBytes(UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }
  }

  private String consume() throws Exception {
    try (Connection connection = broker();
        Channel channel = connection.createChannel()) {
      channel.queueDeclare("dragons", true, false, false, Map.of());
      GetResponse response = channel.basicGet("dragons", false);
      return response == null ? "nothing" : new String(response.getBody(), UTF_8);
    }
  }
}
