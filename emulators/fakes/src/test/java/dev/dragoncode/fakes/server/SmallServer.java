package dev.dragoncode.fakes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fake APIs in a JVM of their own with the heap of their catalog entry. */
final class SmallServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Process process;
  private final Path log;
  private final int stripe;
  private final int control;
  private final HttpClient client = HttpClient.newHttpClient();

  SmallServer(Path folder) throws IOException, InterruptedException {
    stripe = freePort();
    control = freePort();
    log = folder.resolve("server.log");
    process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx96m",
                "-Xmn24m",
                "-XX:+UseParallelGC",
                "-XX:ParallelGCThreads=2",
                "-XX:-UseGCOverheadLimit",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxDirectMemorySize=16m",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.dragoncode.fakes.FakesMain",
                "--control",
                String.valueOf(control),
                "stripe=" + stripe)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long until = System.nanoTime() + LIMIT.toNanos();
    while (!log().contains("All fake APIs answer")) {
      if (System.nanoTime() > until || process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("The server does not start: " + log());
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  boolean alive() {
    return process.isAlive();
  }

  /** What it holds resident, in MB; 0 where the system does not tell. */
  long residentMegabytes() throws IOException {
    Path status = Path.of("/proc/%d/status".formatted(process.pid()));
    if (!Files.isReadable(status)) {
      return 0;
    }
    Matcher resident = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(status));
    return resident.find() ? Long.parseLong(resident.group(1)) / 1_024 : 0;
  }

  /** Asks the fake Stripe; a body is a form unless it begins as JSON. */
  HttpResponse<String> ask(String method, String path, String body)
      throws IOException, InterruptedException {
    boolean json = body.startsWith("{") || body.startsWith("[");
    return ask(
        method,
        path,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body),
        json ? "application/json" : "application/x-www-form-urlencoded");
  }

  HttpResponse<String> ask(
      String method, String path, HttpRequest.BodyPublisher body, String contentType)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(stripe, path)))
            .timeout(LIMIT)
            .header("Authorization", "Bearer sk_test_1")
            .header("Content-Type", contentType)
            .method(method, body)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonNode control(String path) throws IOException, InterruptedException {
    return JSON.readTree(
        client
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(control, path)))
                    .timeout(LIMIT)
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  void reset() throws IOException, InterruptedException {
    HttpResponse<Void> _ =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/reset".formatted(control)))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.discarding());
  }

  /** A connection that has sent these bytes and waits. */
  Socket connection(String sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), stripe);
    socket.setSoTimeout((int) LIMIT.toMillis());
    OutputStream out = socket.getOutputStream();
    out.write(sent.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return socket;
  }

  /** The first line of what answers these bytes. */
  String line(String sent) throws IOException {
    try (Socket socket = connection(sent)) {
      InputStream in = socket.getInputStream();
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
        line.append((char) next);
      }
      return line.toString();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.destroy();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
