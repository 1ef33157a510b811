[#include "/common/github/steps.ftl"]
name: release

# A release is a tag: scripts/release makes it.
on:
  push:
    tags: ["v[0-9]+.[0-9]+.[0-9]+"]

permissions:
  contents: read

concurrency:
  group: release-${{ github.ref }}

jobs:
  publish:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: write
      id-token: write
      attestations: write
[#if has.image]
      packages: write
[/#if]
    env:
      VERSION: ${{ github.ref_name }}
    steps:
[@checkout /]
[@toolchain /]
      - name: The tag is the version that the project says, and the changelog tells of it
        run: |
          test "$VERSION" = "v$(scripts/version)"
          scripts/release-notes "${VERSION#v}" >"$RUNNER_TEMP/notes.md"
      - name: Build
        run: [=package]
[#if parts?has_content]
      - name: List the parts
        run: [=parts]
[/#if]
      - name: Attest where it was built
        uses: [=action("actions/attest-build-provenance")]
        with:
          subject-path: "[=stack.artifactFile]"
[#if has.image]
      - uses: [=action("docker/setup-buildx-action")]
      - uses: [=action("docker/login-action")]
        with:
          registry: ghcr.io
          username: ${{ github.actor }}
          password: ${{ github.token }}
      - name: Name the image
        id: image
        run: |
          repository="${GITHUB_REPOSITORY,,}"
          echo "name=ghcr.io/$repository" >>"$GITHUB_OUTPUT"
      - name: Build and push the image, with its parts and its provenance
        id: push
        uses: [=action("docker/build-push-action")]
        with:
          context: .
          push: true
          tags: ${{ steps.image.outputs.name }}:${{ github.ref_name }}
          provenance: mode=max
          sbom: true
      - uses: [=action("sigstore/cosign-installer")]
      - name: Sign the image without a key, by this workflow's identity
        env:
          IMAGE: ${{ steps.image.outputs.name }}@${{ steps.push.outputs.digest }}
        run: cosign sign --yes "$IMAGE"
[/#if]
      - name: Publish
        env:
          GH_TOKEN: ${{ github.token }}
        run: gh release create "$VERSION" --verify-tag --notes-file "$RUNNER_TEMP/notes.md" [=stack.artifactFile] [=stack.sbomFile]
