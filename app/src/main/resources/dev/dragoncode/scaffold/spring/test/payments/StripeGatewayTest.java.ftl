package [=project.packageName].payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeGatewayTest {

  private static final String SUCCEEDED =
      """
      {"id": "pi_1", "object": "payment_intent", "amount": 1250, "status": "succeeded"}
      """;
  private static final String DECLINED =
      """
      {"error": {"type": "card_error", "code": "card_declined", "message": "No."}}
      """;
  private static final Charge CHARGE =
      new Charge(UUID.randomUUID(), new BigDecimal("12.50"), "pm_card_visa", "first");

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> keys = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private HttpServer stripe;
  private StripeGateway gateway;

  private record Answer(int status, String body) {}

  @BeforeEach
  void start() throws IOException {
    stripe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stripe.createContext("/v1/payment_intents", this::answer);
    stripe.start();
    URI address = URI.create("http://localhost:" + stripe.getAddress().getPort());
    StripeProperties properties = new StripeProperties("sk_test_1", "whsec_1", address, "eur");
    gateway = new StripeGateway(new StripeConfiguration().stripeClient(properties), properties);
  }

  @AfterEach
  void stop() {
    stripe.stop(0);
  }

  @Test
  void chargesInCentsUnderAKeyOfTheAttempt() {
    answers.add(new Answer(200, SUCCEEDED));

    Payment payment = gateway.charge(CHARGE);

    assertThat(payment.status()).isEqualTo(Payment.Status.SUCCEEDED);
    assertThat(payment.amount()).isEqualTo("12.50");
    assertThat(keys).containsExactly(CHARGE.reference() + ":first");
    assertThat(bodies.getFirst()).contains("amount=1250", "currency=eur", "pm_card_visa");
  }

  @Test
  void triesAgainUnderTheSameKeyWhereStripeFails() {
    answers.add(new Answer(500, "{}"));
    answers.add(new Answer(200, SUCCEEDED));

    gateway.charge(CHARGE);

    assertThat(keys).hasSize(2).containsOnly(CHARGE.reference() + ":first");
  }

  @Test
  void saysThatACardWasDeclined() {
    answers.add(new Answer(402, DECLINED));
    assertThatExceptionOfType(PaymentException.class)
        .isThrownBy(() -> gateway.charge(CHARGE))
        .matches(e -> e.getStatusCode().value() == 402)
        .matches(e -> e.getBody().getDetail().contains("card_declined"));
  }

  @Test
  void givesUpAfterAFewAttempts() {
    for (int i = 0; i < 5; i++) {
      answers.add(new Answer(503, "{}"));
    }
    assertThatExceptionOfType(PaymentException.class)
        .isThrownBy(() -> gateway.charge(CHARGE))
        .matches(e -> e.getStatusCode().value() == 502);
    assertThat(keys).hasSize(3);
  }

  private void answer(HttpExchange exchange) throws IOException {
    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    byte[] request = exchange.getRequestBody().readAllBytes();
    bodies.add(new String(request, StandardCharsets.UTF_8));
    Answer answer = answers.remove();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
