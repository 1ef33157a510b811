[#include "/common/docs/runbooks/parts.ftl"]
# Memory grows and is not given back

For the alert `[=project.type]MemoryGrows` (ticket).

## Symptom

What a pod uses at the lowest within an hour is a third more than six hours ago. Left alone, it ends with pods that are killed
for want of memory (`OOMKilled`, exit code 137), one after the other.

## Check

```promql
[=memory]
```

A saw's teeth with a level floor are no leak; a floor that rises is one. Did it begin with a release? Does it follow the requests, or only time?

[#if has.operations]
```sh
kubectl --namespace [=project.name] get pods [=pods] --output custom-columns='POD:.metadata.name,RESTARTS:.status.containerStatuses[0].restartCount,LAST:.status.containerStatuses[0].lastState.terminated.reason'
```
[/#if]

Evidence before anything is restarted[#if has.operations], by somebody who may enter pods (the role of operators may not)[/#if]. A picture of the heap holds
users' data: it does not leave [=has.operations?then("the cluster", "the machine")] unencrypted.

```sh
[#if has.operations]
pod="$(kubectl --namespace [=project.name] get pods [=pods] --output name | head -n 1)"
[#if stack.id == "spring"]
kubectl --namespace [=project.name] debug "$pod" --image eclipse-temurin:[=image("eclipse-temurin", "25")]-jdk --target api --profile restricted --custom <(echo '{"securityContext":{"runAsUser":[=stack.user]}}') -it -- jcmd 1 GC.class_histogram | head -n 40
[#else]
kubectl --namespace [=project.name] debug "$pod" --image node:[=image("node", "24")]-bookworm --target api --profile restricted --custom <(echo '{"securityContext":{"runAsUser":[=stack.user]}}') -it -- kill -USR1 1   # opens the inspector in the pod
kubectl --namespace [=project.name] port-forward "$pod" 9229                       # then chrome://inspect, Memory, Heap snapshot
[/#if]
[#elseif stack.id == "spring"]
jcmd "$(jps -q | head -n 1)" GC.class_histogram | head -n 40
[#else]
kill -USR1 "$(pgrep --oldest node)"    # opens the inspector on port 9229: chrome://inspect, Memory, Heap snapshot
[/#if]
```

## Action

1. Time is won by restarting pods one after the other; nobody notices:

[#if has.operations]
   ```sh
   [=has.rollout?then("kubectl argo rollouts --namespace " + project.name + " restart " + project.name, "kubectl --namespace " + project.name + " rollout restart deployment/" + project.name)]
   ```
[#else]
   Stop it and start it again; it finishes what it is answering first.
[/#if]

2. Two pictures of the heap an hour apart: the class whose number only grows leads to whoever holds it. The usual ones: a cache without a bound, listeners that are never
   taken off, a map keyed by something of each request.
3. Mend it, and prove it with an hour of load (`load/README.md`): the floor stays level.

Do not raise the memory limit instead: that moves the end, and makes the next picture larger.

## Rollback

If it began with a release, the one before does not leak:

[@back /]
