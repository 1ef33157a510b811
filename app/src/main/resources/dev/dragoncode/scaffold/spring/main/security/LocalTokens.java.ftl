package [=project.packageName].security;

import java.security.NoSuchAlgorithmException;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * Stands in for an issuer on a developer's machine, with a key that lives as long as the process.
 */
@Configuration(proxyBeanMethods = false)
@Profile("local")
class LocalTokens {

  private final SecretKey key;

  LocalTokens() throws NoSuchAlgorithmException {
    key = KeyGenerator.getInstance("HmacSHA256").generateKey();
  }

  @Bean
  JwtDecoder jwtDecoder() {
    return NimbusJwtDecoder.withSecretKey(key).build();
  }

  @Bean
  JwtEncoder jwtEncoder() {
    return NimbusJwtEncoder.withSecretKey(key).build();
  }
}
