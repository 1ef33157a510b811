package dev.dragoncode.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.fakes.openapi.OpenApiFake;
import dev.dragoncode.fakes.pack.Pack;
import dev.dragoncode.fakes.packs.Packs;
import dev.dragoncode.fakes.server.FakeServer;
import dev.dragoncode.fakes.stubs.StubFake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server with packs on free ports, and the API that steers it. Where the system property {@code
 * dragoncode.fakes.control} has the address of a server's steering port, such as one in a
 * container, {@link #serving} takes that one, as new.
 */
public final class Fakes implements AutoCloseable {

  /** The system property with the address of a steering port elsewhere. */
  public static final String ELSEWHERE = "dragoncode.fakes.control";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<FakeServer> server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String control;

  private Fakes(FakeServer server) {
    this.server = Optional.of(server);
    this.control = "http://127.0.0.1:" + server.steer(0);
  }

  private Fakes(String control) {
    this.server = Optional.empty();
    this.control = control;
  }

  /** Serves packs that come with the workbench. */
  public static Fakes serving(String... ids) {
    String elsewhere = System.getProperty(ELSEWHERE);
    if (elsewhere != null) {
      Fakes fakes = new Fakes(elsewhere);
      fakes.renew(ids);
      return fakes;
    }
    Fakes fakes = empty();
    for (String id : ids) {
      fakes.add(Packs.get(id));
    }
    return fakes;
  }

  private void renew(String... ids) {
    steer("POST", "/clock/reset", "");
    for (String id : ids) {
      steer("POST", "/reset", "{\"pack\": \"%s\"}".formatted(id));
      steer("DELETE", "/packs/%s/faults".formatted(id), "");
      steer("PUT", "/packs/%s/limits".formatted(id), "{\"on\": false}");
    }
    steer("DELETE", "/requests", "");
  }

  /** Serves nothing yet. */
  public static Fakes empty() {
    return in(Optional.empty());
  }

  private static Fakes in(Optional<Path> data) {
    FakeServer server = new FakeServer("127.0.0.1", data, Optional.empty());
    new AddedDocuments(server, data).takeUp();
    return new Fakes(server);
  }

  /** Serves nothing yet, and keeps its state in a folder. */
  public static Fakes keeping(Path data) {
    return in(Optional.of(data));
  }

  /** Serves one more pack, and says where. */
  public String add(Pack pack) {
    return server().add(pack, 0, Optional.empty()).url();
  }

  /** Serves an OpenAPI document, and says where. */
  public String add(OpenApiFake fake) {
    return server().add(fake.pack(), fake.code(), 0, Optional.empty()).url();
  }

  /** Serves mappings, and says where. */
  public String add(StubFake fake) {
    return server().add(fake.pack(), fake.code(), 0, Optional.empty()).url();
  }

  /** The server of this process. */
  public FakeServer server() {
    return server.orElseThrow();
  }

  /** Where a pack answers. */
  public String url(String pack) {
    return server.isPresent()
        ? server.get().pack(pack).orElseThrow().url()
        : steer("GET", "/packs/" + pack, "").path("url").asText();
  }

  /** Where the server is steered. */
  public String controlUrl() {
    return control;
  }

  /** The fakes' time. */
  public Instant now() {
    return Instant.parse(steer("GET", "/clock", "").path("now").asText());
  }

  public void stopClock() {
    steer("POST", "/clock/stop", "");
  }

  /** Sets the clock; nothing that is due on the way is done. */
  public void moveClockTo(Instant time) {
    steer("POST", "/clock/set", "{\"time\": \"%s\"}".formatted(time));
  }

  /** Moves the clock on, does what is due on the way, and waits for events that are sent. */
  public void pass(long seconds) {
    steer("POST", "/clock/advance", "{\"seconds\": %d}".formatted(seconds));
  }

  /** How often each event was sent that a pack has told of. */
  public List<Integer> attempts(String pack) {
    List<Integer> attempts = new ArrayList<>();
    for (JsonNode delivery : steer("GET", "/webhooks", "").path("deliveries")) {
      if (delivery.path("pack").asText().equals(pack)) {
        attempts.add(delivery.path("attempts").size());
      }
    }
    return attempts;
  }

  private JsonNode steer(String method, String path, String body) {
    try {
      return control(method, path, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
    server.ifPresent(FakeServer::close);
  }
}
