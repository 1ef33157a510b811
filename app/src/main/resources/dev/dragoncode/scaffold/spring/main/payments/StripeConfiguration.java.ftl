package [=project.packageName].payments;

import com.stripe.StripeClient;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Stripe's client, with an end to every wait. */
@Configuration(proxyBeanMethods = false)
@Profile("!local")
@EnableConfigurationProperties(StripeProperties.class)
class StripeConfiguration {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(10);

  /** With growing pauses, under the same idempotency key. */
  private static final int RETRIES = 2;

  @Bean
  StripeClient stripeClient(StripeProperties stripe) {
    return StripeClient.builder()
        .setApiKey(stripe.secretKey())
        .setApiBase(stripe.apiBase().toString())
        .setConnectTimeout((int) CONNECT.toMillis())
        .setReadTimeout((int) READ.toMillis())
        .setMaxNetworkRetries(RETRIES)
        .build();
  }
}
