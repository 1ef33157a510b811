package dev.dragoncode.service;

import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.TrendPoint;
import dev.dragoncode.snapshot.SnapshotSource;
import java.time.LocalDate;
import java.util.List;

/** The checklist of one open project: snapshots up, commands down. */
public interface ReadinessControl {

  SnapshotSource<ReadinessSnapshot> readiness();

  /** Reads the folder again and decides every check anew; returns at once. */
  void recheck();

  /**
   * The lines around an evidence, secrets masked; where there is no such file, what the evidence
   * itself says, or nothing. Reads the file, so it belongs on a virtual thread.
   *
   * @param around how many lines before and after
   */
  List<ExcerptLine> excerpt(Evidence evidence, int around);

  /**
   * Writes a waiver into the project's dragoncode.yaml, keeping the rest of the file as it is.
   *
   * @param until within 90 days from today
   * @throws dev.dragoncode.problem.ProblemException if it cannot be written or is not allowed
   */
  void waive(String check, String reason, String owner, LocalDate until);

  /**
   * Where the project stood at the newest so many looks, oldest first. Reads the database, so it
   * belongs on a virtual thread.
   */
  List<TrendPoint> trend(int limit);

  /** Relative paths of the project's files whose name or path contains the words, best first. */
  List<String> findFiles(String words, int limit);

  /**
   * A numbered line of a file.
   *
   * @param number from 1; 0 where the line is in no file
   * @param hit whether the evidence points at it
   */
  record ExcerptLine(int number, String text, boolean hit) {}
}
