package dev.dragoncode.emulators.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Calls a stub of the project. */
final class WiremockClient implements RealClient {

  private static final String STUB =
      """
      {
        "request": {"method": "GET", "urlPath": "/hello"},
        "response": {"status": 200, "body": "from the project's own stub"}
      }
      """;

  @Override
  public String emulator() {
    return "wiremock";
  }

  @Override
  public void fill(Path project) throws IOException {
    Path mappings = Files.createDirectories(project.resolve("wiremock/mappings"));
    Files.writeString(mappings.resolve("hello.json"), STUB);
  }

  @Override
  public void drive(Connection connection) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(connection.node("WIREMOCK_URL") + "/hello"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("from the project's own stub");
    }
  }
}
