# Scales by how much is asked, before the processors are hot. KEDA makes an autoscaler of its own, so the plain one goes:
# two of them would pull at the same replicas. Take this component out of an overlay, and the plain one is back.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources:
  - scaled-object.yaml
patches:
  - patch: |
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata:
        name: [=project.name]
      $patch: delete
