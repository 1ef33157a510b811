package [=project.packageName].web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Limits how often one client calls the API, before its token is looked at. Each instance counts by
 * itself; the client is known by its address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class RateLimitFilter extends OncePerRequestFilter {

  /** More clients than this at a time, and the ones longest unseen start anew. */
  private static final int CLIENTS = 100_000;

  private final RateLimitProperties limit;
  private final HandlerExceptionResolver errors;
  private final Cache<String, Bucket> buckets;

  RateLimitFilter(
      RateLimitProperties limit,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
    this.limit = limit;
    this.errors = errors;
    buckets = Caffeine.newBuilder().maximumSize(CLIENTS).expireAfterAccess(limit.window()).build();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Bucket bucket = buckets.get(request.getRemoteAddr(), client -> full());
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      chain.doFilter(request, response);
      return;
    }
    long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    ErrorResponseException tooMany = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS);
    tooMany.setDetail("Try again in " + seconds + " s");
    errors.resolveException(request, response, null, tooMany);
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(rate -> rate.capacity(limit.max()).refillGreedy(limit.max(), limit.window()))
        .build();
  }
}
