package dev.dragoncode.fakes.stubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real APIs recorded through the proxy, packs written as mappings, and both replayed. */
class RecordingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "sk_test_4eC39HqLyjWDarjtT1zdp7dc";

  @TempDir private Path folder;
  private Fakes fakes;

  @BeforeEach
  void serve() {
    fakes = Fakes.serving("stripe");
  }

  @AfterEach
  void stop() {
    fakes.close();
  }

  /** What a program does with Stripe, and what it gets to see. */
  private static List<String> shop(String url) throws StripeException {
    StripeClient stripe =
        StripeClient.builder().setApiKey(KEY).setApiBase(url).setMaxNetworkRetries(0).build();
    List<String> seen = new ArrayList<>();
    Customer first = customer(stripe, "ann@example.com");
    seen.add(stripe.v1().customers().list(CustomerListParams.builder().build()).toJson());
    Customer second = customer(stripe, "bob@example.com");
    seen.add(first.toJson());
    seen.add(second.toJson());
    seen.add(stripe.v1().customers().list(CustomerListParams.builder().build()).toJson());
    PaymentIntent intent =
        stripe
            .v1()
            .paymentIntents()
            .create(
                PaymentIntentCreateParams.builder()
                    .setAmount(4_200L)
                    .setCurrency("eur")
                    .setCustomer(first.getId())
                    .setPaymentMethod("pm_card_visa")
                    .setConfirm(true)
                    .setReturnUrl("https://example.com/back")
                    .build());
    seen.add(intent.getId() + " " + intent.getStatus() + " " + intent.getLatestCharge());
    try {
      var _ =
          stripe
              .v1()
              .paymentIntents()
              .create(
                  PaymentIntentCreateParams.builder()
                      .setAmount(100L)
                      .setCurrency("eur")
                      .setPaymentMethod("pm_card_chargeDeclined")
                      .setConfirm(true)
                      .setReturnUrl("https://example.com/back")
                      .build());
    } catch (CardException e) {
      seen.add(e.getCode() + " " + e.getDeclineCode() + " " + e.getMessage());
    }
    seen.add(stripe.v1().paymentIntents().retrieve(intent.getId()).getStatus());
    return seen;
  }

  private static Customer customer(StripeClient stripe, String email) throws StripeException {
    return stripe.v1().customers().create(CustomerCreateParams.builder().setEmail(email).build());
  }

  private String all() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(file).append('\n').append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  private WireMockServer wiremock() {
    WireMockServer server =
        new WireMockServer(
            WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .usingFilesUnderDirectory(folder.toString()));
    server.start();
    return server;
  }

  @Test
  void replaysWhatAnSdkWasToldHereAndOnWireMock() throws Exception {
    RecordFake proxy = RecordFake.of(fakes.url("stripe"), folder);
    String proxied =
        fakes.server().add(proxy.pack(), proxy.code(), 0, java.util.Optional.empty()).url();
    List<String> live = shop(proxied);
    assertThat(live).hasSize(7);
    assertThat(live.get(5)).contains("card_declined");
    assertThat(proxy.recording().count()).isEqualTo(7);
    String secret =
        fakes
            .control("GET", "/packs/stripe/state/payment_intent", "")
            .findValue("client_secret")
            .asText();
    assertThat(all())
        .doesNotContain(KEY, "4eC39HqLyjWDarjtT1zdp7dc", secret)
        .doesNotContain(
            Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.UTF_8)))
        .contains("ann%40example.com".replace("%40", "@"));

    assertThat(shop(fakes.add(StubFake.read("replay=" + folder, Set.of())))).isEqualTo(live);
    WireMockServer real = wiremock();
    try {
      assertThat(shop(real.baseUrl())).isEqualTo(live);
    } finally {
      real.stop();
    }
  }

  @Test
  void exportsWhatAPackWasAskedForTheRealWireMock() throws Exception {
    List<String> live = shop(fakes.url("stripe"));
    var _ =
        fakes.send(
            "GET", fakes.url("stripe") + "/v1/nothing", "", "Authorization", "Bearer " + KEY);
    JsonNode exported = fakes.control("GET", "/packs/stripe/mappings", "");
    assertThat(exported.path("notes").toString())
        .contains("1 requests are left out: they matched nothing");
    write(exported);
    assertThat(all()).doesNotContain("4eC39HqLyjWDarjtT1zdp7dc");
    WireMockServer real = wiremock();
    try {
      assertThat(shop(real.baseUrl())).isEqualTo(live);
    } finally {
      real.stop();
    }
  }

  private void write(JsonNode exported) throws IOException {
    for (Map.Entry<String, JsonNode> file : exported.path("files").properties()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, Base64.getDecoder().decode(file.getValue().asText()));
    }
  }

  @Test
  void exportsMappingsAsTheyCame() throws Exception {
    Path shop = Path.of("src/test/resources/dev/dragoncode/fakes/stubs/shop").toAbsolutePath();
    var _ = fakes.add(StubFake.read(shop.toString(), Set.of()));
    write(fakes.control("GET", "/packs/shop/mappings", ""));
    try (Stream<Path> files = Files.walk(shop)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(shop.relativize(file).toString());
        if (file.toString().endsWith(".json")) {
          assertThat(JSON.readTree(copy.toFile())).isEqualTo(JSON.readTree(file.toFile()));
        } else {
          assertThat(copy).hasSameBinaryContentAs(file);
        }
      }
    }
    WireMockServer real = wiremock();
    real.stop();
  }

  private String proxy(HttpServer api) {
    RecordFake proxy =
        RecordFake.of("http://127.0.0.1:" + api.getAddress().getPort() + "/", folder);
    return fakes.server().add(proxy.pack(), proxy.code(), 0, java.util.Optional.empty()).url();
  }

  @Test
  void leavesNoSecretBehindAndLinksToItself() throws Exception {
    HttpServer api = SecretApi.serve();
    try {
      String url = proxy(api);
      HttpResponse<String> token =
          fakes.send(
              "POST",
              url + "/token?api_key=query-key-11223344&x=1",
              "grant_type=password&password=hunter2-and-more&username=ann",
              "Content-Type",
              "application/x-www-form-urlencoded",
              "X-Api-Key",
              "header-key-99887766");
      assertThat(token.body()).contains("opaque-Access-Token-55");
      assertThat(token.headers().allValues("set-cookie")).hasSize(2);
      assertThat(
              fakes
                  .send("GET", url + "/me", "", "Authorization", "Bearer opaque-Access-Token-55")
                  .body())
          .contains("Ann");
      assertThat(fakes.send("GET", url + "/u/opaque-Access-Token-55/x", "").statusCode())
          .isEqualTo(404);
      var _ =
          fakes.send(
              "POST",
              url + "/login",
              "{\"user\": \"ann\", \"password\": \"json-Pass-word-1\"}",
              "Content-Type",
              "application/json");
      HttpResponse<String> moved = fakes.send("GET", url + "/moved", "");
      assertThat(moved.headers().firstValue("location")).contains(url + "/me");
      String all = all();
      assertThat(all)
          .doesNotContain(
              "query-key-11223344",
              "hunter2-and-more",
              "header-key-99887766",
              "opaque-Access-Token-55",
              "cookie-value-9876",
              "other-cookie-1234",
              "c2lnbmF0dXJl",
              "eyJzdWIiOiJhbm4ifQ",
              "abcdefghijklmnopqrst0123",
              "json-Pass-word-1",
              ":" + api.getAddress().getPort())
          .contains("page-two-of-it", "HttpOnly", "\"ann\"");
      assertThat(all.toLowerCase(java.util.Locale.ROOT))
          .doesNotContain("\"date\"", "content-encoding", "content-length");

      String replay = fakes.add(StubFake.read("replay=" + folder, Set.of()));
      assertThat(
              fakes
                  .send(
                      "POST",
                      replay + "/token?api_key=another&x=1",
                      "grant_type=password&password=other&username=ann",
                      "Content-Type",
                      "application/x-www-form-urlencoded")
                  .headers()
                  .allValues("set-cookie"))
          .hasSize(2)
          .first()
          .asString()
          .startsWith("session=removed-")
          .endsWith("; Path=/; HttpOnly");
      assertThat(JSON.readTree(fakes.send("GET", replay + "/me", "").body()).path("next").asText())
          .isEqualTo(replay + "/me?page=2");
      assertThat(fakes.send("GET", replay + "/u/whatever/x", "").body())
          .startsWith("no /u/removed-");
      assertThat(
              fakes
                  .send("POST", replay + "/login", "{\"user\": \"ann\", \"password\": \"x\"}")
                  .statusCode())
          .isEqualTo(404);
      assertThat(fakes.send("GET", replay + "/moved", "").headers().firstValue("location"))
          .contains(replay + "/me");
    } finally {
      api.stop(0);
    }
  }

  @Test
  void foldsEqualAnswersTellsOthersInTurnAndGoesOnLater() throws Exception {
    HttpServer api = SecretApi.serve();
    try {
      String url = proxy(api);
      for (String answer : List.of("wait", "wait", "done", "done")) {
        assertThat(fakes.send("GET", url + "/poll", "").body()).isEqualTo(answer);
        // what was answered is on the disk
        assertThat(all()).contains(answer);
      }
      var _ = fakes.send("GET", url + "/large", "");
      var _ = fakes.send("GET", url + "/bytes", "");
      assertThat(folder.resolve("mappings").toFile().list()).hasSize(4);
      assertThat(folder.resolve("__files").toFile().list()).hasSize(1);

      String again = proxy(api);
      var _ = fakes.send("GET", again + "/poll", "");
      var _ = fakes.send("GET", again + "/large", "");
      assertThat(folder.resolve("mappings").toFile().list()).hasSize(4);
      var _ = fakes.send("GET", again + "/new", "");
      assertThat(folder.resolve("mappings").toFile().list()).hasSize(5);

      String replay = fakes.add(StubFake.read("replay=" + folder, Set.of()));
      for (String answer : List.of("wait", "done", "done")) {
        assertThat(fakes.send("GET", replay + "/poll", "").body()).isEqualTo(answer);
      }
      assertThat(fakes.send("GET", replay + "/large", "").body()).hasSize(20_000);
      assertThat(fakes.send("GET", replay + "/bytes", "").headers().firstValue("content-length"))
          .contains("3");
    } finally {
      api.stop(0);
    }
  }

  @Test
  void saysWhatCannotBeRecorded() throws Exception {
    assertThatThrownBy(() -> RecordFake.of("ftp://example.com", folder))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().reason()).contains("no http address"));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> RecordFake.of("http://127.0.0.1:1", file))
        .isInstanceOf(ProblemException.class);
    RecordFake nobody = RecordFake.of("http://127.0.0.1:1", folder);
    String url =
        fakes.server().add(nobody.pack(), nobody.code(), 0, java.util.Optional.empty()).url();
    assertThat(fakes.send("GET", url + "/", "").statusCode()).isEqualTo(502);
    assertThat(nobody.recording().count()).isZero();
  }
}
