package dev.dragoncode.service;

import dev.dragoncode.snapshot.SnapshotSource;
import java.nio.file.Path;

/** The audit of one open project: snapshots up, commands down; every command returns at once. */
public interface AuditControl {

  SnapshotSource<AuditSnapshot> audits();

  /** Audits with what is on this machine. */
  void audit();

  /** Fetches the newest advisories, then audits. */
  void update();

  /** Writes the bill of materials of the newest result. */
  void writeSbom(Path file);

  /** Ends what goes on. */
  void cancel();
}
