#!/usr/bin/env bash
# The version that the project says it has.
set -euo pipefail
cd "$(dirname "$0")/.."
[#if stack.id == "spring"]
# the project's own, and not its parent's
sed -n '/<parent>/,/<\/parent>/d; s:^ *<version>\(.*\)</version>.*:\1:p' pom.xml | head -n 1
[#else]
node --print "require('./package.json').version"
[/#if]
