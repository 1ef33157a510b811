[#include "/common/facts.ftl"]
# What this team shares about its project; DragonCode reads it, and its checklist holds the project to it.
goal:
  metric: "[=goal.metric?json_string]"
  target: "[=goal.target?json_string]"
[#if goal.supporting?size > 0]
  supporting:
[#list goal.supporting as each]
    - "[=each?json_string]"
[/#list]
[/#if]
  until: [=goal.until]

emulators:
  oidc:
[#if has.flags]
  # The service reads its flags from their file.
  flagd: {engine: none}
[/#if]
[#if has.database]
  postgresql:
[/#if]
[#if has.payments]
  fakes:
[/#if]
[#if has.secrets]
  vault:
[/#if]
[#if has.telemetry]
  opentelemetry-collector:
[/#if]
[#if has.slo]

slo:
  - name: requests are answered
    objective: [=objective]
    window: 30d
    query: 'sum(rate([=answered][30d])) / sum(rate([=requests][30d]))'
  - name: requests are answered within 500 ms
    objective: [=latencyObjective]
    window: 30d
    query: 'sum(rate([=quick][30d])) / sum(rate([=requests][30d]))'
[/#if]

commands:
[#if !stack.build?contains("&&")]
  build: [=stack.build]
[/#if]
  test: [=stack.test]
  run: [=stack.run]
