apiVersion: v1
kind: Namespace
metadata:
  name: [=project.name]-staging
  labels:
    # nothing that asks for more than the restricted profile is let in
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/warn: restricted
