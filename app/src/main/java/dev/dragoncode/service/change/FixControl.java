package dev.dragoncode.service.change;

import dev.dragoncode.change.Proposal;
import dev.dragoncode.snapshot.SnapshotSource;
import java.util.Map;

/** Mends the gaps of one project: shown first, then written, undone on request. Blocks. */
public interface FixControl {

  /** What was changed last. */
  SnapshotSource<FixSnapshot> applied();

  /**
   * What a fix would do now; writes nothing.
   *
   * @param check a check's id, the ids of capabilities with commas between, or {@code update}
   * @param answers to the questions of its fix, as far as there are any
   * @throws dev.dragoncode.problem.ProblemException if no machine can mend it, or the folder cannot
   *     be read
   */
  Proposal preview(String check, Map<String, String> answers);

  /**
   * Writes what was shown.
   *
   * @param withMarks whether files in conflict are written too, with git's marks in them
   * @throws dev.dragoncode.problem.ProblemException if the project is no longer what the change was
   *     made up for, or a file cannot be written; nothing is changed then
   */
  Applied apply(String check, Proposal shown, boolean withMarks);

  /**
   * What would undo the last change; writes nothing.
   *
   * @throws dev.dragoncode.problem.ProblemException if there is nothing to undo
   */
  Proposal undoing();

  /**
   * Undoes the last change.
   *
   * @throws dev.dragoncode.problem.ProblemException if that meets conflicts and they are not to be
   *     written, or a file cannot be written
   */
  void undo(boolean withMarks);
}
