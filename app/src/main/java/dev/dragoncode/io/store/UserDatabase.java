package dev.dragoncode.io.store;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.problem.Remedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The SQLite database in the user's data folder. One connection, used by one thread at a time;
 * several processes may share the file. Opened with the first use.
 */
public final class UserDatabase implements AutoCloseable {

  /** How long another process's write is waited for. */
  private static final int BUSY_TIMEOUT_MS = 3_000;

  /** Each entry brings the schema from its index to the next version; only ever appended to. */
  private static final List<List<String>> MIGRATIONS =
      List.of(
          List.of(
              """
              CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT\
              """,
              """
              CREATE TABLE project (
                path TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                stack TEXT NOT NULL DEFAULT '',
                score INTEGER,
                opened_at INTEGER NOT NULL,
                listed INTEGER NOT NULL DEFAULT 1
              ) STRICT\
              """,
              "CREATE TABLE trusted_folder (path TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT"),
          List.of(
              """
              CREATE TABLE drill (
                id TEXT PRIMARY KEY,
                session TEXT NOT NULL,
                project TEXT NOT NULL,
                emulator TEXT NOT NULL,
                engine TEXT NOT NULL,
                kind TEXT NOT NULL,
                lasting_ms INTEGER NOT NULL,
                latency_ms INTEGER NOT NULL,
                jitter_ms INTEGER NOT NULL,
                bytes_per_second INTEGER NOT NULL,
                begun_at INTEGER NOT NULL,
                ended_at INTEGER,
                ended TEXT,
                to_unhealthy_ms INTEGER,
                to_ready_ms INTEGER
              ) STRICT\
              """,
              "CREATE INDEX drill_of_project ON drill (project, begun_at)"),
          List.of(
              """
              CREATE TABLE proof (
                project TEXT NOT NULL,
                check_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                outcome TEXT NOT NULL,
                summary TEXT NOT NULL,
                evidence TEXT NOT NULL,
                at INTEGER NOT NULL,
                stamps TEXT NOT NULL,
                contents TEXT NOT NULL,
                PRIMARY KEY (project, check_id)
              ) STRICT\
              """,
              """
              CREATE TABLE verdicts (
                project TEXT NOT NULL,
                at INTEGER NOT NULL,
                commit_id TEXT NOT NULL,
                rules TEXT NOT NULL,
                score INTEGER,
                coverage INTEGER,
                level TEXT NOT NULL,
                passed INTEGER NOT NULL,
                failed INTEGER NOT NULL,
                by_check TEXT NOT NULL,
                PRIMARY KEY (project, at)
              ) STRICT\
              """),
          List.of(
              """
              CREATE TABLE history_read (
                project TEXT PRIMARY KEY,
                rules TEXT NOT NULL,
                heads TEXT NOT NULL,
                commits INTEGER NOT NULL,
                found TEXT NOT NULL
              ) STRICT\
              """),
          List.of(
              """
              CREATE TABLE run (
                id TEXT PRIMARY KEY,
                project TEXT NOT NULL,
                kind TEXT NOT NULL,
                title TEXT NOT NULL,
                outcome TEXT NOT NULL,
                summary TEXT NOT NULL,
                commands TEXT NOT NULL,
                environment TEXT NOT NULL,
                commit_id TEXT NOT NULL,
                tree TEXT NOT NULL,
                began INTEGER NOT NULL,
                took_ms INTEGER NOT NULL,
                detail BLOB NOT NULL
              ) STRICT\
              """,
              "CREATE INDEX run_of_project ON run (project, began)"));

  private final Path file;
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<Connection> connection = Optional.empty();

  /**
   * @param file made with its folder when first used
   */
  public UserDatabase(Path file) {
    this.file = file;
  }

  /** Work on a row set. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Runs a query and reads each row.
   *
   * @throws ProblemException if the database cannot be read
   */
  public <T> List<T> query(String sql, RowReader<T> reader, Object... arguments) {
    turn.lock();
    try (PreparedStatement statement = prepare(sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(reader.read(rows));
      }
      return result;
    } catch (SQLException e) {
      throw problem(e);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Runs a statement that changes something, in a transaction of its own.
   *
   * @throws ProblemException if the database cannot be written; nothing has changed then
   */
  public void update(String sql, @Nullable Object... arguments) {
    turn.lock();
    try (PreparedStatement statement = prepare(sql, arguments)) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw problem(e);
    } finally {
      turn.unlock();
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = open().prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  private Connection open() throws SQLException {
    if (connection.isPresent()) {
      return connection.get();
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new SQLException("The folder " + file.getParent() + " cannot be made", e);
    }
    Connection opened = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = opened.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MS);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      migrate(statement);
    } catch (SQLException e) {
      opened.close();
      throw e;
    }
    connection = Optional.of(opened);
    return opened;
  }

  private static void migrate(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    int version;
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      version = row.getInt(1);
    }
    int known = MIGRATIONS.size();
    for (List<String> step : MIGRATIONS.subList(Math.min(version, known), known)) {
      for (String sql : step) {
        statement.execute(sql);
      }
    }
    statement.execute("PRAGMA user_version = " + Math.max(version, MIGRATIONS.size()));
    statement.execute("COMMIT");
  }

  private ProblemException problem(SQLException e) {
    return Problem.of(
            "Your settings cannot be read or saved",
            "The database " + file + " does not answer: " + e.getMessage() + ".",
            Remedy.of("Check that the folder can be written and that the disk is not full"),
            Remedy.of(
                "Move the file away to start with empty settings; your projects stay as they are"))
        .causedBy(e)
        .asException();
  }

  /** Size on disk in bytes; 0 before the first use. */
  public long size() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      if (connection.isPresent()) {
        connection.get().close();
        connection = Optional.empty();
      }
    } catch (SQLException e) {
      throw problem(e);
    } finally {
      turn.unlock();
    }
  }
}
