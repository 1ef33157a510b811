package dev.dragoncode.fakes.packs.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Product;
import com.stripe.model.Refund;
import com.stripe.model.Subscription;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.Listener;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stripe's own Java client, unchanged but for its base address, against the fake. */
public class StripeJavaTest {

  private static final String CARD = "pm_card_visa";

  private Fakes fakes;
  private StripeClient stripe;

  @BeforeEach
  void serve() {
    fakes = Fakes.serving("stripe");
    stripe = client("sk_test_anything");
  }

  @AfterEach
  void stop() {
    fakes.close();
  }

  private StripeClient client(String key) {
    return StripeClient.builder()
        .setApiKey(key)
        .setApiBase(fakes.url("stripe"))
        .setMaxNetworkRetries(0)
        .build();
  }

  private Customer customer(String email) throws StripeException {
    return stripe
        .v1()
        .customers()
        .create(CustomerCreateParams.builder().setEmail(email).setPaymentMethod(CARD).build());
  }

  private PaymentIntentCreateParams.Builder payment(long amount, String method) {
    return PaymentIntentCreateParams.builder()
        .setAmount(amount)
        .setCurrency("usd")
        .setPaymentMethod(method)
        .setConfirm(true)
        .setReturnUrl("http://localhost/back");
  }

  @Test
  void iteratesOverAllPagesOnce() throws StripeException {
    for (int i = 0; i < 25; i++) {
      customer("user%d@example.com".formatted(i));
    }
    Set<String> seen = new HashSet<>();
    stripe
        .v1()
        .customers()
        .list(CustomerListParams.builder().setLimit(10L).build())
        .autoPagingIterable()
        .forEach(c -> seen.add(c.getId()));
    assertThat(seen).hasSize(25);
    assertThat(
            stripe
                .v1()
                .customers()
                .list(CustomerListParams.builder().setEmail("user7@example.com").build())
                .getData())
        .hasSize(1);
  }

