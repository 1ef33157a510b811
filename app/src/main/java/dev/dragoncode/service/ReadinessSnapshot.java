package dev.dragoncode.service;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.project.Project;
import dev.dragoncode.project.ProjectSettings;
import dev.dragoncode.project.flags.Flag;
import dev.dragoncode.project.manifest.Need;
import dev.dragoncode.readiness.ReadinessReport;
import java.util.List;
import java.util.Optional;

/**
 * What is known about an open folder's readiness.
 *
 * @param version grows with every snapshot
 * @param project as far as it was read
 * @param settings from dragoncode.yaml, the last that could be read
 * @param state what is going on
 * @param report the newest verdicts; kept while the folder is read again, empty before the first
 * @param notices what limits the verdicts, such as folders that cannot be watched
 * @param needs the emulators that the project needs, with what shows it
 * @param flags its feature flags
 */
public record ReadinessSnapshot(
    long version,
    Project project,
    ProjectSettings settings,
    State state,
    Optional<ReadinessReport> report,
    List<Problem> notices,
    List<Need> needs,
    List<Flag> flags) {

  public ReadinessSnapshot {
    notices = List.copyOf(notices);
    needs = List.copyOf(needs);
    flags = List.copyOf(flags);
  }

  /** What the service is doing. */
  public sealed interface State {

    /**
     * The folder is being read or checked.
     *
     * @param filesSeen files found so far
     * @param checksDone checks decided so far
     * @param checks checks in all; 0 while files are still being found
     */
    record Loading(int filesSeen, int checksDone, int checks) implements State {}

    /** The report is complete and follows the folder. */
    record Live() implements State {}

    /** The folder cannot be read; the service tries again by itself. */
    record Failed(Problem problem) implements State {}
  }
}
