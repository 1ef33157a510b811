package [=project.packageName].audit;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Writes down what whoever is logged in does. */
@Component
public class AuditTrail {

  private final AuditEventRepository events;
  private final Clock clock;

  AuditTrail(AuditEventRepository events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /**
   * Where a transaction is open, the event is kept or lost together with the change it tells of.
   *
   * @param action what was done, as in {@code order.created}
   * @param object to what: an id, never personal data
   */
  public void record(String action, Object object) {
    Authentication actor = SecurityContextHolder.getContext().getAuthentication();
    String name = actor == null ? "system" : actor.getName();
    Map<String, Object> data = Map.of("object", object.toString());
    events.add(new AuditEvent(clock.instant(), name, action, data));
  }
}
