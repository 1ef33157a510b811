[#include "/common/facts.ftl"]
# Deployment

Kustomize: what both environments share lies in `base`, what differs in `overlays`, what can be switched on in `components`.

```sh
kubectl kustomize deploy/overlays/staging                    # what would be applied
kubectl diff --kustomize deploy/overlays/staging             # and what that changes
kubectl apply --server-side --kustomize deploy/overlays/staging
[#if has.rollout]
kubectl argo rollouts --namespace [=project.name]-staging get rollout [=project.name] --watch
[#else]
kubectl --namespace [=project.name]-staging rollout status deployment/[=project.name]
[/#if]
```

## Before the first time

These are names that only you know; each stands in one place.

| what | where | stands for now |
| --- | --- | --- |
| the image's registry | `newName` in both overlays | `[=registry]` |
| host names | both overlays | `[=project.name].example.com`, `staging.[=project.name].example.com` |
| the issuer of tokens | `OIDC_ISSUER` in both overlays | `https://login.example.com/` |
| ingress class and certificate issuer | `base/ingress.yaml` | `traefik`, cert-manager's `letsencrypt` |
| the ingress's and Prometheus' namespaces | `base/network-policy.yaml` | `ingress`, `monitoring` |
[#if has.database]
| the database | `PGHOST` in both overlays; its namespace in `base/network-policy.yaml` | `postgresql.databases`; one outside the cluster gets an `ipBlock` there |
[/#if]
[#if has.secrets]
| Vault or OpenBao | `VAULT_ADDR` in both overlays, `base/external-secrets.yaml`, `base/rotation.yaml` | `https://vault.vault:8200` |
[/#if]
| who is on call | the group in `base/operators.yaml` | `[=team]` |

## What the cluster must have

| | for |
| --- | --- |
| Kubernetes 1.33 or newer | `preStop` that sleeps[#if has.secrets], containers beside the program that start first[/#if] |
| an ingress controller and cert-manager | TLS |
| Prometheus operator, metrics-server[#if has.database], kube-state-metrics[/#if] | metrics, alerts, scaling |
[#if has.rollout]
| Argo Rollouts 1.8 or newer | canary, blue/green, analysis |
| KEDA 2.17 or newer | scaling by requests |
[/#if]
[#if has.secrets]
| External Secrets 0.16 or newer | secrets from Vault; the program's own login it reads itself ([secrets](../docs/secrets.md)) |
[/#if]

[#if !has.secrets && (has.database || has.payments)]
## Secrets

They are not in this repository, and nothing brings them yet (the capability `secrets` does). Once, for each namespace, from files that are deleted afterwards:

```sh
[#if has.database]
kubectl --namespace [=project.name]-staging create secret generic [=project.name]-database --from-file username --from-file password
kubectl --namespace [=project.name]-staging create secret generic [=project.name]-backup --from-file username --from-file password \
  --from-file endpoint --from-file bucket --from-file access-key-id --from-file secret-access-key
[/#if]
[#if has.database && has.security]
kubectl --namespace [=project.name]-staging create secret generic [=project.name]-migrations --from-file username --from-file password
[/#if]
[#if has.payments]
kubectl --namespace [=project.name]-staging create secret generic [=project.name]-stripe --from-file secret-key --from-file webhook-secret
[/#if]
```

[/#if]
[#if has.rollout]
## Components

| component | what it does | where it is listed |
| --- | --- | --- |
| `keda` | scales by requests a second, in the place of the autoscaler of `base` | both overlays |
| `blue-green` | switches all at once, in the place of the canary | nowhere: list it in an overlay instead |
| `queue` | adds a trigger on what waits in a queue | nowhere: there is none yet |

[/#if]
## A new version

[#if has.release]
`scripts/release` sets `newTag` of staging. [/#if]Production gets it by a change of `newTag` in `overlays/production/kustomization.yaml`, reviewed like any other, and going back is the revert of that change.
[#if has.rollout]
A release first serves a tenth of the requests, and is held against the objectives the whole way. Beyond them it is taken back by itself; without enough requests to tell, it waits for a person
([runbook](../docs/runbooks/rollout-stopped.md)).
[/#if]
[#if has.release && has.image]

Only what our own workflow has signed should be let in; the cluster's admission policy (Kyverno, policy-controller) checks what this does by hand:

```sh
cosign verify [=registry]:v[=version] \
  --certificate-identity-regexp '^https://github.com/[=repository]/.github/workflows/release.yaml@refs/tags/v' \
  --certificate-oidc-issuer https://token.actions.githubusercontent.com
```
[/#if]
