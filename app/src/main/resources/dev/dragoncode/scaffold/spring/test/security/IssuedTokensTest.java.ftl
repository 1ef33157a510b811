package [=project.packageName].security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import [=project.packageName].TestIssuer;

class IssuedTokensTest {

  private static final TestIssuer ISSUER = new TestIssuer();
  private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withUserConfiguration(IssuedTokens.class)
          .withPropertyValues(PREFIX + "issuer-uri=" + ISSUER.uri());

  @Test
  void saysWhatIsMissingWhereThereIsNoIssuer() {
    service
        .withPropertyValues(PREFIX + "issuer-uri=")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("set OIDC_ISSUER"));
  }

  @Test
  void takesTokensOfTheIssuer() {
    service.run(
        context -> {
          JwtDecoder decoder = context.getBean(JwtDecoder.class);
          assertThat(decoder.decode(ISSUER.token("ada")).getSubject()).isEqualTo("ada");
        });
  }

  @Test
  void refusesTokensThatSayAnotherIssuer() {
    refuses(service, ISSUER.tokenFrom("http://elsewhere.example.com", "[=project.name]", "ada"));
  }

  @Test
  void refusesTokensForOtherServices() {
    String token = ISSUER.tokenFrom(ISSUER.uri(), "another-service", "ada");
    refuses(service.withPropertyValues(PREFIX + "audiences=[=project.name]"), token);
  }

  private static void refuses(ApplicationContextRunner service, String token) {
    service.run(
        context -> {
          JwtDecoder decoder = context.getBean(JwtDecoder.class);
          assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(token));
        });
  }
}
