#!/usr/bin/env bash
# What CHANGELOG.md says of a version: scripts/release-notes 1.2.0
set -euo pipefail
cd "$(dirname "$0")/.."

notes="$(awk -v heading="## [$1]" 'index($0, "## ") == 1 { found = index($0, heading) == 1; next } found' CHANGELOG.md)"
if ! grep -q '[^[:space:]]' <<<"$notes"; then
  echo "CHANGELOG.md says nothing of $1" >&2
  exit 1
fi
echo "$notes"
