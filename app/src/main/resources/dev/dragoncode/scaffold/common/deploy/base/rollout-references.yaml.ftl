# Kustomize knows where a Deployment names its ConfigMap, but not where a Rollout does. With this, a changed setting
# gets a new name, and so goes out as a revision of its own, by the same steps as a new image.
nameReference:
  - kind: ConfigMap
    version: v1
    fieldSpecs:
      - kind: Rollout
        path: spec/template/spec/containers/envFrom/configMapRef/name
      - kind: Rollout
        path: spec/template/spec/initContainers/envFrom/configMapRef/name
      - kind: Rollout
        path: spec/template/spec/volumes/configMap/name
