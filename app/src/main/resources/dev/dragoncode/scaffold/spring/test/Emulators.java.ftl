package [=project.packageName];

[#if has.payments]
import java.util.Objects;
[/#if]
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Wires the service to an issuer of the test's own[#if has.payments], and to the account of the payment fake[/#if]. */
public class Emulators implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static final TestIssuer ISSUER = new TestIssuer();
[#if has.payments]
  public static final String WEBHOOK_SECRET = "whsec_integration";
[/#if]
[#if has.database]

  /** In CI a missing database is a failure. */
  static boolean running() {
    return System.getenv("PGHOST") != null || System.getenv("CI") != null;
  }
[/#if]

  /** A token for this subject with these roles. */
  public static String token(String subject, String... roles) {
    return ISSUER.token(subject, roles);
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of("spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER.uri())
        .applyTo(context);
[#if has.payments]
    String key = Objects.requireNonNullElse(System.getenv("STRIPE_SECRET_KEY"), "none");
    TestPropertyValues.of("stripe.secret-key=" + key, "stripe.webhook-secret=" + WEBHOOK_SECRET)
        .applyTo(context);
[/#if]
  }
}
