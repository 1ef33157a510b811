# For the Prometheus operator. The pods' revision becomes a label, so that a new one can be judged by itself.
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: [=project.name]
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: [=project.name]
      app.kubernetes.io/component: api
  podTargetLabels: [[=has.rollout?then("rollouts-pod-template-hash", "pod-template-hash")]]
  endpoints:
    - port: http
      path: [=stack.metricsPath]
      interval: 15s
      scrapeTimeout: 5s
