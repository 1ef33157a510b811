[#include "/common/github/steps.ftl"]
name: ci

on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

concurrency:
  group: ci-${{ github.ref }}
  cancel-in-progress: ${{ github.event_name == 'pull_request' }}

jobs:
  verify:
    runs-on: ubuntu-24.04
    timeout-minutes: 20
[@database /]
    steps:
[@checkout /]
[@toolchain /]
      - name: Coding standards
        run: [=stack.lint]
      - name: Tests
        run: [=verify]
      - name: Keep the tests' report
        if: ${{ !cancelled() }}
        uses: [=action("actions/upload-artifact")]
        with:
          name: tests
          path: "[=stack.junit]"
          if-no-files-found: ignore

  dependencies:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
[@checkout /]
      - name: Known vulnerabilities
        uses: [=action("google/osv-scanner-action/osv-scanner-action")]
        with:
          scan-args: |-
            --recursive
            ./

  package:
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    steps:
[@checkout /]
[@toolchain /]
      - name: Build
        run: [=package]
[#if parts?has_content]
      - name: List the parts
        run: [=parts]
[/#if]
      - name: Keep both
        uses: [=action("actions/upload-artifact")]
        with:
          name: package
          path: |
            [=stack.artifactFile]
            [=stack.sbomFile]
          if-no-files-found: error

  reproducible:
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    steps:
[@checkout /]
[@toolchain /]
      - name: The same commit makes the same bytes
        run: scripts/reproducible
[#if has.image]

  image:
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    steps:
[@checkout /]
      - uses: [=action("docker/setup-buildx-action")]
      - name: Build the image
        uses: [=action("docker/build-push-action")]
        with:
          context: .
          push: false
          load: true
          tags: [=project.name]:ci
          cache-from: type=gha
          cache-to: type=gha,mode=max
[#if has.scans]
      - name: Known vulnerabilities of the image
        uses: [=action("aquasecurity/trivy-action")]
        with:
          image-ref: [=project.name]:ci
          severity: HIGH,CRITICAL
          ignore-unfixed: true
          exit-code: "1"
[/#if]
[/#if]
[#if has.slo]

  alerts:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
[@checkout /]
      - name: The alerts fire when they should
        run: scripts/check-alerts
[/#if]
[#if has.operations]

  manifests:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    strategy:
      matrix:
        environment: [staging, production]
    steps:
[@checkout /]
      - name: What would be applied is what the cluster understands
        run: |
          kubectl kustomize "deploy/overlays/${{ matrix.environment }}" |
            docker run --rm --interactive ghcr.io/yannh/kubeconform:[=v["kubeconform"]] -strict -ignore-missing-schemas -summary
[/#if]

  readiness:
    # DragonCode's checklist; name its repository in the variable DRAGONCODE_REPOSITORY, such as acme/dragoncode.
    if: ${{ vars.DRAGONCODE_REPOSITORY != '' }}
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    steps:
      - uses: [=action("actions/checkout")]
        with:
          persist-credentials: false
          fetch-depth: 0
          path: project
      - uses: [=action("actions/checkout")]
        with:
          persist-credentials: false
          repository: ${{ vars.DRAGONCODE_REPOSITORY }}
          path: dragoncode
      - uses: ./dragoncode/.github/actions/check
        with:
          path: project
