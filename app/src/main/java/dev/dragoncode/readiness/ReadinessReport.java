package dev.dragoncode.readiness;

import dev.dragoncode.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All verdicts on a project at one moment.
 *
 * @param findings one for each check, in the order of the checklist
 * @param checklist the roll-up at the top
 * @param files how many files were in view
 * @param took from the request to the last verdict
 * @param settingsProblems what is wrong in dragoncode.yaml, if anything
 */
public record ReadinessReport(
    List<Finding> findings,
    List<ChecklistItem> checklist,
    int files,
    Instant at,
    Duration took,
    List<Problem> settingsProblems) {

  public ReadinessReport {
    findings = List.copyOf(findings);
    checklist = List.copyOf(checklist);
    settingsProblems = List.copyOf(settingsProblems);
  }

  /**
   * One of the seven questions that a stakeholder asks, answered by checks.
   *
   * @param status pass when all its checks pass, fail when one fails, else unknown
   * @param checks ids of the checks behind it that exist in this report
   */
  public record ChecklistItem(String title, Status status, List<String> checks) {}

  public Tally tally() {
    return Tally.of(findings);
  }

  public Tally tally(Phase phase) {
    return Tally.of(findings.stream().filter(f -> f.check().phase() == phase).toList());
  }

  /** The highest level whose checks, and those of every lower one, all pass or are waived. */
  public Optional<Level> level() {
    Optional<Level> reached = Optional.empty();
    for (Level level : Level.values()) {
      if (!blockers(level).isEmpty()) {
        break;
      }
      reached = Optional.of(level);
    }
    return findings.isEmpty() ? Optional.empty() : reached;
  }

  /** What keeps this level closed: gaps first, then what is undecided, heaviest first. */
  public List<Finding> blockers(Level level) {
    return findings.stream()
        .filter(f -> f.check().requiredFrom().compareTo(level) <= 0)
        .filter(f -> f.status() != Status.PASS)
        .filter(f -> f.status() != Status.WAIVED && f.status() != Status.NA)
        .sorted(
            Comparator.comparing((Finding f) -> f.status() != Status.FAIL)
                .thenComparingDouble(f -> -f.check().weight().value()))
        .toList();
  }
}
