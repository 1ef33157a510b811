package [=project.packageName].payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.math.BigDecimal;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class StripeWebhookTest {

  private static final String SECRET = "whsec_test";
  private static final StripeProperties PROPERTIES =
      new StripeProperties("sk_test_1", SECRET, URI.create("http://localhost"), "eur");

  private static final String EVENT =
      """
      {"id": "evt_1", "object": "event", "api_version": "2025-01-01",
       "type": "payment_intent.succeeded",
       "data": {"object": {"id": "pi_1", "object": "payment_intent", "amount": 1250,
         "status": "%s", "metadata": {"reference": "%s"}}}}
      """;

  private final UUID reference = UUID.randomUUID();
  private final PaymentStore store = new InMemoryPaymentStore();
  private final MockMvcTester mvc =
      MockMvcTester.of(new StripeWebhookController(store, PROPERTIES));

  @Test
  void keepsHowAPaymentEnded() throws Exception {
    store.save(payment(Payment.Status.PENDING));
    assertThat(send(event("succeeded"), SECRET)).hasStatus(204);
    assertThat(store.find(reference)).contains(payment(Payment.Status.SUCCEEDED));
  }

  @Test
  void learnsOfAPaymentWhoseAnswerWasLost() throws Exception {
    assertThat(send(event("succeeded"), SECRET)).hasStatus(204);
    assertThat(store.find(reference)).contains(payment(Payment.Status.SUCCEEDED));
  }

  @Test
  void staysWithSuccessWhereAnEarlierEventComesLate() throws Exception {
    send(event("succeeded"), SECRET);
    send(event("requires_payment_method"), SECRET);
    assertThat(store.find(reference)).contains(payment(Payment.Status.SUCCEEDED));
  }

  @Test
  void refusesWhatStripeHasNotSigned() throws Exception {
    assertThat(send(event("succeeded"), "whsec_forged")).hasStatus(400);
    assertThat(store.find(reference)).isEmpty();
  }

  @Test
  void passesOverEventsOfOtherKinds() throws Exception {
    String other = event("succeeded").replace("payment_intent.succeeded", "customer.created");
    assertThat(send(other, SECRET)).hasStatus(204);
    assertThat(store.find(reference)).isEmpty();
  }

  private Payment payment(Payment.Status status) {
    return new Payment("pi_1", reference, new BigDecimal("12.50"), status);
  }

  private String event(String status) {
    return EVENT.formatted(status, reference);
  }

  private MvcTestResult send(String event, String secret) throws GeneralSecurityException {
    long now = Instant.now().getEpochSecond();
    String signature = Webhook.Util.computeHmacSha256(secret, now + "." + event);
    return mvc.post()
        .uri("/webhooks/stripe")
        .contentType(MediaType.APPLICATION_JSON)
        .header("Stripe-Signature", "t=" + now + ",v1=" + signature)
        .content(event)
        .exchange();
  }
}
