package dev.dragoncode.fakes.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.dragoncode.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of documents, good ones and others. */
class DocumentsTest {

  private static final String GOOD =
      "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"My Things\"},"
          + " \"paths\": {\"/things\": {\"get\": {\"responses\": {}}}}}";

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "shop.yaml, shop",
    "api.shop.example.json, api-shop-example",
    "openapi.json, my-things",
    "Swagger.YML, my-things"
  })
  void isCalledByItsFileOrItsTitle(String name, String id) throws Exception {
    assertThat(OpenApiFake.read(file(name, GOOD)).pack().id()).isEqualTo(id);
    assertThat(OpenApiFake.read("mine=" + folder.resolve(name)).pack().id()).isEqualTo("mine");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"openapi\": \"3.0.0\",\\n \"paths\": {,}} | line 2, column 12 | no valid JSON",
        "openapi: 3.1.0\\npaths:\\n  - [a\\nx: | line 4 | no valid YAML",
        "swagger: '2.0'\\npaths: {} | line 1 | version 2.0; version 3 is served here",
        "openapi: 4.0.0\\npaths: {} | line 1 | version 3 is served here",
        "name: something\\nversion: 1 | line 1 | does not say its version of OpenAPI",
        "[1, 2] | line 1 | no object of names and values",
        "openapi: 3.1.0\\ninfo: {} | line 1 | no paths",
        "openapi: 3.1.0\\npaths: [1] | line 2 | “paths” is no object",
        "openapi: 3.0.0\\npaths: {/a: {get: {x: {$ref: '#/components/schemas/No'}}}}"
            + " | #/components/schemas/No (line 2) | refers to what it does not contain",
        "openapi: 3.0.0\\npaths: {/a: {get: {x: {$ref: './more.yaml#/A'}}}}"
            + " | ./more.yaml#/A (line 2) | refers to what it does not contain",
        "openapi: 3.0.0\\npaths: {/a: {}}\\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}"
            + " | line 3 | leads only back to itself"
      })
  void saysWhatIsWrongAndWhere(String text, String place, String reason) throws Exception {
    String path = file("bad.yaml", text.replace("\\n", "\n"));
    assertThatThrownBy(() -> OpenApiFake.read(path))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().reason()).contains(path, place, reason);
              assertThat(e.problem().remedies()).isNotEmpty();
            });
  }

  @Test
  void endsAliasesThatMultiply() throws Exception {
    StringBuilder text = new StringBuilder("openapi: 3.1.0\na0: &a0 [lol, lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    String path = file("laughs.yaml", text.toString());
    assertThatThrownBy(() -> OpenApiFake.read(path))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().reason()).contains("aliases multiply"));
  }

  @Test
  void comesFromAnAddress() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          boolean there = exchange.getRequestURI().getPath().equals("/v1/things.json");
          byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(there ? 200 : 403, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String base = "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    try {
      assertThat(OpenApiFake.read(base + "/v1/things.json?a=b").pack().id()).isEqualTo("things");
      assertThatThrownBy(() -> OpenApiFake.read(base + "/secret.json"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().reason()).contains("/secret.json", "status 403"));
    } finally {
      server.stop(0);
    }
    assertThatThrownBy(() -> OpenApiFake.read(base + "/v1/things.json"))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> OpenApiFake.read(folder.resolve("none.yaml").toString()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().reason()).contains("no such file"));
  }
}
