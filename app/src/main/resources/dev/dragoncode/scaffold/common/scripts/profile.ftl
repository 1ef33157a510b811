[#include "/common/facts.ftl"]
#!/usr/bin/env bash
# Records a profile of the program under load, and the load's figures: see load/README.md. Needs k6, or Docker.
set -euo pipefail
cd "$(dirname "$0")/.."

out="$PWD/load/recorded"
mkdir -p "$out"
work="$(mktemp -d)"
program=
cleanup() {
  if [[ -n "$program" ]]; then kill -- "-$program" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

# one client asks for everything
export RATE_LIMIT_MAX=1000000
# in a process group of its own, so that all of it ends
set -m
[#if stack.id == "spring"]
rm -f "$out/baseline.jfr"
[=stack.run] \
  -Dspring-boot.run.jvmArguments="-XX:StartFlightRecording=filename=$out/baseline.jfr,settings=profile,dumponexit=true" \
  >"$work/program.log" 2>&1 &
[#else]
[=stack.build]
LOCAL_AUTH=1 node --cpu-prof --cpu-prof-dir "$work" --cpu-prof-name baseline.cpuprofile [#if has.telemetry]--import ./dist/telemetry/tracing.js [/#if]dist/main.js >"$work/program.log" 2>&1 &
[/#if]
program=$!
set +m
until curl --fail --silent "http://localhost:[=stack.port][=stack.ready]" >/dev/null; do
  if ! kill -0 "$program" 2>/dev/null; then
    tail -n 40 "$work/program.log" >&2
    exit 1
  fi
  sleep 1
done

passed=0
if command -v k6 >/dev/null; then
  k6 run --quiet --summary-export "$out/baseline.json" load/baseline.js || passed=$?
else
  docker run --rm --network host --user "$(id -u)" --volume "$PWD/load:/load" --env RATE --env DURATION --env TOKEN \
    grafana/k6:[=v["k6"]] run --quiet --summary-export /load/recorded/baseline.json /load/baseline.js || passed=$?
fi

kill -- "-$program"
wait "$program" || true
program=
[#if stack.id == "spring"]
# the program writes it on its way out
for _ in {1..60}; do
  if [[ -s "$out/baseline.jfr" ]]; then break; fi
  sleep 1
done
test -s "$out/baseline.jfr"
[#else]
cp "$work/baseline.cpuprofile" "$out/"
[/#if]
ls -l "$out"
exit "$passed"
