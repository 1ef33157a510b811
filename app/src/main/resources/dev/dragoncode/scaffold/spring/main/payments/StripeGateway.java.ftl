package [=project.packageName].payments;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods.AllowRedirects;
import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Charges through Stripe's payment intents. */
@Component
@Profile("!local")
class StripeGateway implements PaymentGateway {

  static final String REFERENCE = "reference";

  private final StripeClient stripe;
  private final StripeProperties properties;

  StripeGateway(StripeClient stripe, StripeProperties properties) {
    this.stripe = stripe;
    this.properties = properties;
  }

  @Override
  public Payment charge(Charge charge) {
    PaymentIntentCreateParams params =
        PaymentIntentCreateParams.builder()
            .setAmount(minorUnits(charge.amount()))
            .setCurrency(properties.currency())
            .setPaymentMethod(charge.method())
            .setConfirm(true)
            .setAutomaticPaymentMethods(cardsOnly())
            .putMetadata(REFERENCE, charge.reference().toString())
            .build();
    RequestOptions once =
        RequestOptions.builder()
            .setIdempotencyKey(charge.reference() + ":" + charge.attempt())
            .build();
    try {
      return payment(stripe.v1().paymentIntents().create(params, once), charge.reference());
    } catch (CardException e) {
      throw PaymentException.declined(e.getCode(), e);
    } catch (StripeException e) {
      throw PaymentException.unavailable(e);
    }
  }

  static Payment payment(PaymentIntent intent, UUID reference) {
    BigDecimal amount = BigDecimal.valueOf(intent.getAmount(), 2);
    Payment.Status status =
        switch (intent.getStatus()) {
          case "succeeded" -> Payment.Status.SUCCEEDED;
          case "canceled", "requires_payment_method" -> Payment.Status.FAILED;
          default -> Payment.Status.PENDING;
        };
    return new Payment(intent.getId(), reference, amount, status);
  }

  /** For currencies with two decimal places, as the euro has. */
  private static long minorUnits(BigDecimal amount) {
    return amount.movePointRight(2).longValueExact();
  }

  /** A redirect would need a page to come back to. */
  private static AutomaticPaymentMethods cardsOnly() {
    return AutomaticPaymentMethods.builder()
        .setEnabled(true)
        .setAllowRedirects(AllowRedirects.NEVER)
        .build();
  }
}
