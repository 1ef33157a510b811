package dev.dragoncode.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One run of a project as it is kept: what was run, on what, and what came of it.
 *
 * @param id short; names its folder of artifacts, too
 * @param title what was run, in a word or two
 * @param summary what came of it, in one line
 * @param commands as a person would type them, in order
 * @param environment the variables that were set for it and those that decide how tools behave,
 *     with secrets masked
 * @param commit the id of the commit that was checked out; empty without a repository
 * @param tree names the state of the files, see {@link dev.dragoncode.project.TreeHash}; empty
 *     where nobody looked
 * @param detail the kind's own result as JSON
 */
public record RunRecord(
    String id,
    Kind kind,
    String title,
    Outcome outcome,
    String summary,
    List<String> commands,
    Map<String, String> environment,
    String commit,
    String tree,
    Instant began,
    Duration took,
    String detail) {

  public RunRecord {
    commands = List.copyOf(commands);
    environment = Map.copyOf(environment);
  }

  /** What is run. */
  public enum Kind {
    TESTS,
    PROFILE,
    LOAD,
    AUDIT,
    HOOKS,
    PROBES,
    ROTATION
  }

  /** What a run comes to. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** Nothing was shown, such as for want of a program. */
    NOTHING,
    /** Its user ended it. */
    STOPPED,
    /** It gave figures that are neither good nor bad by themselves. */
    MEASURED
  }

  /** When it ended. */
  public Instant ended() {
    return began.plus(took);
  }
}
