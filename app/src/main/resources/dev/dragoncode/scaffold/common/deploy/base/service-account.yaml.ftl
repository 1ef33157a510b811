# The program calls no Kubernetes API: no role is bound to this account, and its token is not mounted.
apiVersion: v1
kind: ServiceAccount
metadata:
  name: [=project.name]
automountServiceAccountToken: false
