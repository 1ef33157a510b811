[#include "/common/facts.ftl"]
[#assign toolchain = (stack.id == "spring")?then("maven:3.9-eclipse-temurin-" + stack.runtimeVersion, "node:" + image("node", stack.runtimeVersion) + "-bookworm")]
[#macro database]
[#if has.database]
  services:
    - name: postgres:[=image("postgres", "18")]
      alias: postgres
  variables:
    POSTGRES_USER: dragoncode
    POSTGRES_PASSWORD: dragoncode
    POSTGRES_DB: app
    DATABASE_URL: postgresql://dragoncode:dragoncode@postgres:5432/app
    PGHOST: postgres
    PGPORT: "5432"
    PGUSER: dragoncode
    PGPASSWORD: dragoncode
    PGDATABASE: app
[/#if]
[/#macro]
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_PIPELINE_SOURCE == "schedule"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    - if: $CI_COMMIT_TAG

stages: [verify, package[#if has.release], release[/#if]]

default:
  image: [=toolchain]
  interruptible: true
  timeout: 20 minutes

variables:
[#if stack.id == "spring"]
  MAVEN_OPTS: -Dmaven.repo.local=$CI_PROJECT_DIR/.m2/repository
[#else]
  npm_config_cache: $CI_PROJECT_DIR/.npm
[/#if]

.toolchain:
  cache:
    key:
      files: [[=(stack.id == "spring")?then("pom.xml", "package-lock.json")]]
    paths: [[=(stack.id == "spring")?then(".m2/repository", ".npm")]]
[#if stack.install?has_content]
  before_script:
    - [=stack.install]
[/#if]

standards:
  extends: .toolchain
  stage: verify
  script:
    - [=stack.lint]

tests:
  extends: .toolchain
  stage: verify
[@database /]
  script:
    - [=verify]
  artifacts:
    when: always
    reports:
      junit: "[=stack.junit]"

dependencies:
  stage: verify
  image:
    name: ghcr.io/google/osv-scanner:[=v["osv-scanner"]]
    entrypoint: [""]
  script:
    - /osv-scanner scan source --recursive .
[#if has.scans]

code:
  stage: verify
  image: semgrep/semgrep:[=v["semgrep"]]
  script:
    - semgrep scan --config p/default --error --metrics off .

configuration:
  stage: verify
  image:
    name: aquasec/trivy:[=v["trivy"]]
    entrypoint: [""]
  script:
    - trivy fs --scanners misconfig,secret --severity HIGH,CRITICAL --exit-code 1 .
[/#if]
[#if has.slo]

alerts:
  stage: verify
  image:
    name: prom/prometheus:[=v["prometheus"]]
    entrypoint: [""]
  script:
    - sh scripts/check-alerts
[/#if]

package:
  extends: .toolchain
  stage: package
  script:
    - [=package]
[#if parts?has_content]
    - [=parts]
[/#if]
  artifacts:
    paths:
      - "[=stack.artifactFile]"
      - "[=stack.sbomFile]"

reproducible:
  extends: .toolchain
  stage: package
  script:
    - scripts/reproducible
[#if has.image]

image:
  stage: package
  image: docker:[=v["docker"]]
  services: [docker:[=v["docker"]]-dind]
  variables:
    DOCKER_TLS_CERTDIR: /certs
  script:
    - docker build --tag [=project.name]:ci .
[#if has.scans]
    - docker save --output image.tar [=project.name]:ci
    - docker run --rm --volume "$CI_PROJECT_DIR:/work" aquasec/trivy:[=v["trivy"]] image --input /work/image.tar --severity HIGH,CRITICAL --ignore-unfixed --exit-code 1
[/#if]
[/#if]
[#if has.release]
[#if has.image]

publish-image:
  stage: release
  image: docker:[=v["docker"]]
  services: [docker:[=v["docker"]]-dind]
  interruptible: false
  rules:
    - if: $CI_COMMIT_TAG =~ /^v\d+\.\d+\.\d+$/
  id_tokens:
    SIGSTORE_ID_TOKEN:
      aud: sigstore
  variables:
    DOCKER_TLS_CERTDIR: /certs
    IMAGE: $CI_REGISTRY_IMAGE:$CI_COMMIT_TAG
  script:
    - apk add --no-cache cosign
    - echo "$CI_REGISTRY_PASSWORD" | docker login --username "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
    - docker buildx create --use
    - docker buildx build --push --provenance mode=max --sbom true --metadata-file image.json --tag "$IMAGE" .
    # signed without a key, by this pipeline's identity
    - cosign sign --yes "$CI_REGISTRY_IMAGE@$(sed -n 's/.*"containerimage.digest"[^"]*"\([^"]*\)".*/\1/p' image.json)"
[/#if]

release:
  stage: release
  image: registry.gitlab.com/gitlab-org/cli:[=v["gitlab-cli"]]
  interruptible: false
  rules:
    - if: $CI_COMMIT_TAG =~ /^v\d+\.\d+\.\d+$/
  script:
    - echo "Release $CI_COMMIT_TAG"
  release:
    tag_name: $CI_COMMIT_TAG
    description: CHANGELOG.md
[/#if]
