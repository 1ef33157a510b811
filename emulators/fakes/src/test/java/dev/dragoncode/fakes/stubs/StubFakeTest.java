package dev.dragoncode.fakes.stubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings as a pack among others, and what comes of bad ones. */
class StubFakeTest {

  private static final String ORDER =
      """
      {"mappings": [
        {"name": "pay", "scenarioName": "order", "requiredScenarioState": "Started",
         "newScenarioState": "paid", "request": {"method": "POST", "url": "/pay"},
         "response": {"status": 202}},
        {"name": "paid order", "scenarioName": "order", "requiredScenarioState": "paid",
         "request": {"method": "GET", "url": "/order"}, "response": {"body": "paid"}},
        {"name": "open order", "scenarioName": "order", "requiredScenarioState": "Started",
         "request": {"method": "GET", "url": "/order"}, "response": {"body": "open"}}
      ]}
      """;

  @TempDir private Path root;
  private Mappings mappings;
  private Fakes fakes;

  @BeforeEach
  void serve() {
    mappings = new Mappings(root.resolve("shop"));
    fakes = Fakes.empty();
  }

  @AfterEach
  void stop() {
    fakes.close();
  }

  private String get(String url, String... headers) throws Exception {
    return fakes.send("GET", url, "", headers).body();
  }

  @Test
  void keepsItsStoriesByNamespaceInSnapshotsAndUntilAReset() throws Exception {
    String url = fakes.add(mappings.with("order.json", ORDER).read());
    var _ = fakes.send("POST", url + "/pay", "");
    assertThat(get(url + "/order")).isEqualTo("paid");
    assertThat(get(url + "/order", "X-DragonCode-Namespace", "other")).isEqualTo("open");
    assertThat(fakes.control("GET", "/packs/shop/state/scenario", "").toString())
        .contains("\"state\":\"paid\"");
    JsonNode snapshot = fakes.control("GET", "/snapshot", "");
    var _ = fakes.control("POST", "/reset", "{\"pack\": \"shop\"}");
    assertThat(get(url + "/order")).isEqualTo("open");
    var _ = fakes.control("PUT", "/snapshot", snapshot.toString());
    assertThat(get(url + "/order")).isEqualTo("paid");
  }

  @Test
  void meetsTheSameFaultsAsAnyPack() throws Exception {
    String url = fakes.add(mappings.with("order.json", ORDER).read());
    var _ =
        fakes.control(
            "PUT",
            "/packs/shop/faults",
            "{\"faults\": [{\"operations\": [\"pay\"], \"error\": \"unavailable\"}]}");
    assertThat(fakes.send("POST", url + "/pay", "").statusCode()).isEqualTo(503);
    assertThat(get(url + "/order")).isEqualTo("open");
    JsonNode requests = fakes.control("GET", "/requests", "").path("requests");
    assertThat(requests.path(0).path("operation").asText()).isEqualTo("pay");
    assertThat(requests.path(0).path("fault").asText()).isEqualTo("unavailable");
    assertThat(requests.path(1).path("operation").asText()).isEqualTo("open order");
  }

  @Test
  void saysWhatCameNearestToARequestThatMatchesNothing() throws Exception {
    mappings.with("order.json", ORDER);
    mappings.with(
        "item.json",
        """
        {"name": "items", "request": {"method": "POST", "urlPath": "/items",
          "headers": {"X-Kind": {"equalTo": "big"}},
          "bodyPatterns": [{"matchesJsonPath": "$.name"}]}, "response": {"status": 201}}
        """);
    String url = fakes.add(mappings.read());
    assertThat(fakes.send("POST", url + "/items", "{\"nam\": 1}", "X-Kind", "small").body())
        .contains("items (POST /items)")
        .contains("header “X-Kind” is “small”; expected “big”")
        .contains("the body is “{\"nam\": 1}”; expected JSON with “$['name']”");
    var _ = fakes.send("POST", url + "/pay", "");
    assertThat(fakes.send("POST", url + "/pay", "").body())
        .contains("the scenario “order” is in state “paid”; expected “Started”");
    JsonNode seen = fakes.control("GET", "/requests/1", "");
    assertThat(seen.path("matched").asBoolean()).isFalse();
    assertThat(seen.path("near").path(0).path("operation").asText()).isEqualTo("items");
  }

