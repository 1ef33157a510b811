# Prometheus for one's own machine, as compose.yaml starts it. In the cluster the operator is told by a ServiceMonitor.
global:
  scrape_interval: 15s
rule_files: [/etc/prometheus/rules.yaml]
scrape_configs:
  - job_name: [=project.name]
    metrics_path: [=stack.metricsPath]
    static_configs:
      - targets: [host.docker.internal:[=stack.port]]
[#if has.operations]
        # what the cluster would say, so that the same alerts find it here
        labels: {namespace: [=project.name]}
[/#if]
