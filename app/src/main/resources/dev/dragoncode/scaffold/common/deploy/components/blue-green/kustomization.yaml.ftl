# Blue/green in place of the canary: list this component in an overlay. The new revision starts beside the old one and
# takes over all at once; if it breaks the objectives in the quarter of an hour after that, the old one, which is still
# there, is back in seconds.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - path: strategy.yaml
    target:
      group: argoproj.io
      kind: Rollout
      name: [=project.name]
  - path: services.yaml
    target:
      kind: Service
      name: [=project.name]-canary
