package [=project.packageName].payments;

import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.Webhook;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes Stripe's word on how a payment ended. The same event may come twice, late or not at all.
 */
@RestController
@Profile("!local")
class StripeWebhookController {

  private static final Logger LOG = LoggerFactory.getLogger(StripeWebhookController.class);

  /** Many times what an event is. */
  private static final int LONGEST = 1_000_000;

  private final PaymentStore store;
  private final StripeProperties stripe;

  StripeWebhookController(PaymentStore store, StripeProperties stripe) {
    this.store = store;
    this.stripe = stripe;
  }

  @PostMapping("/webhooks/stripe")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void receive(
      @Valid @RequestBody @NotBlank @Size(max = LONGEST) String body,
      @RequestHeader("Stripe-Signature") String signature) {
    Event event = verified(body, signature);
    switch (event.getType()) {
      case "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled" ->
          keep(event);
      default -> LOG.debug("Nothing to do for {}", event.getType());
    }
  }

  private Event verified(String body, String signature) {
    try {
      return Webhook.constructEvent(body, signature, stripe.webhookSecret());
    } catch (SignatureVerificationException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The signature does not fit", e);
    }
  }

  private void keep(Event event) {
    PaymentIntent intent = intent(event);
    String reference = intent.getMetadata().get(StripeGateway.REFERENCE);
    if (reference == null) {
      LOG.warn("{} is about a payment that is none of this service's", event.getId());
      return;
    }
    store.save(StripeGateway.payment(intent, UUID.fromString(reference)));
  }

  private static PaymentIntent intent(Event event) {
    try {
      // The account's API version may be newer than the library's.
      return (PaymentIntent) event.getDataObjectDeserializer().deserializeUnsafe();
    } catch (EventDataObjectDeserializationException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Not a payment intent", e);
    }
  }
}
