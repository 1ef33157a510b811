apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: [=project.name]
spec:
  scaleTargetRef:
    apiVersion: [=has.rollout?then("argoproj.io/v1alpha1", "apps/v1")]
    kind: [=has.rollout?then("Rollout", "Deployment")]
    name: [=project.name]
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
  behavior:
    # up at once, down slowly: a pause between two waves is not the end of the day
    scaleUp:
      stabilizationWindowSeconds: 0
      policies:
        - {type: Percent, value: 100, periodSeconds: 30}
    scaleDown:
      stabilizationWindowSeconds: 300
      policies:
        - {type: Pods, value: 1, periodSeconds: 60}
