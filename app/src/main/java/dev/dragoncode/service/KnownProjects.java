package dev.dragoncode.service;

import dev.dragoncode.io.store.UserDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/** The folders that were opened before, and those that the user trusts. */
public final class KnownProjects {

  /** More than a screen of them helps nobody. */
  private static final int LISTED = 8;

  private final UserDatabase database;
  private final InstantSource clock;

  public KnownProjects(UserDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The latest first. */
  public List<RecentProject> recent() {
    return database.query(
        "SELECT path, name, stack, score, opened_at FROM project WHERE listed = 1"
            + " ORDER BY opened_at DESC LIMIT ?",
        row -> {
          int percent = row.getInt(4);
          OptionalInt score = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(percent);
          return new RecentProject(
              Path.of(row.getString(1)),
              row.getString(2),
              row.getString(3),
              score,
              Instant.ofEpochMilli(row.getLong(5)));
        },
        LISTED);
  }

  /** Puts a project first. */
  public void opened(Path path, String name) {
    database.update(
        "INSERT INTO project (path, name, opened_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (path) DO UPDATE SET opened_at = excluded.opened_at, listed = 1",
        path.toString(),
        name,
        clock.millis());
  }

  /** Keeps what the welcome screen says of a project. */
  public void checked(Path path, String stack, OptionalInt score) {
    if (score.isPresent()) {
      database.update(
          "UPDATE project SET stack = ?, score = ? WHERE path = ?",
          stack,
          score.getAsInt(),
          path.toString());
    } else {
      database.update(
          "UPDATE project SET stack = ?, score = NULL WHERE path = ?", stack, path.toString());
    }
  }

  /** Takes a project off the list; nothing in its folder changes. */
  public void forget(Path path) {
    database.update("UPDATE project SET listed = 0 WHERE path = ?", path.toString());
  }

  /** Whether the user lets what is in this folder run. */
  public boolean trusted(Path path) {
    return !database
        .query("SELECT 1 FROM trusted_folder WHERE path = ?", row -> 1, path.toString())
        .isEmpty();
  }

  public void trust(Path path) {
    database.update(
        "INSERT OR IGNORE INTO trusted_folder (path, since) VALUES (?, ?)",
        path.toString(),
        clock.millis());
  }

  public void distrust(Path path) {
    database.update("DELETE FROM trusted_folder WHERE path = ?", path.toString());
  }

  /** Every folder that is trusted, by path. */
  public List<Path> trustedFolders() {
    return database.query(
        "SELECT path FROM trusted_folder ORDER BY path", row -> Path.of(row.getString(1)));
  }
}
