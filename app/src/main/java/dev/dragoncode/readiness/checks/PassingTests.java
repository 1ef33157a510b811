package dev.dragoncode.readiness.checks;

import dev.dragoncode.problem.ProblemException;
import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.run.TestPlan;
import dev.dragoncode.run.TestPlans;
import java.util.List;
import java.util.stream.Collectors;

/** VAL-PASS: the tests pass on the files as they are. Only a run can show that, never a file. */
final class PassingTests {

  static final Check CHECK =
      Rule.manifests(
          new CheckSpec(
              "VAL-PASS",
              Phase.VALIDATE,
              "Tests pass on this tree",
              Weight.CRITICAL,
              Level.C,
              "Tests that were green last week say nothing about the files of today.",
              "Run them: Run tests in the window, or dragoncode test. What fails is named with its"
                  + " file and line."),
          PassingTests::decide);

  private PassingTests() {}

  private static Verdict decide(ProjectView view) {
    List<TestPlan> plans;
    try {
      plans = TestPlans.of(view);
    } catch (ProblemException e) {
      return Verdict.unknown(e.problem().reason());
    }
    return plans.isEmpty()
        ? Verdict.unknown(
            "Nothing says how tests are run; name the command as commands.test in dragoncode.yaml")
        : Verdict.unknown(
            "Not run on these files yet; dragoncode test would run "
                + plans.stream().map(TestPlan::shown).collect(Collectors.joining(", then ")));
  }
}
