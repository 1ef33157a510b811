package dev.dragoncode.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.browse.product.SqlLogin;
import dev.dragoncode.service.rotate.PostgresqlStore.Connections;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service with a pool that writes without a pause and takes its login from the vault as generated
 * services do: it looks often, and changes a connection between two statements.
 */
final class FollowingService implements AutoCloseable {

  static final int POOL = 3;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connections connections;
  private final URI secret;
  private final String token;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Exception> failures = new CopyOnWriteArrayList<>();
  private final AtomicLong rows = new AtomicLong();
  private final CountDownLatch connected = new CountDownLatch(POOL);
  private volatile SqlLogin login;
  private volatile boolean listens = true;
  private volatile boolean running = true;

  private FollowingService(Connections connections, SqlLogin login, Map<String, String> variables) {
    this.connections = connections;
    this.login = login;
    this.secret = URI.create(variables.getOrDefault("VAULT_ADDR", "") + "/v1/secret/data/shop-api");
    this.token = variables.getOrDefault("VAULT_TOKEN", "");
  }

  /** Starts it, and waits until its pool is full. */
  static FollowingService start(
      Connections connections, SqlLogin login, Map<String, String> variables)
      throws InterruptedException {
    FollowingService service = new FollowingService(connections, login, variables);
    for (int i = 0; i < POOL; i++) {
      service.threads.add(Thread.ofPlatform().start(service::work));
    }
    service.threads.add(Thread.ofPlatform().start(service::listen));
    service.connected.await();
    return service;
  }

  SqlLogin login() {
    return login;
  }

  /** From now on it takes no new login. */
  void deaf() {
    listens = false;
  }

  List<Exception> failures() {
    return failures;
  }

  long rows() {
    return rows.get();
  }

  private void work() {
    while (running) {
      SqlLogin mine = login;
      try (Connection connection = connections.open(mine);
          Statement statement = connection.createStatement()) {
        connected.countDown();
        while (running && mine.equals(login)) {
          statement.executeUpdate("INSERT INTO orders DEFAULT VALUES");
          rows.incrementAndGet();
        }
      } catch (SQLException e) {
        failures.add(e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void listen() {
    while (running) {
      try {
        if (listens) {
          login = published();
        }
        Thread.sleep(100);
      } catch (IOException e) {
        failures.add(e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** What the vault names now; what it has where that is nothing. */
  SqlLogin published() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(secret).header("X-Vault-Token", token).build();
    JsonNode data =
        JSON.readTree(client.send(request, BodyHandlers.ofString()).body())
            .path("data")
            .path("data");
    return data.has("username")
        ? login.as(data.path("username").asText(), data.path("password").asText())
        : login;
  }

  @Override
  public void close() {
    running = false;
    threads.forEach(Thread::interrupt);
    client.shutdownNow();
  }
}
