apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - service-account.yaml
  - workload.yaml
  - services.yaml
  - ingress.yaml
  - network-policy.yaml
  - disruption-budget.yaml
  - autoscaler.yaml
  - operators.yaml
  - service-monitor.yaml
[#if has.database]
  - database-backup.yaml
[/#if]
[#if has.secrets]
  - external-secrets.yaml
  - rotation.yaml
[/#if]
[#if has.rollout]
  - analysis.yaml
configurations:
  - rollout-references.yaml
[/#if]
labels:
  - pairs:
      app.kubernetes.io/part-of: [=project.name]
      app.kubernetes.io/managed-by: kustomize
