package dev.dragoncode.readiness;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Where a project stood at one moment.
 *
 * @param commit its commit's id; empty where there is no repository
 * @param rules names the rules that decided: a change of verdicts between two points with different
 *     rules may be theirs, not the project's
 * @param verdicts by the check's id
 */
public record TrendPoint(
    Instant at,
    String commit,
    String rules,
    OptionalInt score,
    OptionalInt coverage,
    Optional<Level> level,
    int passed,
    int failed,
    Map<String, Status> verdicts) {

  public TrendPoint {
    verdicts = Map.copyOf(verdicts);
  }

  /** The point of a report. */
  public static TrendPoint of(ReadinessReport report, String commit, String rules) {
    Tally tally = report.tally();
    Map<String, Status> verdicts = new TreeMap<>();
    report.findings().forEach(finding -> verdicts.put(finding.check().id(), finding.status()));
    return new TrendPoint(
        report.at(),
        commit,
        rules,
        tally.score(),
        tally.coverage(),
        report.level(),
        tally.passed(),
        tally.failed(),
        verdicts);
  }

  /** The verdicts that this has and the earlier one had not, by the check's id. */
  public Map<String, Status> changedSince(TrendPoint earlier) {
    Map<String, Status> changed = new TreeMap<>();
    verdicts.forEach((check, status) -> {
      if (status != earlier.verdicts().get(check)) {
        changed.put(check, status);
      }
    });
    return changed;
  }

  /** Whether this tells nothing that the earlier one did not. */
  public boolean repeats(TrendPoint earlier) {
    return commit.equals(earlier.commit())
        && rules.equals(earlier.rules())
        && verdicts.equals(earlier.verdicts());
  }
}
