[#include "/common/facts.ftl"]
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: [=project.name]
spec:
  scaleTargetRef:
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    name: [=project.name]
  pollingInterval: 15
  cooldownPeriod: 300
  minReplicaCount: 3
  maxReplicaCount: 12
  # without figures nobody knows the load: no fewer than now, and no fewer than this
  fallback:
    failureThreshold: 3
    replicas: 6
    behavior: currentReplicasIfHigher
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        scaleDown:
          stabilizationWindowSeconds: 300
          policies:
            - {type: Pods, value: 1, periodSeconds: 60}
  triggers:
    - type: prometheus
      name: requests
      metadata:
        serverAddress: http://prometheus-operated.monitoring:9090
        query: sum(rate([=requests][2m]))
        # requests a second that one replica answers within the objective; load/README.md says how it is found
        threshold: "50"
        ignoreNullValues: "false"
    - type: cpu
      metricType: Utilization
      metadata:
        value: "70"
