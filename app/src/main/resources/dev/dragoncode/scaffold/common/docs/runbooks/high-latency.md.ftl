[#include "/common/docs/runbooks/parts.ftl"]
# Requests are slow

For the alerts `[=project.type]LatencyBudgetBurnsFast` (page) and `[=project.type]LatencyBudgetBurnsSlowly` (ticket).

## Symptom

More than [=100 - latencyObjective] % of the requests of users take longer than 500 ms.

## Check

Which routes, and is it all pods or one?

```promql
histogram_quantile(0.95, sum by (le, [=stack.routeLabel]) (rate([=stack.latencyBucket]{[=selector]}[5m])))
```

[@state /]

A slow trace shows where the time goes: in the program (processor, collection of garbage), in a statement, or in a call to somebody else.

## Action

1. One pod alone: delete it; its successor is ready within a minute. Keep its log first.
2. All pods, processors at their limit: the load has grown. Raise the autoscaler's least number of replicas, then find out who calls so much.
[#if has.database]
3. Time is spent waiting for connections or in statements: `SELECT pid, state, wait_event, now() - query_start AS age, left(query, 80) FROM pg_stat_activity ORDER BY age DESC LIMIT 20;` A single statement that
   blocks the others is ended with `SELECT pg_terminate_backend(pid)`. A missing index shows as a sequential scan in `EXPLAIN`.
[/#if]
4. Calls to somebody else are slow: their status page, then ours: they have a time-out, so that requests fail rather than pile up.
5. Afterwards: repeat the load baseline (`load/README.md`) and compare.

## Rollback

If it began with a release, go back to the one before:

[@back /]
