[#include "/common/docs/runbooks/parts.ftl"]
# Requests fail

For the alerts `[=project.type]ErrorBudgetBurnsFast` (page) and `[=project.type]ErrorBudgetBurnsSlowly` (ticket).

## Symptom

More requests of users end with a server's error than the objective of [=objective] % has room for. Callers see problem
documents with the status 500 or 503.

## Check

Since when, and on which routes? What was changed at that time: a release, a setting, something the program calls?

```promql
sum by ([=stack.routeLabel], [=stack.statusLabel]) (rate([=failed][5m]))
```

[@state /]

Every line of the log carries the trace's id: one failed request, followed through its trace, usually says which call it was.

## Action

1. It began with a release: go to Rollback first, and look for the cause afterwards.
2. Every request of one route fails: its log lines name the cause. [#if has.flags]If the route is behind a flag, switch it off in `flags/`.[/#if]
[#if has.database]
3. The log speaks of connections or time-outs of the database: [database outage](database-outage.md).
[/#if]
[#if has.payments]
4. Only payments fail: see https://status.stripe.com; callers may repeat a payment with its idempotency key, nothing is charged twice.
[/#if]
5. None of it, and the load is higher than usual: more replicas.

[#if has.operations]
```sh
kubectl --namespace [=project.name] patch [=has.rollout?then("scaledobject", "hpa")]/[=project.name] --type merge --patch '{"spec":{"[=has.rollout?then("minReplicaCount", "minReplicas")]":6}}'
```
[/#if]

## Rollback

[@back /]

The share of failed requests must fall within five minutes. If it does not, the release was not the cause: go on with Action.