  @Test
  void breaksConnectionsAndTakesItsTimeAsTheMappingsSay() throws Exception {
    mappings.with(
        "faults.json",
        """
        {"mappings": [
          {"request": {"url": "/empty"}, "response": {"fault": "EMPTY_RESPONSE"}},
          {"request": {"url": "/reset"}, "response": {"fault": "CONNECTION_RESET_BY_PEER"}},
          {"request": {"url": "/random"}, "response": {"fault": "RANDOM_DATA_THEN_CLOSE"}},
          {"request": {"url": "/chunk"}, "response": {"fault": "MALFORMED_RESPONSE_CHUNK"}},
          {"request": {"url": "/late"}, "response": {"body": "late", "fixedDelayMilliseconds": 120}},
          {"request": {"url": "/spread"}, "response": {"body": "spread",
            "delayDistribution": {"type": "uniform", "lower": 100, "upper": 110}}},
          {"request": {"url": "/dribble"}, "response": {"base64Body": "AAEC/w==",
            "chunkedDribbleDelay": {"numberOfChunks": 4, "totalDuration": 200}}}
        ]}
        """);
    URI url = URI.create(fakes.add(mappings.read()));
    assertThat(raw(url, "/empty")).isEmpty();
    assertThat(raw(url, "/random")).isNotEmpty().doesNotStartWith("HTTP");
    assertThat(raw(url, "/chunk")).startsWith("HTTP/1.1 200 OK").doesNotContain("\r\n0\r\n");
    assertThatThrownBy(() -> fakes.send("GET", url + "/reset", "")).isInstanceOf(IOException.class);
    long begun = System.nanoTime();
    assertThat(get(url + "/late") + get(url + "/spread")).isEqualTo("latespread");
    assertThat(System.nanoTime() - begun).isGreaterThan(215_000_000);
    begun = System.nanoTime();
    assertThat(raw(url, "/dribble")).contains("chunked", "1\r\n\u0000\r\n", "1\r\n\u00ff\r\n");
    assertThat(System.nanoTime() - begun).isGreaterThan(145_000_000);
  }

