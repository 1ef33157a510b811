package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

/** The whole service against a running database, cache, broker and stubbed gateway. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EnabledIf(
    value = "serversAreNamed",
    disabledReason = "needs running servers: no .env, and SPRING_DATASOURCE_URL is not set")
class OrderFlowIT {

  @LocalServerPort private int port;

  @Value("${shop.payments.url}")
  private String paymentsUrl;

  @Autowired private JdbcClient jdbc;
  @Autowired private StringRedisTemplate redis;
  private RestClient shop;

  static boolean serversAreNamed() {
    return System.getenv("SPRING_DATASOURCE_URL") != null || Files.exists(Path.of(".env"));
  }

  @BeforeEach
  void connect() {
    shop =
        RestClient.builder()
            .baseUrl("http://127.0.0.1:" + port)
            .defaultStatusHandler(status -> true, (request, response) -> {})
            .build();
  }

  @Test
  void takesAnOrderFromPaymentToFulfilmentAndServesItFromTheCache() {
    ResponseEntity<Map<String, Object>> placed = place("hand-grinder");
    assertThat(placed.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    String id = (String) placed.getBody().get("id");

    assertThat(chargesFor(id)).as("charges at the gateway").isEqualTo(1);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(order(id)).containsEntry("status", "CONFIRMED"));

    assertThat(redis.hasKey("orders::" + id)).as("cached").isTrue();
    jdbc.sql("delete from customer_order where id = cast(:id as uuid)").param("id", id).update();
    assertThat(order(id)).containsEntry("status", "CONFIRMED");
    redis.delete("orders::" + id);
    assertThat(order(id)).isNull();
  }

  @Test
  void keepsAnOrderWhoseCardWasDeclined() {
    ResponseEntity<Map<String, Object>> placed = place("espresso-machine");

    assertThat(placed.getStatusCode()).isEqualTo(HttpStatus.PAYMENT_REQUIRED);
    assertThat(placed.getBody()).containsEntry("code", "insufficient_funds");
  }

  @Test
  void isReadyWithAllItsServers() {
    Map<?, ?> health = shop.get().uri("/actuator/health").retrieve().body(Map.class);

    assertThat(health.get("status")).isEqualTo("UP");
  }

  private ResponseEntity<Map<String, Object>> place(String sku) {
    return shop.post()
        .uri("/orders")
        .contentType(MediaType.APPLICATION_JSON)
        .body(
            Map.of(
                "customer", "ada@example.com",
                "cardToken", "tok_visa4242",
                "lines", new Object[] {Map.of("sku", sku, "quantity", 1)}))
        .retrieve()
        .toEntity(new ParameterizedTypeReference<>() {});
  }

  private Map<String, Object> order(String id) {
    return shop.get()
        .uri("/orders/{id}", id)
        .retrieve()
        .body(new ParameterizedTypeReference<>() {});
  }

  private int chargesFor(String order) {
    Map<?, ?> answer =
        RestClient.builder()
            .baseUrl(paymentsUrl)
            .requestFactory(new SimpleClientHttpRequestFactory())
            .build()
            .post()
            .uri("/__admin/requests/count")
            .contentType(MediaType.APPLICATION_JSON)
            .body(
                Map.of(
                    "method", "POST",
                    "urlPath", "/v1/charges",
                    "headers", Map.of("Idempotency-Key", Map.of("equalTo", order))))
            .retrieve()
            .body(Map.class);
    return (int) answer.get("count");
  }
}
