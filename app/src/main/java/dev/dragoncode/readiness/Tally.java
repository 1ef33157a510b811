package dev.dragoncode.readiness;

import java.util.Collection;
import java.util.OptionalInt;

/**
 * Counts and weights of some findings.
 *
 * @param passed pass or waived
 * @param applicable all but not-applicable
 * @param decided pass, fail or waived
 */
public record Tally(
    int passed, int failed, int decided, int applicable, double passedWeight, double failedWeight) {

  public static Tally of(Collection<Finding> findings) {
    int passed = 0;
    int failed = 0;
    int applicable = 0;
    double passedWeight = 0;
    double failedWeight = 0;
    for (Finding finding : findings) {
      double weight = finding.check().weight().value();
      switch (finding.status()) {
        case PASS, WAIVED -> {
          passed++;
          passedWeight += finding.status() == Status.PASS ? weight : 0;
        }
        case FAIL -> {
          failed++;
          failedWeight += weight;
        }
        case UNKNOWN, STALE, ERROR, NA -> {}
      }
      if (finding.status() != Status.NA) {
        applicable++;
      }
    }
    return new Tally(passed, failed, passed + failed, applicable, passedWeight, failedWeight);
  }

  /** Passed weight of decided weight in percent, rounded down; empty where nothing was decided. */
  public OptionalInt score() {
    double decidedWeight = passedWeight + failedWeight;
    return decidedWeight == 0
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.floor(100 * passedWeight / decidedWeight));
  }

  /** Decided of applicable checks in percent, rounded down; empty where nothing applies. */
  public OptionalInt coverage() {
    return applicable == 0 ? OptionalInt.empty() : OptionalInt.of(100 * decided / applicable);
  }
}
