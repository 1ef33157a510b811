package [=project.packageName].security;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** Takes the tokens of an OpenID Connect issuer, everywhere but on a developer's machine. */
@Configuration(proxyBeanMethods = false)
@Profile("!local")
@EnableConfigurationProperties(OidcProperties.class)
class IssuedTokens {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(5);

  /** The issuer's keys are fetched with the first token: the service starts while it is away. */
  @Bean
  JwtDecoder jwtDecoder(OidcProperties oidc) {
    return new SupplierJwtDecoder(() -> decoder(oidc));
  }

  private static JwtDecoder decoder(OidcProperties oidc) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withIssuerLocation(oidc.issuerUri()).restOperations(client()).build();
    OAuth2TokenValidator<Jwt> issued = JwtValidators.createDefaultWithIssuer(oidc.issuerUri());
    decoder.setJwtValidator(
        oidc.audiences().isEmpty()
            ? issued
            : new DelegatingOAuth2TokenValidator<>(issued, forUs(oidc.audiences())));
    return decoder;
  }

  private static RestTemplate client() {
    SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
    requests.setConnectTimeout(CONNECT);
    requests.setReadTimeout(READ);
    return new RestTemplate(requests);
  }

  private static OAuth2TokenValidator<Jwt> forUs(List<String> audiences) {
    return new JwtClaimValidator<List<String>>(
        JwtClaimNames.AUD, aud -> aud != null && !Collections.disjoint(aud, audiences));
  }
}
