package dev.dragoncode.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.TrendPoint;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Where projects stood at each commit and after each change, in the user's database. */
public final class VerdictLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The newest of a project that are kept. */
  private static final int KEPT = 1_000;

  /** Changes in quicker succession, within one commit, are one change. */
  private static final Duration ONE_CHANGE = Duration.ofMinutes(5);

  private final UserDatabase database;

  public VerdictLog(UserDatabase database) {
    this.database = database;
  }

  /** Keeps a point, unless it tells nothing new. */
  public void keep(Path project, TrendPoint point) {
    Optional<TrendPoint> last = of(project, 1).stream().findFirst();
    if (last.filter(point::repeats).isPresent()) {
      return;
    }
    last.filter(before -> continues(before, point))
        .ifPresent(before ->
            database.update(
                "DELETE FROM verdicts WHERE project = ? AND at = ?",
                project.toString(),
                before.at().toEpochMilli()));
    database.update(
        "INSERT OR REPLACE INTO verdicts (project, at, commit_id, rules, score, coverage, level,"
            + " passed, failed, by_check) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        project.toString(),
        point.at().toEpochMilli(),
        point.commit(),
        point.rules(),
        point.score().isPresent() ? point.score().getAsInt() : null,
        point.coverage().isPresent() ? point.coverage().getAsInt() : null,
        point.level().map(Level::name).orElse(""),
        point.passed(),
        point.failed(),
        json(point.verdicts()));
    database.update(
        "DELETE FROM verdicts WHERE project = ? AND at NOT IN"
            + " (SELECT at FROM verdicts WHERE project = ? ORDER BY at DESC LIMIT ?)",
        project.toString(),
        project.toString(),
        KEPT);
  }

  private static boolean continues(TrendPoint before, TrendPoint point) {
    return before.commit().equals(point.commit())
        && before.rules().equals(point.rules())
        && Duration.between(before.at(), point.at()).abs().compareTo(ONE_CHANGE) < 0;
  }

  /** The newest so many, newest first. */
  public List<TrendPoint> of(Path project, int limit) {
    return database.query(
        "SELECT at, commit_id, rules, score, coverage, level, passed, failed, by_check"
            + " FROM verdicts WHERE project = ? ORDER BY at DESC LIMIT ?",
        VerdictLog::read,
        project.toString(),
        limit);
  }

  private static TrendPoint read(ResultSet row) throws SQLException {
    return new TrendPoint(
        Instant.ofEpochMilli(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        number(row, 4),
        number(row, 5),
        Optional.of(row.getString(6)).filter(level -> !level.isEmpty()).map(Level::valueOf),
        row.getInt(7),
        row.getInt(8),
        verdicts(row.getString(9)));
  }

  private static OptionalInt number(ResultSet row, int column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static String json(Map<String, Status> verdicts) {
    try {
      return JSON.writeValueAsString(verdicts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Verdicts are plain words", e);
    }
  }

  private static Map<String, Status> verdicts(String json) throws SQLException {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, Status>>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("Verdicts that were kept cannot be read", e);
    }
  }
}
