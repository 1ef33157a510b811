package dev.dragoncode.io.advisories;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.readiness.advisories.Advisory;
import dev.dragoncode.readiness.advisories.AdvisorySource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** Reads the advisories that were fetched; a newer set is taken up by itself. */
public final class AdvisoryStore implements AdvisorySource, AutoCloseable {

  private final Path folder;
  private final Map<Ecosystem, Opened> opened = new EnumMap<>(Ecosystem.class);

  private record Opened(Path file, Connection connection, PreparedStatement find, Instant asOf) {}

  /**
   * @param folder where the sets of advisories are; need not exist
   */
  public AdvisoryStore(Path folder) {
    this.folder = folder;
  }

  /** Where the sets of advisories are. */
  public Path folder() {
    return folder;
  }

  @Override
  public synchronized Optional<Instant> asOf(Ecosystem ecosystem) {
    return open(ecosystem).map(Opened::asOf);
  }

  @Override
  public synchronized List<Advisory> of(Ecosystem ecosystem, String name) {
    Opened known = opened.get(ecosystem);
    Optional<Opened> from = known == null ? open(ecosystem) : Optional.of(known);
    List<Advisory> found = new ArrayList<>();
    if (from.isEmpty()) {
      return found;
    }
    try {
      PreparedStatement find = from.get().find;
      find.setString(1, name);
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          found.add(AdvisoryText.read(rows.getString(1), rows.getString(2)));
        }
      }
      return found;
    } catch (SQLException | JsonProcessingException e) {
      throw Problem.of(
              "The advisories cannot be read",
              from.get().file + ": " + e.getMessage() + ".",
              Remedy.of("Fetch them anew: dragoncode audit --update"))
          .causedBy(e)
          .asException();
    }
  }

  private Optional<Opened> open(Ecosystem ecosystem) {
    Optional<Path> newest = AdvisoryFiles.newest(folder, ecosystem);
    Opened known = opened.get(ecosystem);
    if (known != null && newest.filter(known.file::equals).isPresent()) {
      return Optional.of(known);
    }
    if (known != null) {
      opened.remove(ecosystem);
      close(known);
    }
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    try {
      SQLiteConfig config = new SQLiteConfig();
      config.setReadOnly(true);
      Connection connection = config.createConnection("jdbc:sqlite:" + newest.get());
      Opened made =
          new Opened(
              newest.get(),
              connection,
              connection.prepareStatement(
                  "SELECT advisory, data FROM affected WHERE package = ? ORDER BY advisory"),
              about(connection));
      opened.put(ecosystem, made);
      return Optional.of(made);
    } catch (SQLException | java.time.DateTimeException e) {
      throw Problem.of(
              "The advisories cannot be opened",
              newest.get() + ": " + e.getMessage() + ".",
              Remedy.of("Delete the file, then fetch them anew: dragoncode audit --update"))
          .causedBy(e)
          .asException();
    }
  }

  private static Instant about(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT value FROM about WHERE name = 'asOf'")) {
      return row.next() ? Instant.parse(row.getString(1)) : Instant.EPOCH;
    }
  }

  private static void close(Opened each) {
    try {
      each.connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("Could not close " + each.file, e);
    }
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(AdvisoryStore::close);
    opened.clear();
  }
}
