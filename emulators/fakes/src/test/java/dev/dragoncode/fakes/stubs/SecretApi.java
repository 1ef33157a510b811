package dev.dragoncode.fakes.stubs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** An API that is full of secrets, and packs its answers. */
final class SecretApi {

  private SecretApi() {}

  static HttpServer serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    AtomicInteger polls = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          exchange.getResponseHeaders().add("Date", "today");
          exchange.getResponseHeaders().add("X-Request-Id", "r" + System.nanoTime());
          String base = "http://127.0.0.1:" + server.getAddress().getPort();
          switch (path) {
            case "/token" -> {
              exchange
                  .getResponseHeaders()
                  .add("Set-Cookie", "session=cookie-value-9876; Path=/; HttpOnly");
              exchange.getResponseHeaders().add("Set-Cookie", "second=other-cookie-1234; Path=/");
              answer(
                  exchange,
                  200,
                  "{\"access_token\": \"opaque-Access-Token-55\", \"token_type\": \"Bearer\","
                      + " \"id_token\": \"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl\", \"scope\": \"all\"}");
            }
            case "/me" ->
                answer(
                    exchange,
                    200,
                    "{\"name\": \"Ann\", \"note\": \"use opaque-Access-Token-55 or ghp_abcdefghijklmnopqrst0123\","
                        + " \"next\": \""
                        + base
                        + "/me?page=2\", \"next_page_token\": \"page-two-of-it\"}");
            case "/poll" -> answer(exchange, 200, polls.incrementAndGet() < 3 ? "wait" : "done");
            case "/moved" -> {
              exchange.getResponseHeaders().add("Location", base + "/me");
              answer(exchange, 302, "");
            }
            case "/large" -> answer(exchange, 200, "x".repeat(20_000));
            case "/bytes" -> {
              exchange.sendResponseHeaders(200, 3);
              exchange.getResponseBody().write(new byte[] {0, (byte) 0xff, 3});
              exchange.close();
            }
            default -> answer(exchange, 404, "no " + path);
          }
        });
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    if (!text.isEmpty()) {
      exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(status, text.isEmpty() ? -1 : packed.size());
    if (!text.isEmpty()) {
      exchange.getResponseBody().write(packed.toByteArray());
    }
    exchange.close();
  }
}
