[#include "/common/facts.ftl"]
[#assign series]job="[=project.name]",rollouts_pod_template_hash="{{args.revision}}",[=stack.routeLabel]!~"[=excluded]"[/#assign]
# Judges the pods of the new revision alone, by the objectives' own figures. Beyond the limit it has failed, within it
# it has passed, and with fewer than 50 requests in five minutes there is no figure: that is inconclusive, the rollout
# stands still, and a person looks.
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: [=project.name]-objectives
spec:
  args:
    - name: revision
    - name: max-error-ratio
      value: "0.01"
    - name: max-slow-ratio
      value: "0.10"
    - name: minutes
    - name: prometheus
      value: http://prometheus-operated.monitoring:9090
  metrics:
    - name: errors
      # the first measure after a pod is up, when five minutes of its figures have begun to mean something
      initialDelay: 3m
      interval: 1m
      count: "{{args.minutes}}"
      failureLimit: 1
      inconclusiveLimit: 5
      consecutiveErrorLimit: 4
      successCondition: len(result) > 0 && !isNaN(result[0]) && result[0] <= {{args.max-error-ratio}}
      failureCondition: len(result) > 0 && !isNaN(result[0]) && result[0] > {{args.max-error-ratio}}
      provider:
        prometheus:
          address: "{{args.prometheus}}"
          query: |
            (
              (
                sum(rate([=stack.requestsTotal]{[=series],[=stack.errorSelector]}[5m]))
                or 0 * sum(rate([=stack.requestsTotal]{[=series]}[5m]))
              )
              / sum(rate([=stack.requestsTotal]{[=series]}[5m]))
            )
            and sum(increase([=stack.requestsTotal]{[=series]}[5m])) >= 50
    - name: slow
      initialDelay: 3m
      interval: 1m
      count: "{{args.minutes}}"
      failureLimit: 1
      inconclusiveLimit: 5
      consecutiveErrorLimit: 4
      successCondition: len(result) > 0 && !isNaN(result[0]) && result[0] <= {{args.max-slow-ratio}}
      failureCondition: len(result) > 0 && !isNaN(result[0]) && result[0] > {{args.max-slow-ratio}}
      provider:
        prometheus:
          address: "{{args.prometheus}}"
          query: |
            (
              1
              - sum(rate([=stack.latencyBucket]{[=series],le="0.5"}[5m]))
              / sum(rate([=stack.requestsTotal]{[=series]}[5m]))
            )
            and sum(increase([=stack.requestsTotal]{[=series]}[5m])) >= 50
