package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Evaluator;
import dev.dragoncode.readiness.Explanation;
import dev.dragoncode.readiness.facts.Sources;
import dev.dragoncode.run.probe.DeclaredRoute;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** The checks that this version has, in the order of the checklist. */
public final class Checks {

  private Checks() {}

  /** All of them, by the clock of UTC. */
  public static List<Check> all() {
    return all(Clock.systemUTC(), Outside.none());
  }

  /** All of them, by this clock. */
  private static List<Check> all(Clock clock, Outside outside) {
    return List.of(
        Scope.CHECK,
        PinnedBuild.CHECK,
        ReadmeRuns.CHECK,
        Authentication.CHECK,
        Stores.ADAPTER,
        Metrics.EVENTS,
        UnitTests.CHECK,
        PassingTests.CHECK,
        IntegrationTests.CHECK,
        Coverage.CHECK,
        Linting.CHECK,
        Hooks.CHECK,
        FeatureFlags.CHECK,
        LockedDependencies.CHECK,
        new Vulnerabilities(clock, outside),
        UpdateBots.CHECK,
        EndOfLife.at(clock),
        new Secrets(outside),
        EnvFiles.CHECK,
        DefaultSecrets.CHECK,
        StartupConfig.CHECK,
        SecretSupply.MANAGER,
        RateLimits.CHECK,
        InputValidation.CHECK,
        ErrorHandling.CHECK,
        CrossOrigin.CHECK,
        Migrations.CHECK,
        ApiContract.CHECK,
        OutboundCalls.CHECK,
        Stores.REAL,
        Metrics.EXPORTER,
        Logging.CHECK,
        LogOutput.STDOUT,
        LogOutput.CORRELATED,
        PersonalData.CHECK,
        Tracing.CHECK,
        Objectives.SLO,
        Alerts.CHECK,
        Rehearsals.PROFILE,
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
        Rehearsals.CANARY,
        Liveness.CHECK,
        ReadinessEndpoint.CHECK,
        WorkloadChecks.PROBES,
        GracefulShutdown.CHECK,
        WorkloadChecks.RESOURCES,
        Scaling.CHECK,
        Runbooks.CHECK,
        Rehearsals.COST,
        Rehearsals.BACKUP,
        People.OWNER,
        SecretSupply.ROTATION,
        AuditTrail.CHECK,
        Roles.CHECK,
        SecurityScans.CHECK,
        TransportSecurity.CHECK,
        WorkloadChecks.POD_SECURITY,
        Privileges.CHECK,
        Rehearsals.PENTEST,
        DevEnvironment.CHECK,
        LocalEmulators.CHECK,
        People.CONTRIBUTING,
        Standards.CHECK);
  }

  /** The routes that a project's sources declare. */
  public static List<DeclaredRoute> routes(ProjectView view) {
    return view.get(Routes.FACT).routes().stream()
        .map(each -> new DeclaredRoute(each.method(), each.path(), each.file(), each.line()))
        .toList();
  }

  /** Names what this version's checks are and how they say they decide. */
  public static String rules() {
    StringBuilder words = new StringBuilder();
    Map<String, Explanation> explanations = Explanation.all();
    for (Check check : all()) {
      CheckSpec spec = check.spec();
      words.append(spec.id()).append(spec.title()).append(spec.weight()).append(spec.remedy());
      words.append(explanations.get(spec.id()));
    }
    return "%d-%08x".formatted(all().size(), words.toString().hashCode());
  }

  /** An evaluator of all checks, which know nothing beyond the project's folder. */
  public static Evaluator evaluator(Clock clock, ExecutorService pool) {
    return evaluator(clock, pool, Outside.none());
  }

  /** An evaluator of all checks. */
  public static Evaluator evaluator(Clock clock, ExecutorService pool, Outside outside) {
    return new Evaluator(all(clock, outside), Sources::ahead, clock, pool);
  }
}
