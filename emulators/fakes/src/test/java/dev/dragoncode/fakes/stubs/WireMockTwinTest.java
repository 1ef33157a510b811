package dev.dragoncode.fakes.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.dragoncode.fakes.Fakes;
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
import org.junit.jupiter.params.provider.CsvSource;

/** The same mappings on the real WireMock and here: each request has the same answer from both. */
class WireMockTwinTest {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static WireMockServer wiremock;
  private static Fakes fakes;
  private static String ours;

  @BeforeAll
  static void serve() throws Exception {
    Path shop = Path.of(WireMockTwinTest.class.getResource("shop/mappings").toURI()).getParent();
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

  private static List<String> told(String base, String method, String path, String body, String headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method,
                body == null || body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
    if (headers != null) {
      for (String header : headers.split("~")) {
        request.header(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 1));
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

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "GET | /exact?a=1&b=2",
      "GET | /exact?b=2&a=1",
      "POST | /exact?a=1&b=2",
      "GET | /path?whatever=1",
      "HEAD | /path",
      "GET | /path/",
      "DELETE | /things/12?x=y",
      "DELETE | /things/ab?x=y",
      "GET | /files/a/b.txt",
      "HEAD | /files/a.txt",
      "POST | /files/a.txt",
      "GET | /users/bob/orders/7?x=1",
      "GET | /users/42/orders/7",
      "GET | /users/bob/orders/7/8",
      "GET | /headers | | X-A:oNE~X-B:amidst~Accept:application/json",
      "GET | /headers | | X-A:two~X-B:amidst~Accept:application/json",
      "GET | /headers | | X-A:one~X-B:amidst~X-C:c~Accept:application/json",
      "GET | /headers | | X-A:one~X-B:amidst~Accept:text/html",
      "GET | /headers | | X-A:one~X-B:amidst",
      "GET | /headers | | X-A:zero~X-A:one~X-B:amidst~Accept:a",
      "GET | /query?q=a%20b&z=y",
      "GET | /query?q=a+b&n=1&z=y",
      "GET | /query?q=ab&n=2&z=y",
      "GET | /query?q=ab",
      "GET | /query?q=AB&z=y",
      "GET | /query?q=AB&q=ab&z=y",
      "GET | /several?id=1&id=12",
      "GET | /several?id=12&id=1",
      "GET | /several?id=1&id=12&id=3",
      "GET | /several?id=1",
      "GET | /some?id=3&id=1",
      "GET | /some?id=3",
      "GET | /cookie | | Cookie:session=abc; more=1",
      "GET | /cookie | | Cookie:session=abc; other=1",
      "GET | /cookie",
      "GET | /basic | | Authorization:Basic bWU6aXQncw==",
      "GET | /basic | | Authorization:Basic bWU6aXQncW==",
      "POST | /form | a=1+2&b%5Bc%5D=axb | Content-Type:application/x-www-form-urlencoded",
      "POST | /form | a=1+2&b%5Bc%5D=b | Content-Type:application/x-www-form-urlencoded",
      "POST | /text | hello",
      "POST | /text | hello!",
      "POST | /text",
      "POST | /not | a b",
      "POST | /not | a b bad",
      "POST | /not | a",
      "POST | /binary | `\u0001\u0002\u0003\u00ff`",
      "POST | /binary | abc",
      "POST | /json | {\"b\": [1,2,{\"c\":null}], \"a\": 1}",
      "POST | /json | {\"b\": [1,2,{\"c\":null}], \"a\": 1.0}",
      "POST | /json | {\"b\": [2,1,{\"c\":null}], \"a\": 1}",
      "POST | /json | {\"b\": [1,2,{}], \"a\": 1}",
      "POST | /json | {\"b\": [1,2,{\"c\":null}], \"a\": 1, \"d\": 2}",
      "POST | /json | {\"b\": [1",
      "POST | /json-order | {\"list\": [{\"x\": 2}, {\"x\": 1}]}",
      "POST | /json-order | {\"list\": [{\"x\": 2}, {\"x\": 2}]}",
      "POST | /json-order | {\"list\": [{\"x\": 2}, {\"x\": 1}, {\"x\": 1}]}",
      "POST | /json-extra | {\"list\": [1, 2, 3], \"o\": {\"a\": \"b\", \"c\": 1}, \"more\": true}",
      "POST | /json-extra | {\"list\": [0, 1, 2], \"o\": {\"a\": \"b\"}}",
      "POST | /json-extra | {\"list\": [2, 1], \"o\": {\"a\": \"b\"}}",
      "POST | /json-both | {\"list\": [2, 5, {\"x\": 1, \"y\": 2}], \"z\": 1}",
      "POST | /json-both | {\"list\": [2, 5]}",
      "POST | /json-any | {\"id\": \"whatever\", \"n\": [1]}",
      "POST | /json-any | {\"id\": 5, \"n\": 1}",
      "POST | /json-path | {\"items\": [{\"price\": 5}, {\"price\": 15}]}",
      "POST | /json-path | {\"items\": [{\"price\": 5}]}",
      "POST | /json-path | nothing",
      "POST | /json-path-value | {\"user\": {\"name\": \"Ann\"}, \"tags\": [\"blue\", \"red\"]}",
      "POST | /json-path-value | {\"user\": {\"name\": \"Ann\"}, \"tags\": [\"blue\"]}",
      "POST | /json-path-value | {\"user\": {\"name\": \"Ann\"}, \"tags\": [\"red\"], \"none\": 1}",
      "POST | /json-path-value | {\"user\": {\"name\": \"Bob\"}, \"tags\": [\"red\"]}",
      "POST | /json-path-json | {\"list\": [1, 2]}",
      "POST | /json-path-json | {\"list\": [1, 2, 3]}",
      "POST | /schema | {\"a\": 1}",
      "POST | /schema | {\"a\": \"x\"}",
      "POST | /schema | {}",
      "POST | /xml | <a> <c></c> <b x=\"1\">one</b> </a>",
      "POST | /xml | <a><b x='2'>one</b><c/></a>",
      "POST | /xml | <a><b x='1'>two</b><c/></a>",
      "POST | /xml | <a><b x='1'>one</b><c/><d/></a>",
      "POST | /xml | <a>",
      "POST | /xpath | <l><item id='7'/></l>",
      "POST | /xpath | <l><item id='8'/></l>",
      "POST | /xpath-value | <l xmlns:q='urn:s'><q:name>Leo</q:name></l>",
      "POST | /xpath-value | <l xmlns:q='urn:t'><q:name>Leo</q:name></l>",
      "GET | /time?at=2025-12-31T23:59:59Z&since=2099-01-01T00:00:00Z",
      "GET | /time?at=2026-12-31T23:59:59Z&since=2099-01-01T00:00:00Z",
      "GET | /time?at=2025-12-31T23:59:59Z&since=2020-01-01T00:00:00Z",
      "POST | /parts | `--q\r\nContent-Disposition: form-data; name=\"info\"\r\nContent-Type: application/json\r\n\r\n{\"a\": 1}\r\n--q--\r\n` | Content-Type:multipart/form-data; boundary=q",
      "POST | /parts | `--q\r\nContent-Disposition: form-data; name=\"info\"\r\nContent-Type: application/json\r\n\r\n{\"a\": 2}\r\n--q--\r\n` | Content-Type:multipart/form-data; boundary=q",
      "GET | /prio/abc",
      "GET | /prio/xyz",
      "GET | /last",
      "GET | /file",
      "GET | /nowhere",
      "POST | /t/request?a=1&a=2 | some <body> | X-In:it came~Cookie:c=crumb",
      "GET | /t/names/an%20na/b",
      "POST | /t/json | {\"a\": {\"b\": \"found\"}, \"list\": [1, 2, 3]}",
      "POST | /t/xml | <a><b>text</b></a>",
      "GET | /t/text?x=1",
      "GET | /t/text",
      "GET | /t/escape?x=%3Ca%3E%26%22",
      "GET | /t/time",
      "POST | /t/form | name=Ann+B&city=K%C3%B6ln | Content-Type:application/x-www-form-urlencoded",
      "POST | /t/parsed | {\"x\": 7}",
      "GET | /t/file?name=Bob",
      "GET | /t/plain",
      "GET | /t/json-body?who=me"
    })
  void answersAsWireMockDoes(String method, String path, String body, String headers)
      throws Exception {
    assertThat(told(ours, method, path, body, headers))
        .isEqualTo(told(wiremock.baseUrl(), method, path, body, headers));
  }

  @Test
  void tellsAStoryAsWireMockDoes() throws Exception {
    for (String asked : List.of("GET /order", "POST /pay", "POST /pay", "GET /order", "GET /order", "GET /order")) {
      String method = asked.substring(0, asked.indexOf(' '));
      String path = asked.substring(asked.indexOf(' ') + 1);
      assertThat(told(ours, method, path, "", null))
          .isEqualTo(told(wiremock.baseUrl(), method, path, "", null));
    }
  }
}
