[#include "/common/docs/runbooks/parts.ftl"]
# A rollout stands still or was sent back

For the alert `[=project.type]RolloutStopped` (ticket).

## Symptom

`Degraded`: the new revision broke an objective, or did not become ready within five minutes. The old one serves everybody again; users are
fine. `Paused`: the analysis could not tell, mostly for want of traffic, and waits for a person.

## Check

```sh
kubectl argo rollouts --namespace [=project.name] get rollout [=project.name]
kubectl --namespace [=project.name] get analysisruns --sort-by .metadata.creationTimestamp | tail -n 3
kubectl --namespace [=project.name] get "$(kubectl --namespace [=project.name] get analysisruns --sort-by .metadata.creationTimestamp --output name | tail -n 1)" --output jsonpath='{range .status.metricResults[*]}{.name}{": "}{.phase}{" "}{.measurements[*].value}{"\n"}{end}'
```

## Action

1. Failed by `errors` or `slow`: look at the canary's log and traces. Mend it and roll out anew; do not retry the same image.
2. Not ready: `kubectl describe pod` of the newest pod; most often a missing setting or secret.
3. Inconclusive at a quiet time: wait for traffic, or make some (`load/README.md`) and let it go on. Only who has looked at the new pods' log may
   wave it through:

   ```sh
   kubectl argo rollouts --namespace [=project.name] promote [=project.name]
   ```

## Rollback

It has been rolled back already when it is `Degraded`. Bring the manifests to what runs, so that the next deployment does not try it again: revert the change of `newTag`
in `deploy/overlays/production/kustomization.yaml`. While it is `Paused`:

```sh
kubectl argo rollouts --namespace [=project.name] abort [=project.name]
```
