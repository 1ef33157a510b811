[#include "/common/docs/runbooks/parts.ftl"]
# Nothing is known of the program

For the alert `[=project.type]MetricsMissing` (page): while it lasts, no other alert can fire.

## Symptom

Prometheus has not been able to fetch `[=stack.metricsPath]` from any instance for five minutes. Either nothing runs, or
nobody can see it.

## Check

Do users get answers?

[@state /]

[#if has.operations]
```sh
kubectl --namespace [=project.name] get servicemonitors,networkpolicies,endpointslices
```
[/#if]

In Prometheus, Status, Targets: is `[=project.name]` listed, and with which error?

## Action

1. Nothing runs: `kubectl describe pod` or the log of the last start says why; most often a setting that the new release requires. Go to Rollback.
2. It runs, and the target is missing: the ServiceMonitor's labels are not those that this Prometheus selects.
3. It runs, and the target is refused or times out: the NetworkPolicy lets in the namespace `monitoring` alone; has Prometheus moved?
4. It runs, and the route answers 401 or 404: the release changed the route. Go to Rollback.

## Rollback

[@back /]
