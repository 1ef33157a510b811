package [=project.packageName].secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

class VaultSecretsTest {

  /** As Vault's documentation shows the answers of a KV engine and of a database engine. */
  private static final Map<String, String> ENTRIES =
      Map.of(
          "/v1/secret/data/service",
          """
          {"data": {"data": {"username": "static", "password": "p1"},
                    "metadata": {"version": 3}}}
          """,
          "/v1/database/creds/service",
          """
          {"lease_id": "database/creds/service/1", "lease_duration": 3600,
           "data": {"username": "v-service-1", "password": "p2"}}
          """);

  private static final DatabaseCredentials FALLBACK = new DatabaseCredentials("local", "p0");

  @TempDir Path folder;
  private Path tokenFile;
  private HttpServer vault;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    tokenFile = Files.writeString(folder.resolve("token"), "root\n");
    vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    vault.createContext("/", VaultSecretsTest::answer);
    vault.start();
    address = URI.create("http://localhost:" + vault.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    vault.stop(0);
  }

  @Test
  void readsAStaticSecret() {
    assertThat(secrets("secret/data/service").database())
        .isEqualTo(new DatabaseCredentials("static", "p1"));
  }

  @Test
  void readsCredentialsThatWereMadeForIt() {
    assertThat(secrets("database/creds/service").database())
        .isEqualTo(new DatabaseCredentials("v-service-1", "p2"));
  }

  @Test
  void fallsBackToTheEnvironmentWhileNothingIsThere() {
    assertThat(secrets("secret/data/other").database()).isEqualTo(FALLBACK);
  }

  @Test
  void saysWhatIsMissingWhereTheEnvironmentHasNothingEither() {
    EnvironmentSecrets environment = new EnvironmentSecrets(new DataSourceProperties());
    assertThatIllegalStateException()
        .isThrownBy(environment::database)
        .withMessageContaining("PGUSER");
  }

  @Test
  void prefersATokenThatItWasGiven() throws IOException {
    Files.writeString(tokenFile, "expired");
    assertThat(secrets("secret/data/service", "root").database().username()).isEqualTo("static");
  }

  @Test
  void takesTheTokenThatTheFileHasNow() throws IOException {
    Files.writeString(tokenFile, "expired");
    VaultSecrets secrets = secrets("secret/data/service");
    Files.writeString(tokenFile, "root");
    assertThat(secrets.database().username()).isEqualTo("static");
  }

  @Test
  void printsNoPassword() {
    assertThat(new DatabaseCredentials("static", "p1")).asString().doesNotContain("p1");
  }

  private VaultSecrets secrets(String path) {
    return secrets(path, null);
  }

  private VaultSecrets secrets(String path, @Nullable String token) {
    VaultProperties properties = new VaultProperties(address, token, tokenFile, path);
    return new VaultSecrets(address, properties, () -> FALLBACK);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
    String entry = ENTRIES.get(exchange.getRequestURI().getPath());
    int status = "root".equals(token) ? entry == null ? 404 : 200 : 403;
    byte[] body = (status == 200 ? entry : "{\"errors\": []}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
