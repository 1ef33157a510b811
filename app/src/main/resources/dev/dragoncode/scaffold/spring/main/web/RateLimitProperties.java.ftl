package [=project.packageName].web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** So many requests of one client in so much time. */
@Validated
@ConfigurationProperties("rate-limit")
record RateLimitProperties(@Min(1) int max, Duration window) {}
