[#include "/common/facts.ftl"]
# What is good enough, as https://openslo.com has it. The alerts in monitoring/ are made of the same numbers and series,
# and dragoncode.yaml repeats them for the checklist: change all three together.
apiVersion: openslo/v1
kind: Service
metadata:
  name: [=project.name]
  displayName: [=project.title]
spec:
  description: "[=project.description?json_string]"
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: [=project.name]-availability
  displayName: Requests are answered
spec:
  description: Requests of users that are answered with anything but a server's error, of all requests of users.
  service: [=project.name]
  indicator:
    metadata:
      name: [=project.name]-answered
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum([=answered])
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum([=requests])
  timeWindow:
    - duration: 30d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - displayName: Answered
      target: [=(objective / 100)?string["0.####"]]
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: [=project.name]-latency
  displayName: Requests are answered in half a second
spec:
  description: Requests of users that are answered within 500 ms, of all requests of users.
  service: [=project.name]
  indicator:
    metadata:
      name: [=project.name]-quick
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: Prometheus
            spec:
              query: sum([=quick])
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum([=requests])
  timeWindow:
    - duration: 30d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - displayName: Quick
      target: [=(latencyObjective / 100)?string["0.####"]]
