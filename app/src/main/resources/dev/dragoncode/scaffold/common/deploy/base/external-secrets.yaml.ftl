# What is fetched from Vault or OpenBao by External Secrets and renewed by itself. The database's password is not among
# it: the program reads that one itself, so that a new one needs no restart.
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata:
  name: [=project.name]
spec:
  provider:
    vault:
      server: https://vault.vault:8200
      path: secret
      version: v2
      auth:
        kubernetes:
          mountPath: kubernetes
          role: [=project.name]-external-secrets
          serviceAccountRef:
            name: [=project.name]-external-secrets
            audiences: [vault]
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: [=project.name]-external-secrets
automountServiceAccountToken: false
[#macro secret name]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: [=project.name]-[=name]
spec:
  refreshInterval: 15m
  secretStoreRef:
    kind: SecretStore
    name: [=project.name]
  target:
    name: [=project.name]-[=name]
    creationPolicy: Owner
  dataFrom:
    - extract:
        key: [=project.name]/[=name]
[/#macro]
[@secret "backup" /]
[@secret "rotation" /]
[#if has.security]
[@secret "migrations" /]
[/#if]
[#if has.payments]
[@secret "stripe" /]
[/#if]
