# A node that is drained takes one pod at a time.
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: [=project.name]
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      app.kubernetes.io/name: [=project.name]
      app.kubernetes.io/component: api
