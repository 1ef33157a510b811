#!/usr/bin/env bash
# Makes a release: scripts/release 1.2.0. Sets the version, closes the changelog's open section, commits and tags; the
# push of the tag, which is yours, has the workflow build, sign and publish it.
set -euo pipefail
cd "$(dirname "$0")/.."

version="${1:?which version? such as 1.2.0}"
if [[ ! "$version" =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
  echo "$version is no version of three numbers: https://semver.org" >&2
  exit 2
fi
if [[ -n "$(git status --porcelain)" ]]; then
  echo "There are changes that are not committed." >&2
  exit 1
fi
if ! awk '/^## /{open = /Unreleased/; next} open && NF {found = 1} END {exit !found}' CHANGELOG.md; then
  echo "CHANGELOG.md lists nothing under Unreleased." >&2
  exit 1
fi

work="$(mktemp)"
trap 'rm -f "$work"' EXIT
edit() { # a file, and what awk is told
  local file="$1"
  shift
  awk "$@" "$file" >"$work"
  cat "$work" >"$file"
}

if [[ "$version" != "$(scripts/version)" ]]; then
[#if stack.id == "spring"]
  # the project's own, and not its parent's
  edit pom.xml -v new="<version>$version</version>" '
    /<parent>/ { parent = 1 }
    !parent && !done && sub(/<version>[^<]*<\/version>/, new) { done = 1 }
    /<\/parent>/ { parent = 0 }
    { print }'
[#else]
  npm version --no-git-tag-version --ignore-scripts "$version" >/dev/null
[/#if]
fi
test "$(scripts/version)" = "$version"
edit CHANGELOG.md -v heading="## [$version] - $(date -u +%F)" '{ print } /^## \[Unreleased\]/ { print ""; print heading }'
[#if has.operations]
edit deploy/overlays/staging/kustomization.yaml -v tag="v$version" '{ sub(/newTag: .*/, "newTag: " tag); print }'
git add deploy/overlays/staging/kustomization.yaml
[/#if]
git add CHANGELOG.md [=stack.manifest!"package.json package-lock.json"]
git commit --quiet --message "Release $version"
git tag --annotate "v$version" --message "[=project.name] $version"
echo "Tagged v$version. Publish it: git push --follow-tags origin HEAD"
