package [=packageName].audit;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Writes down who asked for a change, of what, and what came of it. */
class RequestAudit implements HandlerInterceptor {

  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final int FAILED = 500;

  private final AuditEventRepository events;

  RequestAudit(AuditEventRepository events) {
    this.events = events;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request, HttpServletResponse response, Object handler, Exception error) {
    // the page that tells of an error is dispatched once more
    boolean first =
        request.getDispatcherType() == DispatcherType.REQUEST
            || request.getDispatcherType() == DispatcherType.ASYNC;
    boolean nothing = handler instanceof ResourceHttpRequestHandler;
    if (!first || nothing || !WRITES.contains(request.getMethod())) {
      return;
    }
    Principal user = request.getUserPrincipal();
    int outcome = error == null ? response.getStatus() : FAILED;
    events.add(
        new AuditEvent(
            user == null ? "anonymous" : user.getName(),
            request.getMethod() + " " + route(request),
            Map.of(AuditEntry.OBJECT, object(request, response), AuditEntry.OUTCOME, outcome)));
  }

  private static String route(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? request.getRequestURI() : pattern.toString();
  }

  /** What was made, or the variables in the route, such as <code>{id=7}</code>. */
  private static String object(HttpServletRequest request, HttpServletResponse response) {
    String made = response.getHeader("Location");
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return made != null ? made : variables == null ? "" : variables.toString();
  }
}
