package dev.dragoncode.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.secrets.SecretHistory.Brought;
import dev.dragoncode.project.secrets.SecretHistory.Kept;
import dev.dragoncode.project.secrets.SecretHistory.Memory;
import dev.dragoncode.project.secrets.SecretHistory.Past;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read of the histories of projects, in the user's database: fingerprints and masked
 * lines, never a secret. What cannot be kept or read is read from the repository again.
 */
public final class HistoryLog implements Memory {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryLog.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<UserDatabase> database;
  private final String rules;

  /**
   * @param rules names those by which secrets are found: what was found by others is read anew
   */
  public HistoryLog(Supplier<UserDatabase> database, String rules) {
    this.database = database;
    this.rules = rules;
  }

  @Override
  public Optional<Kept> of(Path project) {
    try {
      return database
          .get()
          .query(
              "SELECT heads, commits, found FROM history_read WHERE project = ? AND rules = ?",
              HistoryLog::read,
              project.toString(),
              rules)
          .stream()
          .findFirst();
    } catch (ProblemException e) {
      LOG.warn("What was read of the history of {} is not known: {}", project, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void keep(Path project, Kept kept) {
    try {
      database
          .get()
          .update(
              "INSERT OR REPLACE INTO history_read (project, rules, heads, commits, found)"
                  + " VALUES (?, ?, ?, ?, ?)",
              project.toString(),
              rules,
              String.join(" ", kept.heads()),
              kept.past().commits(),
              JSON.writeValueAsString(kept.past().found()));
    } catch (ProblemException | JsonProcessingException e) {
      LOG.warn("What was read of the history of {} is not kept: {}", project, e.getMessage());
    }
  }

  private static Kept read(ResultSet row) throws SQLException {
    try {
      List<Brought> found = JSON.readValue(row.getString(3), new TypeReference<List<Brought>>() {});
      return new Kept(Set.of(row.getString(1).split(" ")), new Past(found, row.getInt(2), ""));
    } catch (JsonProcessingException e) {
      throw new SQLException("What was read of a history cannot be read again", e);
    }
  }
}
