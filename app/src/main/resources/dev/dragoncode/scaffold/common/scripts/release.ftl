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

if [[ "$version" != "$(scripts/version)" ]]; then
[#if stack.id == "spring"]
  old="$(scripts/version)"
  sed -i "0,/<parent>/! { 0,/<version>${old//./\\.}<\/version>/ s//<version>$version<\/version>/ }" pom.xml
[#else]
  npm version --no-git-tag-version "$version" >/dev/null
[/#if]
fi
test "$(scripts/version)" = "$version"
sed -i "s/^## \[Unreleased\].*/## [Unreleased]\n\n## [$version] - $(date -u +%F)/" CHANGELOG.md
[#if has.operations]
sed -i "s/^\( *newTag: \).*/\1v$version/" deploy/overlays/staging/kustomization.yaml
git add deploy/overlays/staging/kustomization.yaml
[/#if]
git add CHANGELOG.md [=stack.manifest!"package.json package-lock.json"]
git commit --quiet --message "Release $version"
git tag --annotate "v$version" --message "[=project.name] $version"
echo "Tagged v$version. Publish it: git push --follow-tags origin HEAD"
