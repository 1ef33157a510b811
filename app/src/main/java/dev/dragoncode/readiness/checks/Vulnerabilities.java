package dev.dragoncode.readiness.checks;

import dev.dragoncode.project.ProjectView;
import dev.dragoncode.project.locks.Ecosystem;
import dev.dragoncode.project.locks.MavenGraphs;
import dev.dragoncode.readiness.Check;
import dev.dragoncode.readiness.CheckSpec;
import dev.dragoncode.readiness.Level;
import dev.dragoncode.readiness.Phase;
import dev.dragoncode.readiness.Verdict;
import dev.dragoncode.readiness.Weight;
import dev.dragoncode.readiness.advisories.Audit;
import dev.dragoncode.readiness.advisories.AuditVerdict;
import dev.dragoncode.readiness.advisories.IgnoredVulns;
import java.time.Clock;
import java.time.LocalDate;

/** PRE-VULN: nothing that ships has a hole that everybody can read of. */
record Vulnerabilities(Clock clock, Outside outside) implements Check {

  @Override
  public CheckSpec spec() {
    return new CheckSpec(
        "PRE-VULN",
        Phase.HARDEN,
        "No known high or critical vulnerability",
        Weight.CRITICAL,
        Level.C,
        "A hole that is published is tried by machines within days.",
        "Go to the version that the audit names: dragoncode audit shows each with its way into the"
            + " project. What cannot be reached may stand in osv-scanner.toml with a reason and"
            + " ignoreUntil.");
  }

  @Override
  public Depth depth() {
    return Depth.SOURCES;
  }

  @Override
  public Verdict decide(ProjectView view) {
    boolean maven = outside.advisories().asOf(Ecosystem.MAVEN).isPresent();
    Audit audit =
        Audit.of(
            // without advisories there is no use in resolving anything
            Audit.graphs(view, maven ? outside.maven() : MavenGraphs.none()),
            outside.advisories(),
            IgnoredVulns.of(view, LocalDate.now(clock)));
    return AuditVerdict.of(audit, view, clock.instant());
  }
}
