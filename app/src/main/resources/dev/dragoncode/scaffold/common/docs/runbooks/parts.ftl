[#include "/common/facts.ftl"]
[#assign kind = has.rollout?then("rollout", "deployment")]
[#assign pods = "--selector app.kubernetes.io/name=" + project.name + ",app.kubernetes.io/component=api"]
[#-- How the release before comes back. --]
[#macro back]
[#if has.rollout]
```sh
kubectl argo rollouts --namespace [=project.name] abort [=project.name]   # while a new revision is still on its way
kubectl argo rollouts --namespace [=project.name] undo [=project.name]    # when it is through already
kubectl argo rollouts --namespace [=project.name] get rollout [=project.name] --watch
```
[#elseif has.operations]
```sh
kubectl --namespace [=project.name] rollout undo deployment/[=project.name]
kubectl --namespace [=project.name] rollout status deployment/[=project.name]
```
[#else]
```sh
git checkout "$(git describe --tags --abbrev=0 HEAD^)"   # the release before
[=package]
```

Then start what was built in the place of what runs.
[/#if]
[/#macro]
[#macro state]
```sh
[#if has.operations]
kubectl --namespace [=project.name] get pods [=pods] --output wide
kubectl --namespace [=project.name] logs [=pods] --since 15m --prefix | grep --ignore-case error | tail -n 50
[#if has.rollout]
kubectl argo rollouts --namespace [=project.name] get rollout [=project.name]
[#else]
kubectl --namespace [=project.name] rollout history deployment/[=project.name]
[/#if]
kubectl --namespace [=project.name] top pods [=pods]
[#else]
curl --silent --show-error http://localhost:[=stack.port][=stack.ready]
curl --silent http://localhost:[=stack.port][=stack.metricsPath] | grep '^[=stack.requestsTotal]'
git log --oneline -5
[/#if]
```
[/#macro]
