package dev.dragoncode.emulators.browse.product;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.browse.BrowseTarget;
import dev.dragoncode.emulators.browse.product.SeedDocument.Item;
import dev.dragoncode.emulators.model.EmulatorSpec.PortSpec;
import dev.dragoncode.emulators.model.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the HTTP calls of a file, in their order, or hands a file of stubs to WireMock. */
final class HttpSeed {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** What a person reads of an answer. */
  private static final int SHOWN = 500;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final BrowseTarget target;

  HttpSeed(BrowseTarget target) {
    this.target = target;
  }

  String apply(SeedDocument document) throws InterruptedException {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST)
            .build()) {
      if (document.isStub()) {
        String path = document.has("mappings") ? "/__admin/mappings/import" : "/__admin/mappings";
        call(http, document, new Item(1, stub(path, document.whole())));
        return document.has("mappings") ? "its stubs" : "1 stub";
      }
      List<Item> calls = document.items("calls");
      for (Item call : calls) {
        call(http, document, call);
      }
      return calls.size() == 1 ? "1 call" : calls.size() + " calls";
    }
  }

  private static Map<String, Object> stub(String path, Item stub) {
    return Map.of("method", "POST", "path", path, "body", stub.fields());
  }

  private void call(HttpClient http, SeedDocument document, Item call) throws InterruptedException {
    String path = document.required(call, "path");
    if (!path.startsWith("/")) {
      throw document.failure(
          call.line(), "“path” begins with a slash; it is on the emulator alone");
    }
    Object body = call.fields().get("body");
    String text = body == null ? "" : body instanceof String plain ? plain : json(body);
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create("http://" + target.host() + ":" + port(document, call) + path))
              .timeout(LONGEST)
              .method(
                  call.text("method").orElse(body == null ? "GET" : "POST"),
                  text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
      Map<String, String> headers = call.texts("headers");
      headers.forEach(request::header);
      if (!text.isEmpty()
          && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
        request.header("Content-Type", body instanceof String ? "text/plain" : "application/json");
      }
      require(document, call, http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException | IllegalArgumentException e) {
      throw document.failure(call.line(), String.valueOf(e.getMessage()));
    }
  }

  private static void require(SeedDocument document, Item call, HttpResponse<String> answer) {
    int status = answer.statusCode();
    boolean expected =
        call.text("status")
            .map(word -> word.equals(String.valueOf(status)))
            .orElse(status / 100 == 2);
    if (!expected) {
      String said = answer.body().strip();
      throw document.failure(
          call.line(),
          "It answered %d: %s"
              .formatted(status, said.length() > SHOWN ? said.substring(0, SHOWN) + "…" : said));
    }
  }

  private int port(SeedDocument document, Item call) {
    String name =
        call.text("port")
            .or(() ->
                target.spec().readiness().stream()
                    .filter(Probe.Http.class::isInstance)
                    .map(probe -> ((Probe.Http) probe).port())
                    .findFirst())
            .orElseGet(() -> target.spec().ports().getFirst().name());
    if (!target.ports().containsKey(name)) {
      throw document.failure(
          call.line(),
          "There is no port “%s”, only %s"
              .formatted(
                  name,
                  String.join(", ", target.spec().ports().stream().map(PortSpec::name).toList())));
    }
    return target.port(name);
  }

  /** A value as JSON. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The text of a message or a body: as it stands, or as JSON where it has parts. */
  static String text(Object value) {
    return value instanceof String plain ? plain : json(value);
  }
}
