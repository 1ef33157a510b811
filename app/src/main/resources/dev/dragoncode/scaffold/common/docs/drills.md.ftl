[#include "/common/docs/runbooks/parts.ftl"]
# Drills

What was never tried does not work. Each drill has a script or a page, a rhythm, and a row below whenever it was done.

| drill | how | every |
| --- | --- | --- |
[#if has.database]
| a backup is restored | `scripts/restore-drill`: the newest dump into an empty database, compared table by table | quarter |
[/#if]
[#if has.rollout]
| a bad release goes back by itself | `scripts/rollback-drill`: in staging, with traffic | quarter |
| a canary goes to its end | the next release, watched: `kubectl argo rollouts get rollout [=project.name] --watch` | release |
[/#if]
[#if has.secrets]
| a secret is changed under load | `kubectl create job --from cronjob/[=project.name]-rotation …` in staging, while `load/baseline.js` runs: no request fails | quarter |
[/#if]
| the runbooks are gone through | `docs/runbooks`, with the system at hand | half a year |
[#if has.database]
| the database is away | `dragoncode drill postgresql pause --for 60s` beside the running program: readiness says no, liveness says yes, and it comes back | half a year |
[/#if]

Whoever has done one says so to the checklist as well: `dragoncode attest OPS-BACKUP --by NAME`[#if has.rollout], `PRD-CANARYRUN`[/#if][#if has.secrets], `SEC-ROTATE`[/#if], `OPS-RUNBOOK`.

## Record

Scripts add their row by themselves.

| day | drill | who | result |
| --- | --- | --- | --- |
