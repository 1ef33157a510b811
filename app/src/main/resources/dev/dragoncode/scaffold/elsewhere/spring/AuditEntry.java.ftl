package [=packageName].audit;

import java.util.Map;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * A line of the audit trail.
 *
 * @param action a method with its route, or the name of an event
 * @param object what it was done to: ids, never what stands in a body
 * @param outcome the status that was answered; empty where an event has none
 */
record AuditEntry(String at, String actor, String action, String object, String outcome) {

  static final String OBJECT = "object";
  static final String OUTCOME = "outcome";

  /** What Spring Security says of a refusal names no object: it is the request that is refused. */
  static AuditEntry of(AuditEvent event) {
    Map<String, Object> data = event.getData();
    Object object = data.get(OBJECT);
    Object outcome = data.get(OUTCOME);
    return new AuditEntry(
        event.getTimestamp().toString(),
        event.getPrincipal(),
        event.getType(),
        object == null ? request() : object.toString(),
        outcome == null ? "" : outcome.toString());
  }

  /** With tokens each request logs in: that would be a line for each look. */
  static boolean tells(AuditEvent event) {
    return !event.getType().equals("AUTHENTICATION_SUCCESS");
  }

  private static String request() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
        ? now.getRequest().getMethod() + " " + now.getRequest().getRequestURI()
        : "";
  }
}
