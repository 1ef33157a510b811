package dev.dragoncode.fix;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.Evidence;
import dev.dragoncode.readiness.Status;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.checks.Checks;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a check sees its gap, so that a fix looks no other way than the check does. */
final class Gaps {

  private static final Map<String, Check> CHECKS =
      Checks.all().stream().collect(Collectors.toMap(c -> c.spec().id(), Function.identity()));

  private Gaps() {}

  /** The verdict of a check on the project as it is. */
  static Verdict verdict(ProjectView view, String check) {
    Check known = CHECKS.get(check);
    if (known == null) {
      throw new IllegalArgumentException(check);
    }
    return known.decide(view);
  }

  /** The places of a gap, from the last line of a file to its first; none where there is no gap. */
  static List<Evidence> places(ProjectView view, String check) {
    Verdict verdict = verdict(view, check);
    return verdict.status() == Status.FAIL
        ? verdict.evidence().stream()
            .filter(e -> e.line() > 0)
            .sorted((a, b) -> Integer.compare(b.line(), a.line()))
            .toList()
        : List.of();
  }

  static boolean passes(ProjectView view, String check) {
    Status status = verdict(view, check).status();
    return status == Status.PASS || status == Status.NA;
  }
}
