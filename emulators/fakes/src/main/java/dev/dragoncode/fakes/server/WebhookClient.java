package dev.dragoncode.fakes.server;

import dev.dragoncode.fakes.pack.Outgoing;
import dev.dragoncode.fakes.server.WebhookBench.Attempt;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends one message once. Only this machine's own addresses are called. */
final class WebhookClient implements AutoCloseable {

  private static final int MOST_ANSWER = 2_000;

  private final Optional<String> hostOfLoopback;
  private volatile @Nullable HttpClient client;

  /**
   * A client.
   *
   * @param hostOfLoopback what stands for this machine's loopback addresses, as seen from a
   *     container
   */
  WebhookClient(Optional<String> hostOfLoopback) {
    this.hostOfLoopback = hostOfLoopback;
  }

  Attempt attempt(PackRuntime pack, WebhookBench.Delivery delivery, Instant now, boolean forged) {
    Outgoing message = delivery.message();
    List<Attempt> before = delivery.attempts();
    Map<String, String> headers = new LinkedHashMap<>(message.headers());
    if (!before.isEmpty()) {
      pack.code()
          .retrying()
          .ifPresent(r ->
              headers.putAll(
                  r.headers(before.size(), before.getLast().status(), before.getLast().answer())));
    }
    headers.put("content-type", message.contentType());
    Outgoing signed = forged ? forge(message) : message;
    pack.code().signer().ifPresent(signer -> headers.putAll(signer.sign(signed, now)));
    long begun = System.nanoTime();
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address(message.url()))
              .timeout(pack.pack().webhooks().timeout())
              .POST(HttpRequest.BodyPublishers.ofString(message.body()));
      headers.forEach(request::header);
      HttpResponse<InputStream> answer =
          client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      String body = beginning(answer);
      String stop = pack.pack().webhooks().stop();
      return new Attempt(
          now,
          answer.statusCode(),
          body,
          millisSince(begun),
          headers,
          forged,
          !stop.isEmpty() && answer.headers().firstValue(stop).isPresent());
    } catch (IOException | IllegalArgumentException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Attempt(now, 0, why, millisSince(begun), headers, forged, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt(
          now, 0, "The server was stopped", millisSince(begun), headers, forged, false);
    }
  }

  /** No more of an answer is read than is kept, however long it is. */
  private static String beginning(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream body = answer.body()) {
      return new String(body.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8);
    }
  }

  private static long millisSince(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }

  private static Outgoing forge(Outgoing message) {
    return new Outgoing(
        message.event(),
        message.endpoint(),
        message.url(),
        message.secret() + "-wrong",
        message.contentType(),
        message.headers(),
        message.body() + " ");
  }

  private URI address(String url) throws IOException {
    URI address = URI.create(url);
    String host = address.getHost();
    if (host == null) {
      throw new IOException("“" + url + "” is no address");
    }
    if (hostOfLoopback.isPresent() && host.equals(hostOfLoopback.get())) {
      return address;
    }
    if (!loopback(host)) {
      throw new IOException(
          "Not sent: events go to this machine only, and “%s” is elsewhere".formatted(host));
    }
    return hostOfLoopback
        .map(other -> URI.create(url.replaceFirst("//[^/:]+|//\\[[^]]+]", "//" + other)))
        .orElse(address);
  }

  private static boolean loopback(String host) throws IOException {
    try {
      String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return InetAddress.getByName(name).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IOException("Nobody knows the host “" + host + "”", e);
    }
  }

  /** Made when the first message goes out: it costs a tenth of a second. */
  private synchronized HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      made =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(Duration.ofSeconds(5))
              .build();
      client = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
