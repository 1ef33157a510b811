[#include "/common/facts.ftl"]
#!/usr/bin/env bash
# Proves in staging that a release which breaks an objective goes back by itself: rolls out a revision like the one that
# runs, held to an objective that nothing can meet, under traffic, and waits until Argo Rollouts has given it up.
# Needs kubectl with the argo-rollouts plugin, and traffic (load/README.md): without figures nothing is judged.
set -euo pipefail
cd "$(dirname "$0")/.."

namespace="${NAMESPACE:-[=project.name]-staging}"
rollout=[=project.name]
if [[ "$namespace" == "[=project.name]" ]]; then
  echo "That is production." >&2
  exit 2
fi

show() { kubectl --namespace "$namespace" get rollout "$rollout" --output "jsonpath=$1"; }
undo() { kubectl apply --server-side --force-conflicts --kustomize deploy/overlays/staging >/dev/null; }

stable="$(show '{.status.stableRS}')"
if [[ "$(show '{.status.phase}')" != Healthy ]]; then
  echo "The rollout is not healthy to begin with: $(show '{.status.phase} {.status.message}')" >&2
  exit 1
fi

trap undo EXIT
started="$(date +%s)"
# no share of slow requests is below nothing
kubectl --namespace "$namespace" patch rollout "$rollout" --type json --patch "$(cat <<PATCH
[{"op": "add", "path": "/spec/template/metadata/annotations", "value": {"drill": "$started"}},
 {"op": "replace", "path": "/spec/strategy/canary/analysis/args/2/value", "value": "-1"}]
PATCH
)"

until [[ "$(show '{.status.abort}')" == true ]]; do
  if (($(date +%s) - started > 1200)); then
    echo "Not given up within 20 minutes: $(show '{.status.phase} {.status.message}')" >&2
    exit 1
  fi
  sleep 5
done
seconds=$(($(date +%s) - started))

if [[ "$(show '{.status.stableRS}')" != "$stable" ]]; then
  echo "It was given up, but another revision than $stable is stable now." >&2
  exit 1
fi
until [[ "$(show '{.status.readyReplicas}')" == "$(show '{.spec.replicas}')" ]]; do sleep 2; done
echo "Given up after $seconds s: $(show '{.status.message}'). $stable serves everybody."
echo "| $(date -u +%F) | a bad release goes back by itself | $(git config user.name || id --user --name) | given up after $seconds s, $stable stayed |" >>docs/drills.md
