[#include "/common/facts.ftl"]
[#assign production = environment == "production"]
[#assign place = project.name + production?then("", "-staging")]
[#assign databaseHost = production?then("", "staging-") + "postgresql.databases"]
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: [=place]

resources:
  - namespace.yaml
  - ../../base
[#if production && has.slo]
  - ../../../monitoring
[/#if]
[#if has.rollout]
components:
  - ../../components/keda
[/#if]
images:
  - name: [=project.name]
    newName: [=registry]
    newTag: v[=version]
configMapGenerator:
  - name: [=project.name]
    literals:
[#if stack.id == "node"]
      - NODE_ENV=production
      - HOST=0.0.0.0
      - TRUSTED_PROXIES=1
      - SHUTDOWN_DRAIN_MS=5000
[/#if]
      - OIDC_ISSUER=https://[=production?then("", "staging.")]login.example.com/
[#if has.security && !has.database]
      # lasts as long as the pod, as what it tells of does: both are in memory until there is a database
      - AUDIT_LOG_FILE=/tmp/audit.jsonl
[/#if]
[#if has.secrets]
      - VAULT_ADDR=https://vault.vault:8200
      - VAULT_TOKEN_FILE=/vault/token/token
      - VAULT_SECRET_PATH=secret/data/[=place]
[/#if]
[#if has.telemetry]
      - OTEL_EXPORTER_OTLP_ENDPOINT=http://opentelemetry-collector.monitoring:4318
      - OTEL_RESOURCE_ATTRIBUTES=service.namespace=[=project.name],deployment.environment.name=[=environment]
[/#if]
[#if has.database]
  - name: [=project.name]-database
    literals:
      - PGHOST=[=databaseHost]
      - PGPORT=5432
      - PGDATABASE=[=snake]
      - PGSSLMODE=require
[/#if]
[#if has.secrets]
  - name: [=project.name]-vault-agent
    files: [agent.hcl]
  - name: [=project.name]-rotation
    literals:
      - BAO_ADDR=https://vault.vault:8200
      - ROLE=[=place]-rotation
      - SECRET=[=place]
[/#if]
patches:
  - target:
      kind: Ingress
      name: [=project.name]
    patch: |
      - {op: replace, path: /spec/rules/0/host, value: [=host]}
      - {op: replace, path: /spec/tls/0/hosts/0, value: [=host]}
[#if production]
[#if !has.rollout]
  - patch: |
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: [=project.name]
      spec:
        minReplicas: 3
        maxReplicas: 12
[/#if]
[#elseif has.rollout]
  # staging's load is its own, and fewer replicas will do
  - target:
      kind: ScaledObject
      name: [=project.name]
    patch: |
      - {op: replace, path: /spec/minReplicaCount, value: 2}
      - {op: replace, path: /spec/maxReplicaCount, value: 4}
      - {op: replace, path: /spec/fallback/replicas, value: 2}
      - op: replace
        path: /spec/triggers/0/metadata/query
        value: sum(rate([=requests?replace('namespace="' + project.name, 'namespace="' + project.name + "-staging")][2m]))
[/#if]
[#if has.secrets && !production]
  # secrets of its own, by a login of its own: nothing here opens anything of production
  - target:
      kind: SecretStore
    patch: |
      - {op: replace, path: /spec/provider/vault/auth/kubernetes/role, value: [=place]-external-secrets}
[#assign fetched = ["backup", "rotation"] + has.security?then(["migrations"], []) + has.payments?then(["stripe"], [])]
[#list fetched as each]
  - target:
      kind: ExternalSecret
      name: [=project.name]-[=each]
    patch: |
      - {op: replace, path: /spec/dataFrom/0/extract/key, value: [=place]/[=each]}
[/#list]
[/#if]
