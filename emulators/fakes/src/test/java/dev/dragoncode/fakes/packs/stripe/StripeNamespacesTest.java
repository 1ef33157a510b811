package dev.dragoncode.fakes.packs.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import dev.dragoncode.fakes.Fakes;
import dev.dragoncode.fakes.Listener;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Stripe's client with keys that name namespaces: each test has an account of its own. */
public class StripeNamespacesTest {

  private static StripeClient client(Fakes fakes, String key) {
    return StripeClient.builder().setApiKey(key).setApiBase(fakes.url("stripe")).build();
  }

  private static Customer customer(StripeClient client, String name) throws Exception {
    return client.v1().customers().create(CustomerCreateParams.builder().setName(name).build());
  }

  @Test
  void keepsWhatTwoKeysMakeApart() throws Exception {
    try (Fakes fakes = Fakes.serving("stripe")) {
      StripeClient one = client(fakes, "sk_test_ns_one");
      StripeClient other = client(fakes, "sk_test_ns_other_4711");
      Customer ada = customer(one, "Ada");
      assertThatThrownBy(() -> other.v1().customers().retrieve(ada.getId()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("No such customer");
      assertThat(other.v1().customers().list().getData()).isEmpty();
      assertThat(client(fakes, "sk_test_plain").v1().customers().list().getData()).isEmpty();
      assertThat(client(fakes, "rk_test_ns_one_restricted").v1().customers().list().getData())
          .as("another key of the same account")
          .extracting(Customer::getName)
          .containsExactly("Ada");
      fakes.control("POST", "/reset", "{\"namespace\": \"one\"}");
      assertThat(one.v1().customers().list().getData()).isEmpty();
    }
  }

  @Test
  void tellsOfEventsInTheirOwnNamespaceOnly() throws Exception {
    try (Fakes fakes = Fakes.serving("stripe");
        Listener first = new Listener();
        Listener second = new Listener()) {
      StripeClient one = client(fakes, "sk_test_ns_one");
      StripeClient other = client(fakes, "sk_test_ns_other");
      String secret = endpoint(one, first.url("/one"));
      endpoint(other, second.url("/other"));
      Customer ada = customer(one, "Ada");
      Listener.Message came = first.next();
      assertThat(
              Webhook.constructEvent(came.body(), came.header("Stripe-Signature"), secret)
                  .getType())
          .isEqualTo("customer.created");
      assertThat(came.body()).contains(ada.getId());
      fakes.pass(0);
      assertThat(second.quiet()).isTrue();
      assertThat(other.v1().events().list().getData()).isEmpty();
      assertThat(fakes.control("GET", "/requests", "").path("requests"))
          .extracting(request -> request.path("namespace").asText())
          .contains("one", "other");
    }
  }

  private static String endpoint(StripeClient client, String url) throws Exception {
    return client
        .v1()
        .webhookEndpoints()
        .create(
            WebhookEndpointCreateParams.builder()
                .setUrl(url)
                .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.CUSTOMER__CREATED)
                .build())
        .getSecret();
  }

  @Test
  void leadsABrowserBackToTheNamespaceOfItsCheckout() throws Exception {
    try (Fakes fakes = Fakes.serving("stripe")) {
      StripeClient one = client(fakes, "sk_test_ns_one");
      String page =
          one.v1()
              .checkout()
              .sessions()
              .create(
                  SessionCreateParams.builder()
                      .setMode(SessionCreateParams.Mode.PAYMENT)
                      .setSuccessUrl("https://example.com/thanks")
                      .addLineItem(
                          SessionCreateParams.LineItem.builder()
                              .setQuantity(1L)
                              .setPriceData(
                                  SessionCreateParams.LineItem.PriceData.builder()
                                      .setCurrency("eur")
                                      .setUnitAmount(500L)
                                      .setProductData(
                                          SessionCreateParams.LineItem.PriceData.ProductData
                                              .builder()
                                              .setName("Tea")
                                              .build())
                                      .build())
                              .build())
                      .build())
              .getUrl();
      assertThat(URI.create(page).getQuery()).isEqualTo("x-dragoncode-namespace=one");
      assertThat(fakes.send("GET", page, "").body()).contains("5.00 eur");
    }
  }
}
