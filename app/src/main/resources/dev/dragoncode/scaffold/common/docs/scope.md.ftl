# Scope

[=project.description]

| | |
| --- | --- |
| **Primary metric** | [=goal.metric] |
| **Target** | [=goal.target] |
[#list goal.supporting as each]
| Supporting metric | [=each] |
[/#list]
| Begun | [=goal.start] |
| Judged on | [=goal.until] |

## What is counted, and where

The program counts `[=resource.table][=stack.goalCounterSuffix]` whenever [=resource.label?matches("[aeiou].*")?then("an", "a")] [=resource.label] is made, and every request with its status and its time.
Both stand under `[=stack.metricsPath]`, where Prometheus fetches them.

## On the day

On [=goal.until] the metric is held against the target. If it is missed, the project ends or gets a new goal, written
here and in `dragoncode.yaml`; it does not just go on.

## Not in it

What no line above asks for. Whoever wants more writes down first which of these numbers it will move.
