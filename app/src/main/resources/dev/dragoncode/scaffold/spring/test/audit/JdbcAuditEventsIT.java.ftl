package [=project.packageName].audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import [=project.packageName].EmulatorTest;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmulatorTest
class JdbcAuditEventsIT {

  @Autowired AuditEventRepository events;
  @Autowired JdbcClient jdbc;

  @Test
  void findsWhatWasWritten() {
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    String object = UUID.randomUUID().toString();
    events.add(new AuditEvent(now, object, "it.created", Map.of("object", object)));

    assertThat(events.find(object, now.minusSeconds(1), "it.created"))
        .singleElement()
        .satisfies(event -> assertThat(event.getData()).containsEntry("object", object));
    assertThat(events.find(object, now, null)).isEmpty();
  }

  @Test
  void letsNobodyChangeOrDeleteIt() {
    events.add(new AuditEvent(Instant.now(), "ada", "it.created", Map.of("object", "7")));
    assertThatThrownBy(() -> jdbc.sql("update audit_events set actor = 'bob'").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("inserts only");
    assertThatThrownBy(() -> jdbc.sql("delete from audit_events").update())
        .isInstanceOf(DataAccessException.class);
  }
}
