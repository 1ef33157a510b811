[#include "/common/facts.ftl"]
# What whoever is on call may do here: look, restart, scale, go back. They cannot read secrets or enter pods; but who may
# change a workload can have it do anything with its own rights, so this group is to be trusted as the program is.
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: [=project.name]-operators
rules:
  - apiGroups: [""]
    resources: [pods, pods/log, services, configmaps, events]
    verbs: [get, list, watch]
  - apiGroups: [""]
    resources: [pods]
    verbs: [delete]
[#if has.rollout]
  - apiGroups: [argoproj.io]
    resources: [rollouts, analysisruns, analysistemplates]
    verbs: [get, list, watch]
  - apiGroups: [argoproj.io]
    resources: [rollouts, rollouts/scale, rollouts/status]
    verbs: [patch, update]
  - apiGroups: [keda.sh]
    resources: [scaledobjects]
    verbs: [get, list, watch, patch]
  - apiGroups: [apps]
    resources: [replicasets]
    verbs: [get, list, watch]
[#else]
  - apiGroups: [apps]
    resources: [deployments, replicasets]
    verbs: [get, list, watch]
  - apiGroups: [apps]
    resources: [deployments, deployments/scale]
    verbs: [patch, update]
[/#if]
  - apiGroups: [networking.k8s.io]
    resources: [ingresses, networkpolicies]
    verbs: [get, list, watch]
  - apiGroups: [discovery.k8s.io]
    resources: [endpointslices]
    verbs: [get, list, watch]
  - apiGroups: [monitoring.coreos.com]
    resources: [servicemonitors, prometheusrules]
    verbs: [get, list, watch]
  - apiGroups: [autoscaling]
    resources: [horizontalpodautoscalers]
    verbs: [get, list, watch, patch]
[#if has.database]
  - apiGroups: [batch]
    resources: [cronjobs]
    verbs: [get, list, watch]
  - apiGroups: [batch]
    resources: [jobs]
    verbs: [get, list, watch, create, delete]
[/#if]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: [=project.name]-operators
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: [=project.name]-operators
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: [=team]