  @Test
  void capturesAndRefundsInParts() throws StripeException {
    PaymentIntent held =
        stripe
            .v1()
            .paymentIntents()
            .create(
                payment(5_000, CARD)
                    .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
                    .build());
    assertThat(held.getStatus()).isEqualTo("requires_capture");
    PaymentIntent taken =
        stripe
            .v1()
            .paymentIntents()
            .capture(
                held.getId(),
                PaymentIntentCaptureParams.builder().setAmountToCapture(3_000L).build());
    assertThat(taken.getAmountReceived()).isEqualTo(3_000);
    Refund refund =
        stripe
            .v1()
            .refunds()
            .create(
                RefundCreateParams.builder()
                    .setPaymentIntent(held.getId())
                    .setAmount(1_000L)
                    .build());
    assertThat(refund.getStatus()).isEqualTo("succeeded");
    assertThatThrownBy(() ->
            stripe
                .v1()
                .refunds()
                .create(
                    RefundCreateParams.builder()
                        .setPaymentIntent(held.getId())
                        .setAmount(2_001L)
                        .build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("greater than unrefunded amount");
  }

  @Test
  void declinesATestCardAndKeepsTheFailedIntent() throws StripeException {
    assertThatThrownBy(() ->
            stripe
                .v1()
                .paymentIntents()
                .create(payment(2_000, "pm_card_visa_chargeDeclinedInsufficientFunds").build()))
        .isInstanceOfSatisfying(
            CardException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo("card_declined");
              assertThat(e.getDeclineCode()).isEqualTo("insufficient_funds");
              assertThat(e.getStripeError().getPaymentIntent().getStatus())
                  .isEqualTo("requires_payment_method");
            });
    assertThat(stripe.v1().paymentIntents().list().getData()).hasSize(1);
  }

  @Test
  void refusesKeysParametersAndIdsAsStripeDoes() {
    assertThatThrownBy(() -> client("pk_live_1").v1().customers().list())
        .isInstanceOf(AuthenticationException.class);
    assertThatThrownBy(() -> stripe.v1().customers().retrieve("cus_none"))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.getCode()).isEqualTo("resource_missing");
              assertThat(e.getStatusCode()).isEqualTo(404);
              assertThat(e.getRequestId()).startsWith("req_");
            });
    assertThatThrownBy(() ->
            stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder().putExtraParam("emial", "a@b.c").build()))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> assertThat(e.getCode()).isEqualTo("parameter_unknown"));
  }

  @Test
  void answersARepeatedKeyWithTheFirstAnswer() throws StripeException {
    RequestOptions once = RequestOptions.builder().setIdempotencyKey("order-1").build();
    CustomerCreateParams params = CustomerCreateParams.builder().setEmail("a@b.c").build();
    Customer first = stripe.v1().customers().create(params, once);
    Customer again = stripe.v1().customers().create(params, once);
    assertThat(again.getId()).isEqualTo(first.getId());
    assertThat(stripe.v1().customers().list().getData()).hasSize(1);
    assertThatThrownBy(() ->
            stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder().setEmail("other@b.c").build(), once))
        .hasMessageContaining("same parameters");
  }

  @Test
  void renewsASubscriptionWhenTheClockMovesOn() throws Exception {
    Customer customer = customer("a@b.c");
    Product product =
        stripe
            .v1()
            .products()
            .create(
                ProductCreateParams.builder()
                    .setName("Gold")
                    .setDefaultPriceData(
                        ProductCreateParams.DefaultPriceData.builder()
                            .setCurrency("usd")
                            .setUnitAmount(1_500L)
                            .setRecurring(
                                ProductCreateParams.DefaultPriceData.Recurring.builder()
                                    .setInterval(
                                        ProductCreateParams.DefaultPriceData.Recurring.Interval
                                            .MONTH)
                                    .build())
                            .build())
                    .build());
    Subscription subscription =
        stripe
            .v1()
            .subscriptions()
            .create(
                SubscriptionCreateParams.builder()
                    .setCustomer(customer.getId())
                    .addItem(
                        SubscriptionCreateParams.Item.builder()
                            .setPrice(product.getDefaultPrice())
                            .build())
                    .build());
    assertThat(subscription.getStatus()).isEqualTo("active");
    fakes.control("POST", "/clock/advance", "{\"seconds\": %d}".formatted(63L * 86_400));
    List<Invoice> invoices =
        stripe
            .v1()
            .invoices()
            .list(InvoiceListParams.builder().setSubscription(subscription.getId()).build())
            .getData();
    assertThat(invoices).extracting(Invoice::getStatus).containsExactly("paid", "paid", "paid");
    assertThat(invoices.getFirst().getBillingReason()).isEqualTo("subscription_cycle");
  }

  @Test
  void completesACheckoutByItsPage() throws Exception {
    Session session =
        stripe
            .v1()
            .checkout()
            .sessions()
            .create(
                SessionCreateParams.builder()
                    .setMode(SessionCreateParams.Mode.PAYMENT)
                    .setSuccessUrl("http://localhost/ok?session={CHECKOUT_SESSION_ID}")
                    .addLineItem(
                        SessionCreateParams.LineItem.builder()
                            .setQuantity(2L)
                            .setPriceData(
                                SessionCreateParams.LineItem.PriceData.builder()
                                    .setCurrency("usd")
                                    .setUnitAmount(700L)
                                    .setProductData(
                                        SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                            .setName("Mug")
                                            .build())
                                    .build())
                            .build())
                    .build());
    assertThat(fakes.send("GET", session.getUrl(), "").body()).contains("$14.00");
    var paid =
        fakes.send(
            "POST",
            session.getUrl(),
            "card=4242424242424242",
            "content-type",
            "application/x-www-form-urlencoded");
    assertThat(paid.statusCode()).isEqualTo(303);
    assertThat(stripe.v1().checkout().sessions().retrieve(session.getId()).getPaymentStatus())
        .isEqualTo("paid");
  }

  @Test
  void signsEventsAndRetriesOnStripesSchedule() throws Exception {
    try (Listener listener = new Listener()) {
      listener.answer(500);
      WebhookEndpoint endpoint = listen(listener.url("/hook"));
      customer("a@b.c");
      Listener.Message first = listener.next();
      assertThat(first.body()).contains("customer.created");
      String signature = first.header("Stripe-Signature");
      assertThat(Webhook.constructEvent(first.body(), signature, endpoint.getSecret()).getType())
          .isEqualTo("customer.created");
      assertThatThrownBy(() -> Webhook.constructEvent(first.body(), signature, "whsec_another"))
          .isInstanceOf(SignatureVerificationException.class);
      fakes.pass(0);
      listener.answer(200);
      fakes.control("POST", "/clock/advance", "{\"seconds\": 599}");
      assertThat(listener.quiet()).isTrue();
      fakes.control("POST", "/clock/advance", "{\"seconds\": 2}");
      assertThat(listener.next().body()).isEqualTo(first.body());
    }
  }

  private WebhookEndpoint listen(String url) throws StripeException {
    return stripe
        .v1()
        .webhookEndpoints()
        .create(
            WebhookEndpointCreateParams.builder()
                .setUrl(url)
                .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.CUSTOMER__CREATED)
                .build());
  }

  @Test
  void sendsARateLimitOnlyWhenSwitchedOn() throws IOException, InterruptedException {
    String url = fakes.url("stripe") + "/v1/customers";
    for (int i = 0; i < 60; i++) {
      assertThat(get(url)).isEqualTo(200);
    }
    fakes.control("POST", "/clock/stop", "");
    fakes.control("PUT", "/packs/stripe/limits", "{\"on\": true}");
    for (int i = 0; i < 25; i++) {
      assertThat(get(url)).isEqualTo(200);
    }
    assertThat(get(url)).isEqualTo(429);
  }

  private int get(String url) throws IOException, InterruptedException {
    return fakes.send("GET", url, "", "Authorization", "Bearer sk_test_1").statusCode();
  }
}
