apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - alerts.yaml
configMapGenerator:
  - name: [=project.name]-dashboard
    files: [dashboard.json]
    options:
      disableNameSuffixHash: true
      # Grafana's sidecar looks for it
      labels: {grafana_dashboard: "1"}
