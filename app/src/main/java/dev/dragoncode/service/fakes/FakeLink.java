package dev.dragoncode.service.fakes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The way to a server of fake APIs. Every call may wait for an answer and throws a Problem. */
public final class FakeLink {

  /** Moving the clock by a year does a year's work. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI control;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public FakeLink(URI control) {
    this.control = control;
  }

  /** Where they are steered. */
  public URI control() {
    return control;
  }

  /** An empty document to fill. */
  public static ObjectNode document() {
    return JSON.createObjectNode();
  }

  public JsonNode get(String path) throws InterruptedException {
    return send("GET", path, document());
  }

  public JsonNode post(String path, JsonNode body) throws InterruptedException {
    return send("POST", path, body);
  }

  public JsonNode put(String path, JsonNode body) throws InterruptedException {
    return send("PUT", path, body);
  }

  public JsonNode delete(String path) throws InterruptedException {
    return send("DELETE", path, document());
  }

  private JsonNode send(String method, String path, JsonNode body) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(control + path))
              .timeout(LIMIT)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode document = JSON.readTree(answer.body());
      if (answer.statusCode() >= 400) {
        throw refused(document);
      }
      return document;
    } catch (IOException e) {
      throw Problem.of(
              "The fake APIs do not answer",
              "%s: %s".formatted(control, e.getMessage()),
              Remedy.of("Look at their log, or start them again."))
          .causedBy(e)
          .asException();
    }
  }

  private static RuntimeException refused(JsonNode answer) {
    List<Remedy> remedies = new ArrayList<>();
    answer.path("remedies").forEach(text -> remedies.add(Remedy.of(text.asText())));
    return Problem.of(
            answer.path("title").asText("The fake APIs cannot do that"),
            answer.path("reason").asText(),
            remedies.toArray(Remedy[]::new))
        .asException();
  }
}
