package dev.dragoncode.fakes.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a broken or hostile client sends: the vendor's error or a bounded refusal, and life goes on.
 */
class BadInputTest {

  private static final int MEGABYTE = 1 << 20;

  /** The catalog's 200 MB, and what the first compiler and a test's class path add. */
  private static final long MOST_RESIDENT = 240;

  private static final String ASK =
      "GET /v1/customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sk_test_1\r\n";

  @TempDir private static Path folder;
  private static SmallServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new SmallServer(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @AfterEach
  void answersAfterwardsAndIsBounded() throws Exception {
    assertThat(server.alive()).isTrue();
    assertThat(server.ask("GET", "/v1/customers?limit=1", "").statusCode()).isEqualTo(200);
    assertThat(server.log()).doesNotContain("OutOfMemory", "StackOverflow", "failed: java");
    assertThat(server.residentMegabytes()).isLessThan(MOST_RESIDENT);
  }

  @Test
  void refusesRowsThatDoNotFitTheHeapAndGoesOn() throws Exception {
    String large = "description=" + "x".repeat(MEGABYTE);
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> asked = new ArrayList<>();
      Callable<Integer> create = () -> server.ask("POST", "/v1/customers", large).statusCode();
      for (int i = 0; i < 200; i++) {
        asked.add(clients.submit(create));
      }
      for (Future<Integer> one : asked) {
        statuses.add(one.get());
      }
    }
    // 503 where more bytes are on their way at a time than fit
    assertThat(statuses).contains(200, 507).allMatch(s -> s == 200 || s == 507 || s == 503);
    HttpResponse<String> refused = server.ask("POST", "/v1/customers", large);
    assertThat(refused.statusCode()).isEqualTo(507);
    assertThat(refused.body()).contains("\"type\":\"api_error\"", "delete some or reset them");
    JsonNode newest = server.control("/requests?most=1").path("requests").path(0);
    assertThat(newest.path("fault").asText()).contains("MB of rows, which is all that they may");
    String first = server.ask("GET", "/v1/customers?limit=1", "").body();
    String id = first.replaceAll("(?s).*\"id\":\"(cus_\\w+)\".*", "$1");
    assertThat(server.ask("DELETE", "/v1/customers/" + id, "").statusCode()).isEqualTo(200);
    assertThat(server.ask("POST", "/v1/customers", "name=small").statusCode()).isEqualTo(200);
    server.reset();
    assertThat(server.ask("POST", "/v1/customers", large).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesABodyOfFiftyMegabytes() throws Exception {
    byte[] body = new byte[50 * MEGABYTE];
    assertThat(server.ask("POST", "/v1/customers", BodyPublishers.ofByteArray(body), "x/y"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(413);
    assertThat(
            server.ask(
                "POST",
                "/v1/customers",
                BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)),
                "x/y"))
        .as("whose length nobody has told")
        .extracting(HttpResponse::statusCode)
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"name\": }", "[1, 2", "{\"name\": \"a\"} x", "[[[[[[[[[["})
  void refusesMalformedJson(String body) throws Exception {
    assertThat(server.ask("POST", "/v1/customers", body).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesJsonThatBecomesMuchMoreInMemory() throws Exception {
    String deep = "[".repeat(100_000);
    assertThat(server.ask("POST", "/v1/customers", deep).statusCode()).isEqualTo(400);
    String wide = "[" + "{},".repeat(2 * MEGABYTE) + "{}]";
    assertThat(server.ask("POST", "/v1/customers", wide).statusCode()).isEqualTo(400);
    String form = "a=&b=&".repeat(MEGABYTE);
    assertThat(server.ask("POST", "/v1/customers", form).statusCode()).isEqualTo(400);
    String nested = "{\"metadata\": " + "{\"a\":".repeat(900) + "1" + "}".repeat(901);
    assertThat(server.ask("POST", "/v1/customers", nested).statusCode()).isLessThan(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/customers| name[a]=b| 400",
        "/v1/payment_intents| amount=much&currency=eur| 400",
        "/v1/payment_intents| amount=-1&currency=eur| 400",
        "/v1/customers/cus_unknown| name=a| 404",
        "/v1/customers/cus_unknown%00| name=a| 404"
      })
  void refusesWrongTypesAndUnknownIds(String path, String body, int status) throws Exception {
    assertThat(server.ask("POST", path, body).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/v1/../../../etc/passwd",
        "/v1/%2e%2e/%2e%2e/etc/passwd",
        "/v1/..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
        "/v1/customers/..\\..\\etc",
        "/v1//customers//",
        "/%00",
        "http://example.com/v1/secrets",
        "*"
      })
  void findsNothingByTricksOfTheAddress(String path) throws Exception {
    String line =
        server.line(
            "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk_test_1\r\n\r\n"
                .formatted(path));
    assertThat(line).startsWith("HTTP/1.1 404");
  }

  @Test
  void refusesAnAddressThatCannotBeRead() throws Exception {
    assertThat(server.line("GET /v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(server.line("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void refusesHeadersWithoutEnd() throws Exception {
    assertThat(server.line("GET /v1/" + "a".repeat(100_000) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 414");
    assertThat(server.line(ASK + "X-Bomb: " + "b".repeat(100_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
    assertThat(server.line(ASK + "X-Many: b\r\n".repeat(20_000) + "\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void answersOthersWhileSlowClientsSendTheirRequests() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        slow.add(server.connection(ASK + "X-Slow: "));
        slow.add(
            server.connection(
                "POST /v1/customers HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\nname="));
      }
      assertThat(server.ask("GET", "/v1/customers", "").statusCode()).isEqualTo(200);
    } finally {
      close(slow);
    }
  }

  @Test
  void keepsNoAnswersForAClientThatReadsNone() throws Exception {
    for (int i = 0; i < 100; i++) {
      server.ask("POST", "/v1/customers", "description=" + "x".repeat(4_000));
    }
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = server.connection("");
        deaf.add(socket);
        socket.getOutputStream().write(list(100).repeat(100).getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(server.ask("GET", "/v1/customers", "").statusCode()).isEqualTo(200);
    } finally {
      close(deaf);
      server.reset();
    }
  }

  private static String list(int limit) {
    return ASK.replace("/customers", "/customers?limit=" + limit) + "\r\n";
  }

  @Test
  void sendsNoEventToAnotherMachine() throws Exception {
    for (String target : List.of("http://169.254.169.254/latest", "https://192.0.2.1/hook")) {
      assertThat(
              server
                  .ask(
                      "POST",
                      "/v1/webhook_endpoints",
                      "enabled_events[]=customer.created&url=" + target)
                  .statusCode())
          .isEqualTo(200);
    }
    server.ask("POST", "/v1/customers", "name=Ada");
    List<String> answers = List.of();
    for (int version = -1; answers.size() < 2; ) {
      JsonNode webhooks = server.control("/webhooks?wait=2000&version=" + version);
      version = webhooks.path("version").asInt();
      answers = webhooks.findValuesAsText("answer");
    }
    assertThat(answers).allMatch(answer -> answer.contains("events go to this machine only"));
    server.reset();
  }

  @Test
  @EnabledIfSystemProperty(
      named = "dragoncode.matrix",
      matches = "true",
      disabledReason = "opens 10,000 connections; the matrix does")
  void servesBesideTenThousandIdleConnections() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 10_000; i++) {
        idle.add(server.connection(i % 2 == 0 ? "" : ASK));
      }
      assertThat(server.ask("GET", "/v1/customers", "").statusCode()).isEqualTo(200);
      assertThat(server.ask("POST", "/v1/customers", "name=Ada").statusCode()).isEqualTo(200);
    } finally {
      close(idle);
    }
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
