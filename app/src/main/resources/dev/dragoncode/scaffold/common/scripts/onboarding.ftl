[#include "/common/facts.ftl"]
#!/usr/bin/env bash
# Measures what a newcomer waits for: from an empty folder with empty caches to green tests, and to the first answer.
# Adds the figures to CONTRIBUTING.md. What the program talks to must be up (dragoncode up, or docker compose up --wait).
set -euo pipefail
cd "$(dirname "$0")/.."

project="$PWD"
work="$(mktemp -d)"
program=
cleanup() {
  if [[ -n "$program" ]]; then kill -- "-$program" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

started="$(date +%s)"
git clone --quiet "$project" "$work/clone"
cd "$work/clone"
[#if stack.id == "spring"]
export MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$work/cache"
[#else]
export npm_config_cache="$work/cache"
[=stack.install]
[/#if]
[=stack.test]
tested=$(($(date +%s) - started))

# in a process group of its own, so that all of it ends
set -m
[=stack.run] >"$work/program.log" 2>&1 &
program=$!
set +m
until curl --fail --silent "http://localhost:[=stack.port][=stack.ready]" >/dev/null; do
  if ! kill -0 "$program" 2>/dev/null; then
    tail -n 40 "$work/program.log" >&2
    exit 1
  fi
  sleep 1
done
answered=$(($(date +%s) - started))

machine="$(uname -s -m), $(getconf _NPROCESSORS_ONLN) cores"
row="| $(date -u +%F) | $machine | $((tested / 60)) min $((tested % 60)) s | $((answered / 60)) min $((answered % 60)) s |"
awk -v row="$row" '{ print } /^\| --- \| --- \| --- \| --- \|$/ { print row }' "$project/CONTRIBUTING.md" >"$work/guide.md"
cat "$work/guide.md" >"$project/CONTRIBUTING.md"
echo "Green tests after $tested s, the first answer after $answered s: noted in CONTRIBUTING.md"
