package dev.dragoncode.service;

import dev.dragoncode.emulators.lifecycle.DrillHistory;
import dev.dragoncode.emulators.model.Drill;
import dev.dragoncode.emulators.model.DrillRecord;
import dev.dragoncode.emulators.model.DrillRecord.End;
import dev.dragoncode.emulators.model.EngineKind;
import dev.dragoncode.io.store.UserDatabase;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The drills that were done, in the user's database. */
public final class DrillLog implements DrillHistory {

  /** The newest of a project that are kept. */
  private static final int KEPT = 500;

  private static final String COLUMNS =
      "id, session, project, emulator, engine, kind, lasting_ms, latency_ms, jitter_ms,"
          + " bytes_per_second, begun_at, ended_at, ended, to_unhealthy_ms, to_ready_ms";

  private final UserDatabase database;

  public DrillLog(UserDatabase database) {
    this.database = database;
  }

  @Override
  public void write(DrillRecord record) {
    Drill drill = record.drill();
    Drill.Slow slow = drill instanceof Drill.Slow given ? given : null;
    database.update(
        "INSERT OR REPLACE INTO drill ("
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        record.id(),
        record.session(),
        record.project().toString(),
        record.emulator(),
        record.engine().name(),
        drill.kind().name(),
        drill.lasting().toMillis(),
        slow == null ? 0 : slow.latency().toMillis(),
        slow == null ? 0 : slow.jitter().toMillis(),
        slow == null ? 0 : slow.bytesPerSecond(),
        record.begun().toEpochMilli(),
        record.ended().map(Instant::toEpochMilli).orElse(null),
        record.end().map(End::name).orElse(null),
        record.toUnhealthy().map(Duration::toMillis).orElse(null),
        record.toReady().map(Duration::toMillis).orElse(null));
    if (record.ended().isEmpty()) {
      database.update(
          "DELETE FROM drill WHERE project = ? AND id NOT IN"
              + " (SELECT id FROM drill WHERE project = ? ORDER BY begun_at DESC LIMIT ?)",
          record.project().toString(),
          record.project().toString(),
          KEPT);
    }
  }

  /**
   * The drills of a project, newest first.
   *
   * @param running the session that runs its emulators now: what another one has under way was cut
   *     short with it
   */
  public List<DrillRecord> of(Path project, Optional<String> running) {
    return query("project = ? ORDER BY begun_at DESC", running, project.toString());
  }

  /** One of them. */
  public Optional<DrillRecord> find(String id, Optional<String> running) {
    return query("id = ?", running, id).stream().findFirst();
  }

  private List<DrillRecord> query(String where, Optional<String> running, String argument) {
    return database
        .query("SELECT " + COLUMNS + " FROM drill WHERE " + where, DrillLog::read, argument)
        .stream()
        .map(record -> cutShort(record, running))
        .toList();
  }

  private static DrillRecord cutShort(DrillRecord record, Optional<String> running) {
    boolean over = record.end().isPresent() || running.filter(record.session()::equals).isPresent();
    return over
        ? record
        : new DrillRecord(
            record.id(),
            record.session(),
            record.project(),
            record.emulator(),
            record.engine(),
            record.drill(),
            record.begun(),
            Optional.empty(),
            Optional.of(End.CUT_SHORT),
            Optional.empty(),
            Optional.empty());
  }

  private static DrillRecord read(ResultSet row) throws SQLException {
    Duration lasting = Duration.ofMillis(row.getLong(7));
    Drill.Kind kind = Drill.Kind.valueOf(row.getString(6));
    Drill drill =
        kind == Drill.Kind.SLOW
            ? new Drill.Slow(
                lasting,
                Duration.ofMillis(row.getLong(8)),
                Duration.ofMillis(row.getLong(9)),
                row.getLong(10))
            : Drill.of(kind, lasting);
    return new DrillRecord(
        row.getString(1),
        row.getString(2),
        Path.of(row.getString(3)),
        row.getString(4),
        EngineKind.valueOf(row.getString(5)),
        drill,
        Instant.ofEpochMilli(row.getLong(11)),
        number(row, 12).map(Instant::ofEpochMilli),
        Optional.ofNullable(text(row, 13)).map(End::valueOf),
        number(row, 14).map(Duration::ofMillis),
        number(row, 15).map(Duration::ofMillis));
  }

  private static Optional<Long> number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  private static @Nullable String text(ResultSet row, int column) throws SQLException {
    return row.getString(column);
  }
}
