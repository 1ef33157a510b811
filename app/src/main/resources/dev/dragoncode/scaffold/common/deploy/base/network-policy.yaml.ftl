# Who may call the program, and whom it may call; everything else is dropped.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: [=project.name]
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: [=project.name]
      app.kubernetes.io/component: api
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: monitoring
      ports:
        - port: http
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
      ports:
        - {port: 53, protocol: UDP}
        - {port: 53, protocol: TCP}
[#if has.database]
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: databases
      ports:
        - port: 5432
[/#if]
[#if has.secrets]
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: vault
      ports:
        - port: 8200
[/#if]
[#if has.telemetry]
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: monitoring
      ports:
        - port: 4318
[/#if]
    # [=has.payments?then("Stripe and the issuer of tokens", "The issuer of tokens")]; never the node's own metadata, which hands out its credentials
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [169.254.0.0/16]
      ports:
        - port: 443
[#if has.database]
---
# The jobs beside it[#if has.secrets], rotation and backup,[/#if] reach the database[#if has.secrets], Vault[/#if] and, for the backups, the object store.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: [=project.name]-jobs
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: [=project.name]
      app.kubernetes.io/component: job
  policyTypes: [Ingress, Egress]
  ingress: []
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
      ports:
        - {port: 53, protocol: UDP}
        - {port: 53, protocol: TCP}
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: databases
      ports:
        - port: 5432
[#if has.secrets]
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: vault
      ports:
        - port: 8200
[/#if]
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [169.254.0.0/16]
      ports:
        - port: 443
[/#if]
