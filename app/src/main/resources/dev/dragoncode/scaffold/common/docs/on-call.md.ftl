[#include "/common/docs/runbooks/parts.ftl"]
# On call

| | |
| --- | --- |
| Owner | [=project.owner]: answers for the objectives, and is asked in reviews (`.github/CODEOWNERS`) |
| Pages (`severity: page`) | whoever is on call in that team, day and night, answer within 15 minutes |
| Tickets (`severity: ticket`) | the team, within two working days |
[#if has.slo]
| Objectives | [=objective] % of requests answered and [=latencyObjective] % of them within 500 ms, over 30 days (`slo/objectives.yaml`) |
[/#if]
| What to do | [runbooks](runbooks/README.md), one for each alert |
[#if has.operations]
| What one may do | the role `[=project.name]-operators` (`deploy/base/operators.yaml`): look, restart, scale, go back |
[/#if]

## When a page comes

1. Take it, so that nobody else does the same.
2. Users first: if a release was the cause, go back before you understand. Then the runbook.
3. More than 15 minutes without an idea, or data at risk: call the second person. Nobody is blamed for calling.
4. Write down what you do and when, where others can read along.

## Afterwards

A page that needed a person gets a review within a week: what users noticed, the times, what helped, what would have shown it earlier. No names. What is to be done has an owner and a day.
An alert on which nothing was to be done is changed or deleted.

[#if has.slo]
## When the budget is spent

With less than a quarter of a month's error budget left, only what makes it more reliable is released, until it recovers. The owner may decide otherwise, in writing.

[/#if]
## Handover

Each week: open tickets, what is odd, what is planned. Who takes over opens the dashboard and one runbook before the other leaves.
