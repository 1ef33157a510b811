package dev.dragoncode.readiness.checks;

import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.Evaluator;
import dev.dragoncode.readiness.facts.Sources;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** The checks that this version has, in the order of the checklist. */
public final class Checks {

  private static final List<Check> ALL =
      List.of(
          Scope.CHECK,
          PinnedBuild.CHECK,
          ReadmeRuns.CHECK,
          UnitTests.CHECK,
          IntegrationTests.CHECK,
          Linting.CHECK,
          LockedDependencies.CHECK,
          EnvFiles.CHECK,
          RateLimits.CHECK,
          InputValidation.CHECK,
          ErrorHandling.CHECK,
          Migrations.CHECK,
          Logging.CHECK,
          Tracing.CHECK,
          Objectives.SLO,
          CiTests.CHECK,
          ImageChecks.NON_ROOT,
          ImageChecks.BASE_PIN,
          Liveness.CHECK,
          Runbooks.CHECK,
          People.OWNER,
          Roles.CHECK,
          SecurityScans.CHECK,
          LocalEmulators.CHECK,
          People.CONTRIBUTING);

  private Checks() {}

  /** All of them. */
  public static List<Check> all() {
    return ALL;
  }

  /** An evaluator of all checks. */
  public static Evaluator evaluator(Clock clock, ExecutorService pool) {
    return new Evaluator(ALL, Sources::ahead, clock, pool);
  }
}