  private static String raw(URI url, String path) throws IOException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .formatted(path)
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void sendsRequestsOnToThisMachineOnlyUnlessAllowed() throws Exception {
    String order = fakes.add(mappings.with("order.json", ORDER).read());
    Mappings front = new Mappings(root.resolve("front"));
    front.with(
        "proxy.json",
        """
        {"request": {"urlPathPattern": "/api/.*"},
         "response": {"proxyBaseUrl": "%s", "proxyUrlPrefixToRemove": "/api"}}
        """
            .formatted(order));
    String url = fakes.add(StubFake.read("front=" + front.folder(), Set.of()));
    assertThat(get(url + "/api/order")).isEqualTo("open");
    front.with(
        "proxy.json",
        "{\"request\": {}, \"response\": {\"proxyBaseUrl\": \"https://api.example.com\"}}");
    assertThatThrownBy(() -> StubFake.read(front.folder().toString(), Set.of()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().reason())
                    .contains("proxy.json: response.proxyBaseUrl", "--forward-to api.example.com"));
    assertThat(StubFake.read(front.folder().toString(), Set.of("api.example.com")).pack().id())
        .isEqualTo("front");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"request\": {\"url\": \"/\"}, | a.json, line 1, column 26",
        "[1] | a.json: is no object",
        "{\"request\": {}} | a.json: has no response",
        "{\"request\": {\"urls\": \"/\"}, \"response\": {}} | request has a member “urls”",
        "{\"request\": {\"url\": \"/\", \"urlPath\": \"/\"}, \"response\": {}} | more than one of url, urlPath",
        "{\"request\": {\"headers\": {\"A\": {\"equalsTo\": \"b\"}}}, \"response\": {}} | request.headers.A has none of equalTo",
        "{\"request\": {\"headers\": {\"A\": {\"equalTo\": \"b\", \"ignoreCase\": true}}}, \"response\": {}} | “ignoreCase” beside equalTo",
        "{\"request\": {\"urlPattern\": \"/(\"}, \"response\": {}} | request.urlPattern is no regular expression",
        "{\"request\": {\"bodyPatterns\": [{\"equalToJson\": \"{\"}]}, \"response\": {}} | request.bodyPatterns[0].equalToJson is no JSON",
        "{\"request\": {\"bodyPatterns\": [{\"matchesJsonPath\": \"$[\"}]}, \"response\": {}} | is no JSONPath",
        "{\"request\": {\"bodyPatterns\": [{\"matchesJsonPath\": \"$[?(@.a =~ /(a+)+/)]\"}]}, \"response\": {}} | regular expression within a JSONPath",
        "{\"request\": {\"bodyPatterns\": [{\"matchesXPath\": \"//[\"}]}, \"response\": {}} | is no XPath",
        "{\"request\": {\"customMatcher\": {}}, \"response\": {}} | a member “customMatcher”",
        "{\"request\": {}, \"response\": {\"status\": 99}} | response.status is no whole number from 200 to 999",
        "{\"request\": {}, \"response\": {\"fault\": \"BOOM\"}} | response.fault is none of EMPTY_RESPONSE",
        "{\"request\": {}, \"response\": {\"transformers\": [\"mine\"]}} | names “mine”",
        "{\"request\": {}, \"response\": {\"body\": \"{{#if}\", \"transformers\": [\"response-template\"]}} | response.body is no template",
        "{\"request\": {}, \"response\": {\"bodyFileName\": \"../secret.txt\"}} | response.bodyFileName is “../secret.txt”, which leads out",
        "{\"request\": {}, \"response\": {\"bodyFileName\": \"/etc/passwd\"}} | leads out of __files",
        "{\"request\": {}, \"response\": {\"bodyFileName\": \"link.txt\"}} | leads out of __files",
        "{\"request\": {}, \"response\": {\"bodyFileName\": \"none.txt\"}} | no file of __files",
        "{\"request\": {}, \"response\": {\"fixedDelayMilliseconds\": -1}} | fixedDelayMilliseconds is no whole number",
        "{\"request\": {}, \"response\": {\"proxyBaseUrl\": \"file:///etc\"}} | no http address",
        "{\"request\": {}, \"response\": {}, \"newScenarioState\": \"x\"} | a state and no scenarioName",
      })
  void saysWhatIsNotUnderstoodAndWhere(String json, String reason) throws Exception {
    Path secret = Files.writeString(root.resolve("secret.txt"), "secret");
    mappings.with("a.json", json).body("hello.txt", "hello");
    Files.createSymbolicLink(root.resolve("shop/__files/link.txt"), secret);
    assertThatThrownBy(mappings::read)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().reason()).contains("a.json").contains(reason);
              assertThat(e.problem().remedies()).isNotEmpty();
            });
  }

  @Test
  void refusesFilesThatAreTooLargeAndFoldersWithout() throws Exception {
    mappings.with("large.json", " ".repeat((16 << 20) + 1));
    assertThatThrownBy(mappings::read)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().reason()).contains("large.json", "MB"));
    assertThatThrownBy(() -> StubFake.read(root.resolve("none").toString(), Set.of()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().reason()).contains("no such file"));
    Files.createDirectories(root.resolve("empty"));
    assertThatThrownBy(() -> StubFake.read(root.resolve("empty").toString(), Set.of()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().reason()).contains("has no .json file"));
  }

  @Test
  void endsRegularExpressionsThatWouldNotEnd() throws Exception {
    mappings.with(
        "bomb.json",
        """
        {"mappings": [
          {"request": {"bodyPatterns": [{"matches": "(a+)+b"}]}, "response": {"body": "bomb"}},
          {"request": {"bodyPatterns": [{"matches": "(.|a)*c"}]}, "response": {"body": "deep"}},
          {"request": {"urlPath": "/huge"}, "response": {"transformers": ["response-template"],
            "body": "{{#each (range 1 1000000)}}{{randomValue length=100000}}{{/each}}"}}
        ]}
        """);
    String url = fakes.add(mappings.read());
    assertThat(fakes.send("POST", url + "/x", "a".repeat(50_000)).statusCode()).isEqualTo(404);
    assertThat(fakes.send("GET", url + "/huge", "").body()).contains("its template fails");
    assertThat(fakes.send("POST", url + "/x", "aab").body()).isEqualTo("bomb");
  }

  @Test
  void namesWhatItLeavesOutAmongItsGaps() throws Exception {
    mappings.with(
        "hook.json",
        """
        {"request": {"url": "/"}, "response": {"headers": {"Content-Length": "5"}, "body": "hi"},
         "serveEventListeners": [{"name": "webhook", "parameters": {}}]}
        """);
    String url = fakes.add(mappings.read());
    assertThat(get(url + "/")).isEqualTo("hi");
    assertThat(fakes.control("GET", "/packs/shop", "").path("gaps").toString())
        .contains("hook.json: serveEventListeners are not run")
        .contains("response.headers.Content-Length is left to the server");
  }

  @Test
  void keepsTemplatesOfFileNamesWithinTheirFolder() throws Exception {
    mappings.body("a.txt", "fine");
    mappings.with(
        "file.json",
        """
        {"request": {"urlPath": "/file"}, "response": {"transformers": ["response-template"],
          "bodyFileName": "{{request.query.name}}", "headers": {"X-Name": "{{request.query.name}}"}}}
        """);
    Files.writeString(root.resolve("shop/secret.txt"), "secret");
    String url = fakes.add(mappings.read());
    assertThat(get(url + "/file?name=a.txt")).isEqualTo("fine");
    assertThat(get(url + "/file?name=../secret.txt"))
        .contains("leads out")
        .doesNotContain("secret\n");
    assertThat(
            fakes.send("GET", url + "/file?name=a.txt%0d%0aX-Injected:%20yes", "").headers().map())
        .doesNotContainKey("x-injected");
  }
}
