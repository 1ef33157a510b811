package dev.dragoncode.readiness;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses what opens the next level soonest: what one click mends, then what a run decides, then
 * what a person has to write; within each the heaviest first.
 */
public final class NextSteps {

  /** Checks that a run of the tests or a look at the running service decides. */
  private static final Set<String> BY_RUN = Set.of("VAL-PASS", "OPS-GRACEFUL");

  private NextSteps() {}

  /** How much work a step is. */
  private enum Effort {
    CLICK,
    RUN,
    WORK,
    LOOK
  }

  /**
   * The first steps towards a level; none where it is open.
   *
   * @param mendable whether a machine can mend the check with this id
   */
  public static List<Finding> towards(
      Level level, ReadinessReport report, Predicate<String> mendable, int limit) {
    return report.blockers(level).stream()
        .sorted(
            Comparator.comparing((Finding each) -> effort(each, mendable))
                .thenComparingDouble(each -> -each.check().weight().value()))
        .limit(limit)
        .toList();
  }

  private static Effort effort(Finding finding, Predicate<String> mendable) {
    String id = finding.check().id();
    if (finding.status() == Status.FAIL && mendable.test(id)) {
      return Effort.CLICK;
    }
    if (finding.status() != Status.FAIL && BY_RUN.contains(id)) {
      return Effort.RUN;
    }
    return finding.status() == Status.FAIL ? Effort.WORK : Effort.LOOK;
  }
}
