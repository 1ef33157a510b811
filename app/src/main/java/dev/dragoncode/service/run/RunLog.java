package dev.dragoncode.service.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.files.PrivateFolders;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.problem.Problem;
import dev.dragoncode.problem.Remedy;
import dev.dragoncode.run.RunRecord;
import dev.dragoncode.run.RunRecord.Kind;
import dev.dragoncode.run.RunRecord.Outcome;
import dev.dragoncode.snapshot.SnapshotPublisher;
import dev.dragoncode.snapshot.SnapshotSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of all projects: a row of the user's database each, and a folder for its output and
 * artifacts. The row is written last, so a run that is listed is whole.
 */
public final class RunLog {

  /** In a run's folder: what it printed, bounded. */
  public static final String OUTPUT = "output.txt";

  /** The newest of a project that are kept. */
  static final int KEPT = 200;

  /** A folder without a row is a run that goes on, or that died; this old it died. */
  private static final Duration ABANDONED = Duration.ofDays(2);

  private static final int ID_LENGTH = 8;
  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEAD =
      "id, kind, title, outcome, summary, commands, environment, commit_id, tree, began, took_ms";

  private final UserDatabase database;
  private final Path folder;
  private final SnapshotPublisher<Long> changes = new SnapshotPublisher<>(0L);

  /**
   * @param folder of all runs' folders; made when first needed
   */
  public RunLog(UserDatabase database, Path folder) {
    this.database = database;
    this.folder = folder;
  }

  /** A name for a run that begins. */
  public static String newId() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
  }

  /** Counts what this process has kept. */
  public SnapshotSource<Long> changes() {
    return changes;
  }

  /**
   * The folder of a run's output and artifacts, private to the user; made where it is missing.
   *
   * @throws dev.dragoncode.problem.ProblemException if it cannot be made
   */
  public Path folder(String id) {
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("No id of a run: " + id);
    }
    try {
      return PrivateFolders.create(folder.resolve(id));
    } catch (IOException e) {
      throw Problem.of(
              "What a run leaves cannot be kept",
              folder + " cannot be written: " + e.getMessage(),
              Remedy.of("Check that the folder can be written and that the disk is not full"))
          .causedBy(e)
          .asException();
    }
  }

  /** Keeps a run, in place of an earlier state of the same one, and lets the oldest ones go. */
  public void keep(Path project, RunRecord run) {
    database.update(
        "INSERT OR REPLACE INTO run (project, "
            + HEAD
            + ", detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        project.toString(),
        run.id(),
        run.kind().name(),
        run.title(),
        run.outcome().name(),
        run.summary(),
        json(run.commands()),
        json(new TreeMap<>(run.environment())),
        run.commit(),
        run.tree(),
        run.began().toEpochMilli(),
        run.took().toMillis(),
        packed(run.detail()));
    forget(project);
    changes.update(before -> before + 1);
  }

  private void forget(Path project) {
    for (String id :
        database.query(
            "SELECT id FROM run WHERE project = ? ORDER BY began DESC, rowid DESC LIMIT -1 OFFSET ?",
            row -> row.getString(1),
            project.toString(),
            KEPT)) {
      database.update("DELETE FROM run WHERE id = ?", id);
      delete(folder.resolve(id));
    }
    abandoned().forEach(RunLog::delete);
  }

  /** What processes left that were killed in a run. */
  private List<Path> abandoned() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Instant before = Instant.now().minus(ABANDONED);
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(each -> {
            try {
              return Files.getLastModifiedTime(each).toInstant().isBefore(before);
            } catch (IOException e) {
              return false;
            }
          })
          .filter(each -> find(String.valueOf(each.getFileName())).isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      PrivateFolders.delete(folder);
    } catch (IOException e) {
      LOG.warn("What an old run left stays in {}", folder, e);
    }
  }

  /** A project's newest runs, newest first. */
  public List<RunRecord> of(Path project, int most) {
    return database.query(
        "SELECT "
            + HEAD
            + ", detail FROM run WHERE project = ? ORDER BY began DESC, rowid DESC LIMIT ?",
        row -> read(row, unpacked(row.getBytes(12))),
        project.toString(),
        most);
  }

  /** The newest of one kind. */
  public List<RunRecord> of(Path project, Kind kind, int most) {
    return database.query(
        "SELECT "
            + HEAD
            + ", detail FROM run WHERE project = ? AND kind = ?"
            + " ORDER BY began DESC, rowid DESC LIMIT ?",
        row -> read(row, unpacked(row.getBytes(12))),
        project.toString(),
        kind.name(),
        most);
  }

  /** The same without their details, which can be large: for a list. */
  public List<RunRecord> listed(Path project, int most) {
    return database.query(
        "SELECT " + HEAD + " FROM run WHERE project = ? ORDER BY began DESC, rowid DESC LIMIT ?",
        row -> read(row, ""),
        project.toString(),
        most);
  }

  /** The run with this id. */
  public Optional<RunRecord> find(String id) {
    return database
        .query(
            "SELECT " + HEAD + ", detail FROM run WHERE id = ?",
            row -> read(row, unpacked(row.getBytes(12))),
            id)
        .stream()
        .findFirst();
  }

  /** What a run printed, as far as it is kept. */
  public String output(String id) {
    Path file = folder.resolve(id).resolve(OUTPUT);
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      LOG.warn("{} cannot be read", file, e);
      return "";
    }
  }

  private static RunRecord read(ResultSet row, String detail) throws SQLException {
    try {
      return new RunRecord(
          row.getString(1),
          Kind.valueOf(row.getString(2)),
          row.getString(3),
          Outcome.valueOf(row.getString(4)),
          row.getString(5),
          JSON.readValue(row.getString(6), new TypeReference<List<String>>() {}),
          JSON.readValue(row.getString(7), new TypeReference<Map<String, String>>() {}),
          row.getString(8),
          row.getString(9),
          Instant.ofEpochMilli(row.getLong(10)),
          Duration.ofMillis(row.getLong(11)),
          detail);
    } catch (JsonProcessingException e) {
      throw new SQLException("A run that was kept cannot be read", e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts are JSON", e);
    }
  }

  /** Thousands of tests make megabytes that say much the same. */
  private static byte[] packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static String unpacked(byte[] bytes) throws SQLException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SQLException("A run that was kept cannot be read", e);
    }
  }
}
