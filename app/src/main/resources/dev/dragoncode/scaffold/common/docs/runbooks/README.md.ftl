[#include "/common/docs/runbooks/parts.ftl"]
# Runbooks

One page for each alert: symptom, check, action, rollback. The alerts link here.

| page | alerts |
| --- | --- |
| [Requests fail](error-budget.md) | `[=project.type]ErrorBudgetBurnsFast`, `[=project.type]ErrorBudgetBurnsSlowly` |
| [Requests are slow](high-latency.md) | `[=project.type]LatencyBudgetBurnsFast`, `[=project.type]LatencyBudgetBurnsSlowly` |
| [Memory grows and is not given back](memory-leak.md) | `[=project.type]MemoryGrows` |
| [Nothing is known of the program](metrics-missing.md) | `[=project.type]MetricsMissing` |
[#if has.database]
| [The database cannot be reached](database-outage.md) | `[=project.type]DatabaseUnreachable` |
[/#if]
[#if has.operations && has.database]
| [The nightly backup is missing](backup-missing.md) | `[=project.type]BackupMissing` |
[/#if]
[#if has.operations && has.secrets]
| [The database's password was not changed](rotation-failed.md) | `[=project.type]RotationMissing` |
[/#if]
[#if has.rollout]
| [A rollout stands still or was sent back](rollout-stopped.md) | `[=project.type]RolloutStopped` |
[/#if]

Go through them twice a year with the system at hand, and write it down: `dragoncode attest OPS-RUNBOOK --by NAME`.
