package dev.dragoncode.io.advisories;

import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.readiness.advisories.OsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Writes one ecosystem's advisories into a file of their own, which counts once it is complete. */
final class AdvisoryWriter implements AutoCloseable {

  /** Rows that are handed to SQLite at once. */
  private static final int BATCH = 1_000;

  private final Path folder;
  private final Ecosystem ecosystem;
  private final long millis;
  private final Path partial;
  private final Connection connection;
  private final PreparedStatement insert;
  private int rows;
  private Instant newest = Instant.EPOCH;
  private boolean complete;

  AdvisoryWriter(Path folder, Ecosystem ecosystem, long millis) throws IOException, SQLException {
    this.folder = folder;
    this.ecosystem = ecosystem;
    this.millis = millis;
    Files.createDirectories(folder);
    partial = AdvisoryFiles.partial(folder, ecosystem, millis);
    Files.deleteIfExists(partial);
    connection = DriverManager.getConnection("jdbc:sqlite:" + partial);
    try (Statement statement = connection.createStatement()) {
      // nothing is lost where the machine stops: the file is begun anew
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute(
          "CREATE TABLE affected (package TEXT NOT NULL, advisory TEXT NOT NULL, data TEXT NOT NULL)"
              + " STRICT");
      statement.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT");
    }
    connection.setAutoCommit(false);
    insert = connection.prepareStatement("INSERT INTO affected VALUES (?, ?, ?)");
  }

  void add(OsvRecord osv, OsvRecord.Affected affected) throws SQLException {
    insert.setString(1, affected.name());
    insert.setString(2, osv.id());
    insert.setString(3, AdvisoryText.write(affected.advisory()));
    insert.addBatch();
    rows++;
    seen(osv.modified());
    if (rows % BATCH == 0) {
      insert.executeBatch();
    }
  }

  /** A record that says when the data was still looked after, such as one that was withdrawn. */
  void seen(Instant modified) {
    newest = modified.isAfter(newest) ? modified : newest;
  }

  int rows() {
    return rows;
  }

  Instant newest() {
    return newest;
  }

  /**
   * Makes the file count.
   *
   * @param asOf of when the advisories are
   */
  void complete(Instant asOf) throws SQLException, IOException {
    insert.executeBatch();
    try (PreparedStatement about =
            connection.prepareStatement("INSERT INTO about VALUES ('asOf', ?)");
        Statement index = connection.createStatement()) {
      about.setString(1, asOf.toString());
      about.executeUpdate();
      index.execute("CREATE INDEX by_package ON affected (package)");
    }
    connection.commit();
    connection.close();
    Files.move(
        partial, AdvisoryFiles.complete(folder, ecosystem, millis), StandardCopyOption.ATOMIC_MOVE);
    complete = true;
    AdvisoryFiles.tidy(folder, ecosystem, millis);
  }

  @Override
  public void close() throws SQLException {
    if (!complete) {
      connection.close();
      AdvisoryFiles.delete(partial);
    }
  }
}
