package [=project.packageName].payments;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The account at Stripe, or at a fake of it. */
@Validated
@ConfigurationProperties("stripe")
record StripeProperties(
    @NotBlank(message = "set STRIPE_SECRET_KEY") String secretKey,
    @NotBlank(message = "set STRIPE_WEBHOOK_SECRET") String webhookSecret,
    @NotNull URI apiBase,
    @DefaultValue("eur") String currency) {

  /** Without the keys: what is printed may be logged. */
  @Override
  public String toString() {
    return "StripeProperties[" + apiBase + "]";
  }
}
