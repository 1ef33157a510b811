package [=project.packageName].audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps audit events in a table that takes inserts only: a trigger refuses anything else. */
@Repository
@Profile("!local")
class JdbcAuditEvents implements AuditEventRepository {

  /** More than this nobody reads at once. */
  private static final int NEWEST = 1000;

  private final JdbcClient jdbc;

  JdbcAuditEvents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(AuditEvent event) {
    jdbc.sql(
            """
            insert into audit_events (at, actor, action, object)
            values (:at, :actor, :action, :object)
            """)
        .param("at", Timestamp.from(event.getTimestamp()))
        .param("actor", event.getPrincipal())
        .param("action", event.getType())
        .param("object", event.getData().get("object"))
        .update();
  }

  @Override
  public List<AuditEvent> find(
      @Nullable String principal, @Nullable Instant after, @Nullable String type) {
    return jdbc.sql(
            """
            select at, actor, action, object
            from audit_events
            where (:actor::text is null or actor = :actor)
              and (:after::timestamptz is null or at > :after)
              and (:action::text is null or action = :action)
            order by id desc
            limit :newest
            """)
        .param("actor", principal)
        .param("after", after == null ? null : Timestamp.from(after))
        .param("action", type)
        .param("newest", NEWEST)
        .query(JdbcAuditEvents::event)
        .list();
  }

  private static AuditEvent event(ResultSet row, int number) throws SQLException {
    return new AuditEvent(
        row.getTimestamp("at").toInstant(),
        row.getString("actor"),
        row.getString("action"),
        Map.of("object", row.getString("object")));
  }
}
