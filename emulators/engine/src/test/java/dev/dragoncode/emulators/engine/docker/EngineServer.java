package dev.dragoncode.emulators.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as a container engine of any version would to the first questions, over TCP. */
final class EngineServer implements AutoCloseable {

  private final HttpServer http;
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final String version;

  private EngineServer(String version, int port) throws IOException {
    this.version = version;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  /** An engine that speaks these versions of the API. */
  static EngineServer speaking(String oldest, String newest) throws IOException {
    return at(0, oldest, newest);
  }

  static EngineServer at(int port, String oldest, String newest) throws IOException {
    return new EngineServer(
        """
        {"Version": "99.1", "ApiVersion": "%s", "MinAPIVersion": "%s",
         "Components": [{"Name": "Podman Engine", "Version": "99.1"}]}
        """
            .formatted(newest, oldest),
        port);
  }

  int port() {
    return http.getAddress().getPort();
  }

  String address() {
    return "tcp://127.0.0.1:" + port();
  }

  /** What was asked for, oldest first. */
  List<String> paths() {
    return paths;
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      paths.add(path);
      String body = path.endsWith("/version") ? version : path.endsWith("/_ping") ? "OK" : "[]";
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
