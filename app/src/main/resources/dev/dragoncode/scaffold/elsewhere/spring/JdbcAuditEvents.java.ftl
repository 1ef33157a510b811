package [=packageName].audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Keeps audit events in a table that takes inserts only: a trigger refuses anything else. */
class JdbcAuditEvents implements AuditEventRepository {

  /** More than this nobody reads at once. */
  private static final int NEWEST = 1000;

  private final JdbcTemplate jdbc;

  JdbcAuditEvents(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Where a transaction is open, the event is kept or lost together with the change. */
  @Override
  @Transactional
  public void add(AuditEvent event) {
    if (!AuditEntry.tells(event)) {
      return;
    }
    AuditEntry entry = AuditEntry.of(event);
    jdbc.update(
        "insert into audit_events (at, actor, action, object, outcome) values (?, ?, ?, ?, ?)",
        Timestamp.from(event.getTimestamp()),
        entry.actor(),
        entry.action(),
        entry.object(),
        entry.outcome());
  }

  @Override
  public List<AuditEvent> find(String principal, Instant after, String type) {
    StringBuilder where = new StringBuilder("where true");
    List<Object> values = new ArrayList<>();
    if (principal != null) {
      where.append(" and actor = ?");
      values.add(principal);
    }
    if (after != null) {
      where.append(" and at > ?");
      values.add(Timestamp.from(after));
    }
    if (type != null) {
      where.append(" and action = ?");
      values.add(type);
    }
    return jdbc.query(
        "select at, actor, action, object, outcome from audit_events "
            + where
            + " order by id desc limit "
            + NEWEST,
        JdbcAuditEvents::event,
        values.toArray());
  }

  private static AuditEvent event(ResultSet row, int number) throws SQLException {
    return new AuditEvent(
        row.getTimestamp("at").toInstant(),
        row.getString("actor"),
        row.getString("action"),
        Map.of(
            AuditEntry.OBJECT, row.getString("object"),
            AuditEntry.OUTCOME, row.getString("outcome")));
  }
}
