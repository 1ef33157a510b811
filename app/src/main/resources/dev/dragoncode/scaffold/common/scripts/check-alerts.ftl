[#include "/common/facts.ftl"]
#!/bin/sh
# Tries the alerts against series made up for them: monitoring/alerts.test.yaml. Needs Docker, or promtool.
set -eu
cd "$(dirname "$0")/.."

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
[#if has.operations]
# promtool knows the rules, but not the resource of Kubernetes around them
sed -n '/^  groups:/,$p' monitoring/alerts.yaml | sed 's/^  //' >"$work/rules.yaml"
[#else]
cp monitoring/alerts.yaml "$work/rules.yaml"
[/#if]
cp monitoring/alerts.test.yaml "$work/"

if command -v promtool >/dev/null; then
  cd "$work"
  promtool check rules rules.yaml
  promtool test rules alerts.test.yaml
else
  chmod -R a+rX "$work"
  for command in "check rules rules.yaml" "test rules alerts.test.yaml"; do
    # shellcheck disable=SC2086 # three words
    docker run --rm --volume "$work:/rules:ro" --workdir /rules --entrypoint promtool \
      prom/prometheus:[=v["prometheus"]] $command
  done
fi
