package dev.dragoncode.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A program that listens to Stripe's events and checks their signatures. */
final class StripeHook implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpServer listener;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final Semaphore came = new Semaphore(0);
  private int awaited;

  StripeHook() throws IOException {
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
    listener.createContext(
        "/",
        exchange -> {
          signatures.add(exchange.getRequestHeaders().getFirst("Stripe-Signature"));
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] thanks = "thanks".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, thanks.length);
          exchange.getResponseBody().write(thanks);
          exchange.close();
          came.release();
        });
    listener.start();
  }

  String url() {
    return "http://127.0.0.1:%d/stripe/events".formatted(listener.getAddress().getPort());
  }

  int count() {
    return awaited;
  }

  void awaitCount(int count) throws InterruptedException {
    assertThat(came.tryAcquire(count - awaited, LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    awaited = count;
  }

  String body(int index) {
    return bodies.get(index);
  }

  /** Checks it as Stripe's documentation says that a program has to. */
  boolean signed(int index, String secret) throws GeneralSecurityException {
    String[] parts = signatures.get(index).split("[=,]", -1);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = parts[1] + "." + bodies.get(index);
    byte[] wanted = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(wanted).equals(parts[3]);
  }

  @Override
  public void close() {
    listener.stop(0);
  }
}
