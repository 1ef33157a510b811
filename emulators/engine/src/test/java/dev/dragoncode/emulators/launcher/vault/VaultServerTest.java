package dev.dragoncode.emulators.launcher.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of Vault's HTTP API, as far as the embedded vault has it. */
class VaultServerTest {

  private static final String TOKEN = "root-token";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final TestClock clock = new TestClock();
  private VaultServer server;

  @BeforeEach
  void start() throws IOException {
    server = VaultServer.start(0, TOKEN, clock, _ -> {});
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void saysThatItIsInitializedAndUnsealedToAnybody() throws Exception {
    Reply health = call("GET", "sys/health", "", "");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body().path("initialized").asBoolean()).isTrue();
    assertThat(health.body().path("sealed").asBoolean(true)).isFalse();
    assertThat(call("HEAD", "sys/health", "", "").status()).isEqualTo(200);
    assertThat(call("GET", "sys/seal-status", "", "").body().path("sealed").asBoolean(true))
        .isFalse();
    assertThat(call("GET", "sys/init", "", "").body().path("initialized").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"''", "wrong", "root-toke", "root-token1"})
  void refusesWhoHasNotTheToken(String token) throws Exception {
    Reply refused = call("GET", "secret/data/shop", "", token);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).hasToString("{\"errors\":[\"permission denied\"]}");
  }

  @Test
  void takesTheTokenAsABearerToo() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address("auth/token/lookup-self"))
            .header("Authorization", "Bearer " + TOKEN)
            .build();

    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"policies\":[\"root\"]", "\"renewable\":false");
  }

  @Test
  void givesBackWhatWasWrittenWithItsVersion() throws Exception {
    Reply written = write("secret/data/shop/database", "{'data':{'password':'first','n':1}}");
    assertThat(written.status()).isEqualTo(200);
    assertThat(written.data().path("version").asInt()).isEqualTo(1);
    assertThat(written.data().path("created_time").asText()).isEqualTo("2026-11-28T10:00:00Z");

    write("secret/data/shop/database", "{'data':{'password':'second'}}");

    assertThat(read("secret/data/shop/database").data().path("data"))
        .hasToString("{\"password\":\"second\"}");
    Reply first = read("secret/data/shop/database?version=1");
    assertThat(first.data().path("data")).hasToString("{\"password\":\"first\",\"n\":1}");
    assertThat(first.data().path("metadata").path("version").asInt()).isEqualTo(1);
    assertThat(first.body().path("request_id").asText()).isNotEmpty();
  }

  @Test
  void whatIsNotThereIsNotFoundWithoutAWord() throws Exception {
    write("secret/data/shop", "{'data':{}}");

    for (String path : new String[] {"data/other", "data/shop?version=2", "metadata/other"}) {
      Reply missing = read("secret/" + path);
      assertThat(missing.status()).as(path).isEqualTo(404);
      assertThat(missing.body()).hasToString("{\"errors\":[]}");
    }
  }

  @Test
  void checkAndSetTakesOnlyWhoKnowsTheNewestVersion() throws Exception {
    assertThat(write("secret/data/shop", "{'options':{'cas':1},'data':{'a':1}}").error())
        .isEqualTo("check-and-set parameter did not match the current version");
    assertThat(read("secret/data/shop").status()).isEqualTo(404);

    assertThat(write("secret/data/shop", "{'options':{'cas':0},'data':{'a':1}}").status())
        .isEqualTo(200);
    assertThat(write("secret/data/shop", "{'options':{'cas':0},'data':{'a':2}}").status())
        .isEqualTo(400);
    assertThat(write("secret/data/shop", "{'options':{'cas':1},'data':{'a':2}}").status())
        .isEqualTo(200);

    write("secret/metadata/shop", "{'cas_required':true}");
    assertThat(write("secret/data/shop", "{'data':{'a':3}}").error())
        .isEqualTo("check-and-set parameter required for this call");
    assertThat(read("secret/data/shop").data().path("data")).hasToString("{\"a\":2}");
  }

  @Test
  void aPatchChangesWhatItNamesAndRemovesWhatIsNull() throws Exception {
    write("secret/data/shop", "{'data':{'username':'a','password':'old','other':1}}");

    Reply patched =
        call("PATCH", "secret/data/shop", "{'data':{'password':'new','other':null}}", TOKEN);

    assertThat(patched.data().path("version").asInt()).isEqualTo(2);
    assertThat(read("secret/data/shop").data().path("data"))
        .hasToString("{\"username\":\"a\",\"password\":\"new\"}");
    assertThat(call("PATCH", "secret/data/none", "{'data':{}}", TOKEN).status()).isEqualTo(404);
  }

  @Test
  void aPatchThatIsNoMergePatchIsRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address("secret/data/shop"))
            .header("X-Vault-Token", TOKEN)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString("{\"data\":{}}"))
            .build();

    assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
  }

  @Test
  void aDeletedVersionComesBackAndADestroyedOneDoesNot() throws Exception {
    write("secret/data/shop", "{'data':{'a':1}}");
    write("secret/data/shop", "{'data':{'a':2}}");

    assertThat(call("DELETE", "secret/data/shop", "", TOKEN).status()).isEqualTo(204);
    Reply deleted = read("secret/data/shop");
    assertThat(deleted.status()).isEqualTo(404);
    assertThat(deleted.data().path("data").isNull()).isTrue();
    assertThat(deleted.data().path("metadata").path("deletion_time").asText()).isNotEmpty();

    assertThat(write("secret/undelete/shop", "{'versions':[2]}").status()).isEqualTo(204);
    assertThat(read("secret/data/shop").data().path("data")).hasToString("{\"a\":2}");

    assertThat(write("secret/delete/shop", "{'versions':[1]}").status()).isEqualTo(204);
    assertThat(read("secret/data/shop?version=1").status()).isEqualTo(404);

    write("secret/destroy/shop", "{'versions':[1,2]}");
    write("secret/undelete/shop", "{'versions':[1,2]}");
    Reply destroyed = read("secret/data/shop");
    assertThat(destroyed.status()).isEqualTo(404);
    assertThat(destroyed.data().path("metadata").path("destroyed").asBoolean()).isTrue();
    assertThat(write("secret/delete/shop", "{}").error()).isEqualTo("No version number provided");
  }

  @Test
  void namesWhatIsBelowAPlace() throws Exception {
    write("secret/data/shop/database", "{'data':{}}");
    write("secret/data/shop/stripe", "{'data':{}}");
    write("secret/data/shop", "{'data':{}}");
    write("secret/data/shopping", "{'data':{}}");

    assertThat(call("LIST", "secret/metadata/", "", TOKEN).data().path("keys"))
        .hasToString("[\"shop\",\"shop/\",\"shopping\"]");
    assertThat(read("secret/metadata/shop?list=true").data().path("keys"))
        .hasToString("[\"database\",\"stripe\"]");
    assertThat(call("LIST", "secret/metadata/none", "", TOKEN).status()).isEqualTo(404);
  }

  @Test
  void tellsAllVersionsAndKeepsTheNewestOnes() throws Exception {
    for (int i = 1; i <= 12; i++) {
      write("secret/data/shop", "{'data':{'a':" + i + "}}");
    }
    JsonNode usual = read("secret/metadata/shop").data();
    assertThat(usual.path("current_version").asInt()).isEqualTo(12);
    assertThat(usual.path("oldest_version").asInt()).isEqualTo(3);
    assertThat(usual.path("versions").size()).isEqualTo(10);

    write("secret/metadata/shop", "{'max_versions':2,'custom_metadata':{'owner':'shop'}}");
    write("secret/data/shop", "{'data':{'a':13}}");

    JsonNode fewer = read("secret/metadata/shop").data();
    assertThat(fewer.path("versions").size()).isEqualTo(2);
    assertThat(fewer.path("custom_metadata")).hasToString("{\"owner\":\"shop\"}");
    assertThat(read("secret/data/shop?version=11").status()).isEqualTo(404);

    assertThat(call("DELETE", "secret/metadata/shop", "", TOKEN).status()).isEqualTo(204);
    assertThat(read("secret/metadata/shop").status()).isEqualTo(404);
  }

  @Test
  void aVersionEndsAfterTheTimeThatWasSet() throws Exception {
    write("secret/config", "{'delete_version_after':'1h30m'}");
    assertThat(read("secret/config").data().path("delete_version_after").asText())
        .isEqualTo("1h30m0s");
    write("secret/data/shop", "{'data':{'a':1}}");

    clock.pass(Duration.ofMinutes(89));
    assertThat(read("secret/data/shop").status()).isEqualTo(200);
    clock.pass(Duration.ofMinutes(2));
    assertThat(read("secret/data/shop").status()).isEqualTo(404);
  }

  @Test
  void saysWhatItCannotDo() throws Exception {
    assertThat(read("database/creds/shop").error())
        .isEqualTo("no handler for route \"database/creds/shop\". route entry not found.");
    assertThat(call("LIST", "secret/data/shop", "", TOKEN).status()).isEqualTo(405);
    assertThat(write("secret/data/shop", "{'data").error()).isEqualTo("error parsing JSON");
    assertThat(write("secret/data/shop", "{}").error()).isEqualTo("no data provided");
  }

  @Test
  void tellsClientsThatItsMountHasVersions() throws Exception {
    assertThat(
            read("sys/internal/ui/mounts/secret/shop")
                .data()
                .path("options")
                .path("version")
                .asText())
        .isEqualTo("2");
    assertThat(read("sys/mounts").data().has("secret/")).isTrue();
  }

  private Reply read(String path) throws Exception {
    return call("GET", path, "", TOKEN);
  }

  private Reply write(String path, String body) throws Exception {
    return call("POST", path, body, TOKEN);
  }

  /** An answer. */
  private record Reply(int status, JsonNode body) {
    JsonNode data() {
      return body.path("data");
    }

    String error() {
      return body.path("errors").path(0).asText();
    }
  }

  /** With ' for ". */
  private Reply call(String method, String path, String body, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .method(method, BodyPublishers.ofString(body.replace('\'', '"')));
    if (method.equals("PATCH")) {
      request.header("Content-Type", "application/merge-patch+json");
    }
    if (!token.isEmpty()) {
      request.header("X-Vault-Token", token);
    }
    HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
    return new Reply(response.statusCode(), new ObjectMapper().readTree(response.body()));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + "/v1/" + path);
  }

  /** A clock that is moved by hand. */
  private static final class TestClock extends Clock {
    private Instant now = Instant.parse("2026-11-28T10:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
