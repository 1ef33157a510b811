package dev.dragoncode.emulators.browse.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.emulators.browse.Bounds;
import dev.dragoncode.emulators.browse.BrowseTarget;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Signed requests to one AWS service of an emulator. */
final class AwsCalls {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the JDK's client writes itself. */
  private static final Set<String> ITS_OWN = Set.of("host", "content-length");

  private final BrowseTarget target;
  private final URI endpoint;
  private final RequestSigner signer;

  AwsCalls(BrowseTarget target, int port, RequestSigner signer) {
    this.target = target;
    this.endpoint = URI.create("http://" + target.host() + ":" + port);
    this.signer = signer;
  }

  /** A service says no. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    RefusedException(int status, String message) {
      super(message);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** The answer to a request, whatever its status. */
  HttpResponse<byte[]> send(
      String method, String path, Map<String, String> headers, byte[] body, long bytes)
      throws IOException, InterruptedException {
    BodyHandler<byte[]> handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytes);
    return send(method, path, headers, body, handler, Bounds.TIMEOUT);
  }

  <T> HttpResponse<T> send(
      String method,
      String path,
      Map<String, String> headers,
      byte[] body,
      BodyHandler<T> handler,
      Duration timeout)
      throws IOException, InterruptedException {
    URI address = URI.create(endpoint + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).method(method, BodyPublishers.ofByteArray(body));
    Map<String, List<String>> signed = signer.sign(signerOf(), method, address, headers, body);
    signed.forEach((name, values) -> {
      if (!ITS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
        values.forEach(value -> request.header(name, value));
      }
    });
    return Http.send(request.build(), handler, timeout);
  }

  private RequestSigner.Signer signerOf() {
    return new RequestSigner.Signer(
        or(target.parameter("accessKey"), "dragoncode"),
        or(target.parameter("secretKey"), "dragoncode"),
        or(target.parameter("region"), "us-east-1"));
  }

  private static String or(String value, String other) {
    return value.isEmpty() ? other : value;
  }

  /**
   * An operation of a service that speaks JSON.
   *
   * @param operation such as {@code DynamoDB_20120810.ListTables}
   */
  JsonNode json(String operation, String version, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    Map<String, String> headers =
        Map.of("Content-Type", "application/x-amz-json-" + version, "X-Amz-Target", operation);
    HttpResponse<byte[]> answer =
        send("POST", "/", headers, JSON.writeValueAsBytes(arguments), Bounds.BYTES);
    if (answer.statusCode() != 200) {
      throw new RefusedException(answer.statusCode(), refusal(answer));
    }
    return JSON.readTree(answer.body());
  }

  private static String refusal(HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    try {
      JsonNode said = JSON.readTree(text);
      String message = said.path("message").asText(said.path("Message").asText());
      String type = said.path("__type").asText();
      String kind = type.substring(type.indexOf('#') + 1);
      return message.isEmpty() ? kind : message;
    } catch (IOException e) {
      return answer.statusCode() + " " + text.strip();
    }
  }
}
