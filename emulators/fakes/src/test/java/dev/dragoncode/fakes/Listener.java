package dev.dragoncode.fakes;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An application that listens to a vendor's events, and answers as the test wants it to. */
public final class Listener implements AutoCloseable {

  private final HttpServer server;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private volatile int status = 200;

  /** A message that came. */
  public record Message(String path, Map<String, String> headers, String body) {
    public String header(String name) {
      return Optional.ofNullable(headers.get(name)).orElse("");
    }
  }

  public Listener() throws IOException {
    // what listens on loopback alone is out of a container's sight on Linux
    InetAddress address =
        System.getProperty(Fakes.ELSEWHERE) == null
            ? InetAddress.getLoopbackAddress()
            : InetAddress.getByName("0.0.0.0");
    server = HttpServer.create(new InetSocketAddress(address, 0), 50);
    server.createContext(
        "/",
        exchange -> {
          Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
          exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          messages.add(new Message(exchange.getRequestURI().toString(), headers, body));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** From now on it answers with this status. */
  public void answer(int other) {
    status = other;
  }

  /** The next message, waited for. */
  public Message next() throws InterruptedException {
    Message message = messages.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("No message came");
    }
    return message;
  }

  /** Whether nothing more has come. */
  public boolean quiet() {
    return messages.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
