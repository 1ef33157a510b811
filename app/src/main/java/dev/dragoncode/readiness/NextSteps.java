package dev.dragoncode.readiness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chooses what opens the next level soonest: what one click mends, then what a run decides, then
 * what a person has to write; within each the heaviest first.
 */
public final class NextSteps {

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

  private static boolean byRun(String check) {
    return Arrays.stream(Proof.Kind.values()).anyMatch(kind -> kind.checks().contains(check));
  }

  private static Effort effort(Finding finding, Predicate<String> mendable) {
    String id = finding.check().id();
    if (finding.status() == Status.FAIL && mendable.test(id)) {
      return Effort.CLICK;
    }
    if (finding.status() != Status.FAIL && byRun(id)) {
      return Effort.RUN;
    }
    return finding.status() == Status.FAIL ? Effort.WORK : Effort.LOOK;
  }
}
