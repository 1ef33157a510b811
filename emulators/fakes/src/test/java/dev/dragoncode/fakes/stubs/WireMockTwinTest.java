package dev.dragoncode.fakes.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.dragoncode.fakes.Fakes;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same mappings on the real WireMock and here: each request has the same answer from both. */
class WireMockTwinTest {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static WireMockServer wiremock;
  private static Fakes fakes;
  private static String ours;

  @BeforeAll
  static void serve() throws Exception {
    Path shop = Path.of("src/test/resources/dev/dragoncode/fakes/stubs/shop").toAbsolutePath();
    wiremock =
        new WireMockServer(
            WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .usingFilesUnderDirectory(shop.toString()));
    wiremock.start();
    fakes = Fakes.empty();
    ours = fakes.add(StubFake.read(shop.toString(), Set.of()));
  }

  @AfterAll
  static void stop() {
    fakes.close();
    wiremock.stop();
    CLIENT.close();
  }

  private static List<String> told(String base, String line) throws Exception {
    List<String> said = List.of(line.split(" *\\| *", 3));
    String body = said.size() < 3 ? "" : said.get(2).translateEscapes();
    String method = said.getFirst().replaceFirst(" .*", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + said.getFirst().replaceFirst(".* ", "")))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
    if (said.size() > 1 && !said.get(1).isEmpty()) {
      for (String header : said.get(1).split("~")) {
        int colon = header.indexOf(':');
        request.header(header.substring(0, colon), header.substring(colon + 1));
      }
    }
    HttpResponse<String> answer =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    List<String> told = new ArrayList<>();
    told.add(String.valueOf(answer.statusCode()));
    if (answer.statusCode() != 404) {
      told.add(answer.body());
      for (String name : List.of("content-type", "set-cookie", "x-told", "x-echo")) {
        told.add(name + answer.headers().allValues(name));
      }
    }
    return told;
  }

  static List<String> requests() throws Exception {
    try (InputStream in = WireMockTwinTest.class.getResourceAsStream("requests.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Each line has method and address, then header lines, then a body, between bars. */
  @ParameterizedTest
  @MethodSource("requests")
  void answersAsWireMockDoes(String line) throws Exception {
    assertThat(told(ours, line)).isEqualTo(told(wiremock.baseUrl(), line));
  }

  @Test
  void tellsAStoryAsWireMockDoes() throws Exception {
    for (String asked :
        List.of("GET /order", "POST /pay", "POST /pay", "GET /order", "GET /order", "GET /order")) {
      assertThat(told(ours, asked)).isEqualTo(told(wiremock.baseUrl(), asked));
    }
  }
}
