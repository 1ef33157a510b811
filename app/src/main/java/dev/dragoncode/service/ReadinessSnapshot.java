package dev.dragoncode.service;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.readiness.ReadinessReport;
import java.util.List;
import java.util.Optional;

/**
 * The checklist of one open project at one moment.
 *
 * @param version grows with every change
 * @param state what the service is doing
 * @param report the newest verdicts; kept while they are checked again and while a problem lasts
 * @param stacks what the folder is made of, for a person, such as "Spring Boot" or "Node · Fastify"
 * @param branch the checked-out git branch, if there is one
 */
public record ReadinessSnapshot(
    long version,
    State state,
    Optional<ReadinessReport> report,
    List<String> stacks,
    Optional<String> branch) {

  public ReadinessSnapshot {
    stacks = List.copyOf(stacks);
  }

  /** What the service is doing. */
  public sealed interface State {

    /**
     * The folder is read and checked.
     *
     * @param done checks decided so far
     * @param total checks in all; 0 while the folder is still being read
     * @param files seen so far
     */
    record Checking(int done, int total, int files) implements State {}

    /** The report is up to date; the watcher waits for a change. */
    record Idle() implements State {}

    /** The folder cannot be read now. */
    record Failed(Problem problem) implements State {}
  }
}
