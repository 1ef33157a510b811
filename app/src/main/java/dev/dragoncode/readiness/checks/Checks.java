package dev.dragoncode.readiness.checks;

import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.Evaluator;
import dev.dragoncode.readiness.facts.Sources;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** The checks that this version has, in the order of the checklist. */
public final class Checks {

  private Checks() {}

  /** All of them, by the system's clock. */
  public static List<Check> all() {
    return all(Clock.systemDefaultZone());
  }

  /** All of them, by this clock. */
  private static List<Check> all(Clock clock) {
    return List.of(
          Scope.CHECK,
          PinnedBuild.CHECK,
          ReadmeRuns.CHECK,
          UnitTests.CHECK,
          IntegrationTests.CHECK,
          Coverage.CHECK,
          Linting.CHECK,
          Hooks.CHECK,
          LockedDependencies.CHECK,
          UpdateBots.CHECK,
          EndOfLife.at(clock),
          EnvFiles.CHECK,
          RateLimits.CHECK,
          InputValidation.CHECK,
          ErrorHandling.CHECK,
          Migrations.CHECK,
          Logging.CHECK,
          Tracing.CHECK,
          Objectives.SLO,
          Alerts.CHECK,
          CiTests.CHECK,
          PinnedActions.CHECK,
          ImageBuilds.IMAGE,
          ImageChecks.NON_ROOT,
          ImageChecks.BASE_PIN,
          ImageBuilds.MINIMAL,
          ImageBuilds.IGNORE,
          DeployedImages.CHECK,
          Releases.CHECK,
          Artifacts.REPRODUCIBLE,
          Artifacts.SBOM,
          Rollouts.ROLLOUT,
          Rollouts.ROLLBACK,
          Liveness.CHECK,
          WorkloadChecks.PROBES,
          WorkloadChecks.RESOURCES,
          Scaling.CHECK,
          Runbooks.CHECK,
          People.OWNER,
          Roles.CHECK,
          SecurityScans.CHECK,
          TransportSecurity.CHECK,
          WorkloadChecks.POD_SECURITY,
          Privileges.CHECK,
          DevEnvironment.CHECK,
          LocalEmulators.CHECK,
          People.CONTRIBUTING,
          Standards.CHECK);
  }

  /** An evaluator of all checks. */
  public static Evaluator evaluator(Clock clock, ExecutorService pool) {
    return new Evaluator(all(clock), Sources::ahead, clock, pool);
  }
}
