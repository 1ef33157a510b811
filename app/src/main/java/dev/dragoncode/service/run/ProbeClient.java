package dev.dragoncode.service.run;

import dev.dragoncode.run.probe.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks a service on this machine, follows no redirect, and keeps the beginning of each answer. */
final class ProbeClient {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_BODY = 256 * 1024;

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ProbeClient(URI base) {
    this.base = base;
  }

  URI base() {
    return base;
  }

  Exchange get(String path) throws InterruptedException {
    return ask("GET", path, "", "application/json");
  }

  Exchange send(String method, String path, String body) throws InterruptedException {
    return ask(method, path, body, "application/json");
  }

  private Exchange ask(String method, String path, String body, String type)
      throws InterruptedException {
    long began = System.nanoTime();
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Accept", "*/*");
      request =
          method.equals("GET")
              ? request.GET()
              : request.header("Content-Type", type).method(method, BodyPublishers.ofString(body));
      HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream content = answer.body()) {
        String text = new String(content.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
        return new Exchange(method, path, answer.statusCode(), headers(answer), text, since(began));
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Exchange(method, path, 0, Map.of(), String.valueOf(e.getMessage()), since(began));
    }
  }

  private static Map<String, List<String>> headers(HttpResponse<?> answer) {
    Map<String, List<String>> headers = new HashMap<>();
    answer
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return headers;
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
