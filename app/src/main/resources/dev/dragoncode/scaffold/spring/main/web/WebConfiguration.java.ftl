package [=project.packageName].web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** From where, and how often, the API may be called. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebConfiguration.Cors.class, RateLimitProperties.class})
class WebConfiguration {

  /** Sites whose pages may call the API, as in {@code https://shop.example.com}. */
  @ConfigurationProperties("cors")
  record Cors(@DefaultValue List<String> origins) {}

  @Bean
  CorsConfigurationSource corsConfigurationSource(Cors cors) {
    CorsConfiguration rules = new CorsConfiguration();
    rules.setAllowedOrigins(cors.origins());
    rules.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
    rules.setAllowedHeaders(List.of("Authorization", "Content-Type", "Idempotency-Key"));
    rules.setExposedHeaders(List.of("Location", "Retry-After"));
    rules.setMaxAge(Duration.ofHours(1));
    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/api/**", rules);
    return source;
  }
}
