package dev.dragoncode.service.rotate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoncode.emulators.launcher.vault.VaultServer;
import dev.dragoncode.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where logins are published: the embedded vault, and a file where there is none. */
class SecretPlaceTest {

  private static final Login FIRST = new Login("shop_a", "first");
  private static final Login SECOND = new Login("shop_b", "second");

  @TempDir Path folder;

  @Test
  void theVaultKeepsWhatElseStandsInTheSecret() throws Exception {
    try (VaultServer server = VaultServer.start(0, "token", Clock.systemUTC(), _ -> {});
        HttpClient client = HttpClient.newHttpClient()) {
      VaultSecret secret = secret(server, client, "token");
      assertThat(secret.name()).isEqualTo("secret/data/shop");
      assertThat(secret.current()).isEmpty();
      assertThat(secret.publish(FIRST)).isEqualTo("version 1");
      patch(server, client, "{\"data\":{\"stripe\":\"sk_test\"}}");

      assertThat(secret.current()).contains(FIRST);
      assertThat(secret.publish(SECOND)).isEqualTo("version 3");

      assertThat(secret.current()).contains(SECOND);
      assertThat(read(server, client)).contains("\"stripe\":\"sk_test\"");
    }
  }

  @Test
  void theVaultIsNotWrittenOverWhatSomebodyElseHasWritten() throws Exception {
    try (VaultServer server = VaultServer.start(0, "token", Clock.systemUTC(), _ -> {});
        HttpClient client = HttpClient.newHttpClient()) {
      VaultSecret mine = secret(server, client, "token");
      VaultSecret other = secret(server, client, "token");
      assertThat(mine.current()).isEmpty();
      assertThat(other.current()).isEmpty();
      other.publish(FIRST);

      assertThatThrownBy(() -> mine.publish(SECOND))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("400 (check-and-set parameter did not match")
          .hasMessageNotContaining("second");
      assertThat(mine.current()).contains(FIRST);
    }
  }

  @Test
  void aVaultThatRefusesOrIsGoneIsAProblem() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      VaultSecret gone;
      try (VaultServer server = VaultServer.start(0, "token", Clock.systemUTC(), _ -> {})) {
        assertThatThrownBy(() -> secret(server, client, "other").current())
            .hasMessageContaining("403 (permission denied)");
        gone = secret(server, client, "token");
      }
      assertThatThrownBy(gone::current).hasMessageContaining("does not answer");
    }
  }

  @Test
  void aSecretThatWasDeletedIsWrittenAnew() throws Exception {
    try (VaultServer server = VaultServer.start(0, "token", Clock.systemUTC(), _ -> {});
        HttpClient client = HttpClient.newHttpClient()) {
      VaultSecret secret = secret(server, client, "token");
      secret.current();
      secret.publish(FIRST);
      send(server, client, "DELETE", "");

      assertThat(secret.current()).isEmpty();
      assertThat(secret.publish(SECOND)).isEqualTo("version 2");
    }
  }

  @Test
  void theFileIsItsUsersAloneAndNoneOfGits() throws Exception {
    Path project = folder.toRealPath();
    FileSecret secret = new FileSecret(project);
    assertThat(secret.current()).isEmpty();

    secret.publish(FIRST);
    secret.publish(SECOND);

    Path file = project.resolve(".dragoncode/secrets/database.json");
    assertThat(secret.current()).contains(SECOND);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.resolveSibling(".gitignore")).hasContent("*");
  }

  @Test
  void theFileIsNotWrittenThroughALinkNorOverWhatCannotBeRead() throws Exception {
    Path project = Files.createDirectories(folder.resolve("project")).toRealPath();
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createDirectories(project.resolve(".dragoncode"));
    Files.createSymbolicLink(project.resolve(".dragoncode/secrets"), elsewhere);

    assertThatThrownBy(() -> new FileSecret(project).publish(FIRST))
        .hasMessageContaining("leads out of the project");
    assertThat(elsewhere).isEmptyDirectory();

    Files.delete(project.resolve(".dragoncode/secrets"));
    Path file =
        Files.createDirectories(project.resolve(".dragoncode/secrets")).resolve("database.json");
    Files.writeString(file, "hush", UTF_8);
    assertThatThrownBy(() -> new FileSecret(project).publish(FIRST))
        .hasMessageContaining("no JSON object")
        .hasMessageNotContaining("hush");
    assertThat(file).hasContent("hush");
  }

  private static VaultSecret secret(VaultServer server, HttpClient client, String token) {
    return new VaultSecret(client, "http://127.0.0.1:" + server.port(), token, "secret/shop");
  }

  private static void patch(VaultServer server, HttpClient client, String body) throws Exception {
    send(server, client, "PATCH", body);
  }

  private static String read(VaultServer server, HttpClient client) throws Exception {
    return send(server, client, "GET", "");
  }

  private static String send(VaultServer server, HttpClient client, String method, String body)
      throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.port() + "/v1/secret/data/shop");
    return client
        .send(
            HttpRequest.newBuilder(address)
                .header("X-Vault-Token", "token")
                .header("Content-Type", "application/merge-patch+json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}
