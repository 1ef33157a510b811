package com.example.shop.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Drives the client against a real HTTP server on loopback. */
class HttpPaymentGatewayTest {

  private static final Charge CHARGE =
      new Charge(
          UUID.fromString("5f0c9c0e-6d53-4f3f-9d3c-0c6f0b8d7a11"), 13880, "EUR", "tok_visa4242");

  private static final Duration CONNECT = Duration.ofSeconds(20);

  private final AtomicReference<String> received = new AtomicReference<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stopServer() {
    done.countDown();
    server.stop(0);
  }

  @Test
  void sendsTheChargeWithItsIdempotencyKey() {
    AtomicReference<String> key = new AtomicReference<>();
    server.createContext(
        "/v1/charges",
        exchange -> {
          key.set(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          answer(exchange, 201, "{\"id\": \"ch_1\", \"status\": \"succeeded\", \"fee\": 3}");
        });

    assertThat(gateway().charge(CHARGE)).isEqualTo("ch_1");

    assertThat(key.get()).isEqualTo(CHARGE.reference().toString());
    assertThat(received.get())
        .contains("\"amount\":13880")
        .contains("\"currency\":\"EUR\"")
        .contains("\"source\":\"tok_visa4242\"");
  }

  @Test
  void tellsADeclinedCardFromABrokenGateway() {
    server.createContext(
        "/v1/charges", exchange -> answer(exchange, 402, "{\"code\": \"insufficient_funds\"}"));

    assertThatThrownBy(() -> gateway().charge(CHARGE))
        .isInstanceOfSatisfying(
            PaymentDeclinedException.class,
            e -> assertThat(e.code()).isEqualTo("insufficient_funds"));
  }

  @Test
  void reportsAGatewayThatFails() {
    server.createContext("/v1/charges", exchange -> answer(exchange, 500, "{}"));

    assertThatThrownBy(() -> gateway().charge(CHARGE))
        .isInstanceOf(PaymentUnavailableException.class);
  }

  @Test
  void givesUpOnAGatewayThatDoesNotAnswer() {
    server.createContext(
        "/v1/charges",
        exchange -> {
          try {
            done.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThatThrownBy(() -> gateway(Duration.ofMillis(300)).charge(CHARGE))
        .isInstanceOf(PaymentUnavailableException.class);
  }

  private HttpPaymentGateway gateway() {
    return gateway(Duration.ofSeconds(20));
  }

  private HttpPaymentGateway gateway(Duration readTimeout) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var strictJson =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    return new HttpPaymentGateway(
        RestClient.builder()
            .configureMessageConverters(converters ->
                converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strictJson))),
        new PaymentProperties(url, CONNECT, readTimeout));
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    received.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
