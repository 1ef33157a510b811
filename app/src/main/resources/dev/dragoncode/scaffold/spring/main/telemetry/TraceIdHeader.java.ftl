package [=project.packageName].telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives a caller the id under which logs and traces tell of its request. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class TraceIdHeader extends OncePerRequestFilter {

  private static final String NAME = "X-Trace-Id";

  private final Tracer tracer;

  TraceIdHeader(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Span span = tracer.currentSpan();
    if (span != null) {
      response.setHeader(NAME, span.context().traceId());
    }
    chain.doFilter(request, response);
  }
}
