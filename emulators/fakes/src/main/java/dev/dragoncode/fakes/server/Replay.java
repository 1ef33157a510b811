package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.FakeRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends a kept request once more. */
final class Replay {

  /** What the client writes itself. */
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private Replay() {}

  /** What was answered. */
  record Result(int status) {}

  static Result of(URI base, FakeRequest request) throws IOException, InterruptedException {
    HttpRequest.Builder again =
        HttpRequest.newBuilder(URI.create(base + encodedPath(request.path()) + query(request)))
            .timeout(Duration.ofSeconds(30))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request
        .headers()
        .forEach((name, value) -> {
          if (!OWN.contains(name)) {
            again.header(name, value);
          }
        });
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return new Result(
          client.send(again.build(), HttpResponse.BodyHandlers.discarding()).statusCode());
    }
  }

  static String encodedPath(String path) {
    StringBuilder encoded = new StringBuilder();
    for (String segment : Router.segments(path)) {
      encoded
          .append('/')
          .append(URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return encoded.isEmpty() ? "/" : encoded.toString();
  }

  static String query(FakeRequest request) {
    StringBuilder query = new StringBuilder();
    for (Map.Entry<String, List<String>> entry : request.query().entrySet()) {
      for (String value : entry.getValue()) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
      }
    }
    return query.toString();
  }
}
