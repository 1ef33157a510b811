package dev.dragoncode.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dragoncode.io.store.UserDatabase;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Proof;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What runs have shown about projects, in the user's database: the newest for each check. */
public final class ProofLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final UserDatabase database;

  public ProofLog(UserDatabase database) {
    this.database = database;
  }

  /** Keeps a proof in place of the check's earlier one. */
  public void keep(Path project, Proof proof) {
    database.update(
        "INSERT OR REPLACE INTO proof (project, check_id, kind, outcome, summary, evidence, at,"
            + " stamps, contents) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        project.toString(),
        proof.check(),
        proof.kind().name(),
        proof.outcome().name(),
        proof.summary(),
        json(proof.evidence()),
        proof.at().toEpochMilli(),
        proof.stamps(),
        proof.contents());
  }

  /** All of a project. */
  public List<Proof> of(Path project) {
    return database.query(
        "SELECT check_id, kind, outcome, summary, evidence, at, stamps, contents FROM proof"
            + " WHERE project = ?",
        ProofLog::read,
        project.toString());
  }

  private static Proof read(ResultSet row) throws SQLException {
    return new Proof(
        row.getString(1),
        Proof.Kind.valueOf(row.getString(2)),
        Proof.Outcome.valueOf(row.getString(3)),
        row.getString(4),
        evidence(row.getString(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getString(7),
        row.getString(8));
  }

  private static String json(List<Evidence> evidence) {
    try {
      return JSON.writeValueAsString(evidence);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Evidence is plain text", e);
    }
  }

  private static List<Evidence> evidence(String json) throws SQLException {
    try {
      return JSON.readValue(json, new TypeReference<List<Evidence>>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("A proof's evidence cannot be read", e);
    }
  }
}
