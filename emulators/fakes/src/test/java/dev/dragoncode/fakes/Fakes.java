package dev.dragoncode.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.fakes.openapi.OpenApiFake;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.fakes.server.FakeServer;
import dev.dragoncode.fakes.stubs.StubFake;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;

/** A server with packs on free ports, and the API that steers it. */
public final class Fakes implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final int control;

  private Fakes(Optional<Path> data) {
    server = new FakeServer("127.0.0.1", data, Optional.empty());
    new AddedDocuments(server, data).takeUp();
    control = server.steer(0);
  }

  /** Serves packs that come with the workbench. */
  public static Fakes serving(String... ids) {
    Fakes fakes = new Fakes(Optional.empty());
    for (String id : ids) {
      fakes.add(Packs.get(id));
    }
    return fakes;
  }

  /** Serves nothing yet. */
  public static Fakes empty() {
    return new Fakes(Optional.empty());
  }

  /** Serves nothing yet, and keeps its state in a folder. */
  public static Fakes keeping(Path data) {
    return new Fakes(Optional.of(data));
  }

  /** Serves one more pack, and says where. */
  public String add(Pack pack) {
    return server.add(pack, 0, Optional.empty()).url();
  }

  /** Serves an OpenAPI document, and says where. */
  public String add(OpenApiFake fake) {
    return server.add(fake.pack(), fake.code(), 0, Optional.empty()).url();
  }

  /** Serves mappings, and says where. */
  public String add(StubFake fake) {
    return server.add(fake.pack(), fake.code(), 0, Optional.empty()).url();
  }

  public FakeServer server() {
    return server;
  }

  /** Where a pack answers. */
  public String url(String pack) {
    return server.pack(pack).orElseThrow().url();
  }

  /** Where the server is steered. */
  public String controlUrl() {
    return "http://127.0.0.1:" + control;
  }

  /** Asks the steering API. */
  public JsonNode control(String method, String path, String body)
      throws IOException, InterruptedException {
    return JSON.readTree(send(method, controlUrl() + path, body).body());
  }

  /**
   * Sends a request.
   *
   * @param headers names and values in turn
   */
  public HttpResponse<String> send(String method, String url, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
