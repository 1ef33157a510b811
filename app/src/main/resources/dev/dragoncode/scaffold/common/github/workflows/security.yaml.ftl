[#include "/common/github/steps.ftl"]
name: security

on:
  push:
    branches: [main]
  pull_request:
  schedule:
    # new vulnerabilities are found in old code
    - cron: "17 4 * * 1"

permissions:
  contents: read

concurrency:
  group: security-${{ github.ref }}
  cancel-in-progress: ${{ github.event_name == 'pull_request' }}

jobs:
  code:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read
      security-events: write
    strategy:
      fail-fast: false
      matrix:
        language: [[=(stack.id == "spring")?then("java-kotlin", "javascript-typescript")], actions]
    steps:
[@checkout /]
      - uses: [=action("github/codeql-action/init")]
        with:
          languages: ${{ matrix.language }}
          build-mode: none
          queries: security-extended
      - uses: [=action("github/codeql-action/analyze")]
        with:
          category: /language:${{ matrix.language }}

  dependency-review:
    if: ${{ github.event_name == 'pull_request' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
[@checkout /]
      - uses: [=action("actions/dependency-review-action")]
        with:
          fail-on-severity: high

  dependencies:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
[@checkout /]
      - uses: [=action("google/osv-scanner-action/osv-scanner-action")]
        with:
          scan-args: |-
            --recursive
            ./

  configuration:
    # [=has.operations?then("manifests, Dockerfile", has.image?then("the Dockerfile", "files"))] and secrets that somebody left behind
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
[@checkout /]
      - uses: [=action("aquasecurity/trivy-action")]
        with:
          scan-type: fs
          scanners: misconfig,secret
          severity: HIGH,CRITICAL
          exit-code: "1"
