[#include "/common/facts.ftl"]
#!/usr/bin/env bash
# Builds the last commit twice, in two folders, and compares what comes out, byte by byte.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v sha256sum >/dev/null || sha256sum() { shasum --algorithm 256 "$@"; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

sums() {
  mkdir -p "$work/$1"
  git archive HEAD | tar -x -C "$work/$1"
  cd "$work/$1"
[#if stack.install?has_content]
  [=stack.install] >/dev/null
[/#if]
  ([=package]) >/dev/null
  sha256sum -- [=stack.artifactFile]
}

(sums first) >"$work/first.txt"
(sums second-and-elsewhere) >"$work/second.txt"
cat "$work/first.txt"
if ! cmp -s "$work/first.txt" "$work/second.txt"; then
  echo "Two builds of the same commit differ:" >&2
  diff "$work/first.txt" "$work/second.txt" >&2
  exit 1
fi
