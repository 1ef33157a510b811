[#assign org = project.owner?remove_beginning("@")?replace("/.*$", "", "r")?lower_case?replace("[^a-z0-9-]", "-", "r")]
[#assign production = environment == "production"]
[#assign database = project.name?replace("-", "_")]
[#assign databaseHost = production?then("", "staging-") + "postgresql.databases"]
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: [=project.name][#if !production]-staging[/#if]

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
    newName: ghcr.io/[=org]/[=project.name]
    newTag: 0.1.0
configMapGenerator:
  - name: [=project.name]
    literals:
[#if stack.id == "spring"]
      - SPRING_PROFILES_ACTIVE=production
[#else]
      - NODE_ENV=production
[/#if]
      - OIDC_ISSUER=https://[=production?then("", "staging.")]login.example.com/
[#if has.database && stack.id == "spring"]
      - SPRING_DATASOURCE_URL=jdbc:postgresql://[=databaseHost]:5432/[=database]?sslmode=require
[/#if]
[#if has.secrets]
      - VAULT_ADDR=https://vault.vault:8200
      - VAULT_ROLE=[=project.name]
      - VAULT_JWT_FILE=/var/run/secrets/vault/token
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
      - PGDATABASE=[=database]
      - PGSSLMODE=require
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
        value: sum(rate([=stack.requestsTotal]{job="[=project.name]",namespace="[=project.name]-staging"[#if stack.excludedRoutes??],[=stack.routeLabel]!~"[=stack.excludedRoutes]"[/#if]}[2m]))
[/#if]
