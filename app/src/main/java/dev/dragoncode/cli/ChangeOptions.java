package dev.dragoncode.cli;

import picocli.CommandLine.Option;

/** What every command that changes a project's files takes. */
final class ChangeOptions {

  @Option(names = "--dry-run", description = "Prints the change as a diff and writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--conflicts",
      description = "Writes files that were changed by hand as well, with git's conflict marks.")
  private boolean conflicts;

  /** Whether the change is shown only. */
  boolean dryRun() {
    return dryRun;
  }

  /** Whether files in conflict are written, too. */
  boolean conflicts() {
    return conflicts;
  }
}
