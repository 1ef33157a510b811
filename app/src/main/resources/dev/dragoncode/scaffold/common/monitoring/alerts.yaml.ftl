[#include "/common/facts.ftl"]
[#assign t = project.type]
[#macro groups]
groups:
  # How much of the objectives' budgets is spent, over the windows that the alerts look at.
  - name: [=project.name]-objectives
    interval: 30s
    rules:
[#list ["5m", "30m", "1h", "2h", "6h", "1d", "3d"] as window]
      - record: [=snake]:requests:rate[=window]
        expr: sum(rate([=requests][[=window]]))
      - record: [=snake]:errors:ratio_rate[=window]
        expr: |
          (sum(rate([=failed][[=window]])) or 0 * [=snake]:requests:rate[=window])
          / [=snake]:requests:rate[=window]
      - record: [=snake]:slow:ratio_rate[=window]
        expr: |
          1 - sum(rate([=quick][[=window]])) / [=snake]:requests:rate[=window]
[/#list]

  # Two windows each, so that an alert begins early and ends soon after the trouble does, as the SRE workbook has it:
  # https://sre.google/workbook/alerting-on-slos/. The last line of each keeps it quiet while there are so few requests
  # that a single one would be the whole budget.
  - name: [=project.name]-budgets
    rules:
[@burns "Error" "errors" budget "error-budget" "of requests fail" /]
[@burns "Latency" "slow" latencyBudget "high-latency" "of requests take longer than half a second" /]

  - name: [=project.name]-causes
    rules:
      - alert: [=t]MetricsMissing
        expr: absent(up{[=scraped]} == 1)
        for: 5m
        labels:
          severity: page
        annotations:
          summary: Nothing is known of [=project.name]; no other alert can fire.
          runbook_url: [=forge]docs/runbooks/metrics-missing.md
      - alert: [=t]MemoryGrows
        # what is in use at the lowest, which a collection of garbage does not bring down any more
        expr: |
          min_over_time([=memory][1h])
          > 1.3 * min_over_time([=memory][1h] offset 6h)
        for: 1h
        labels:
          severity: ticket
        annotations:
          summary: "{{ $labels.instance }} uses a third more memory than six hours ago, and gives none back."
          runbook_url: [=forge]docs/runbooks/memory-leak.md
[#if has.database]
      - alert: [=t]DatabaseUnreachable
[#if stack.databaseErrors??]
        expr: sum(increase([=stack.databaseErrors]{[=scraped]}[5m])) > 0
[#else]
        # what the program answers for want of a connection
        expr: sum(increase([=stack.requestsTotal]{[=selector],[=stack.statusLabel]="503"}[5m])) > 5
[/#if]
        for: 2m
        labels:
          severity: page
        annotations:
          summary: "{{ $value | humanize }} times in five minutes no connection to the database could be had."
          runbook_url: [=forge]docs/runbooks/database-outage.md
[/#if]
[#if has.operations && has.database]
      - alert: [=t]BackupMissing
        expr: |
          time() - kube_cronjob_status_last_successful_time{namespace="[=project.name]",cronjob="[=project.name]-backup"} > 26 * 3600
        for: 30m
        labels:
          severity: ticket
        annotations:
          summary: The last good backup is {{ $value | humanizeDuration }} old.
          runbook_url: [=forge]docs/runbooks/backup-missing.md
[/#if]
[#if has.operations && has.secrets]
      - alert: [=t]RotationMissing
        expr: |
          time() - kube_cronjob_status_last_successful_time{namespace="[=project.name]",cronjob="[=project.name]-rotation"} > 50 * 3600
        for: 30m
        labels:
          severity: ticket
        annotations:
          summary: The database's password is {{ $value | humanizeDuration }} old.
          runbook_url: [=forge]docs/runbooks/rotation-failed.md
[/#if]
[#if has.rollout]
      - alert: [=t]RolloutStopped
        expr: |
          max by (phase) (rollout_info{namespace="[=project.name]",name="[=project.name]",phase=~"Degraded|Paused|InvalidSpec"}) == 1
        for: 15m
        labels:
          severity: ticket
        annotations:
          summary: "The rollout of [=project.name] is {{ $labels.phase }}: it was sent back, or waits for a person."
          runbook_url: [=forge]docs/runbooks/rollout-stopped.md
[/#if]
[/#macro]
[#macro burns title series share page says]
      - alert: [=t][=title]BudgetBurnsFast
        expr: |
          (
            [=snake]:[=series]:ratio_rate1h > 14.4 * [=share]
            and [=snake]:[=series]:ratio_rate5m > 14.4 * [=share]
            and [=snake]:requests:rate1h * 3600 >= 100
          )
          or
          (
            [=snake]:[=series]:ratio_rate6h > 6 * [=share]
            and [=snake]:[=series]:ratio_rate30m > 6 * [=share]
            and [=snake]:requests:rate6h * 21600 >= 300
          )
        for: 2m
        labels:
          severity: page
        annotations:
          summary: "{{ $value | humanizePercentage }} [=says]: at this pace the month's budget is gone within days."
          runbook_url: [=forge]docs/runbooks/[=page].md
      - alert: [=t][=title]BudgetBurnsSlowly
        expr: |
          (
            [=snake]:[=series]:ratio_rate1d > 3 * [=share]
            and [=snake]:[=series]:ratio_rate2h > 3 * [=share]
            and [=snake]:requests:rate1d * 86400 >= 1000
          )
          or
          (
            [=snake]:[=series]:ratio_rate3d > [=share]
            and [=snake]:[=series]:ratio_rate6h > [=share]
            and [=snake]:requests:rate3d * 259200 >= 3000
          )
        for: 15m
        labels:
          severity: ticket
        annotations:
          summary: "{{ $value | humanizePercentage }} [=says]: more than the objective has room for."
          runbook_url: [=forge]docs/runbooks/[=page].md
[/#macro]
[#assign scraped = 'job="' + project.name + '"' + has.operations?then(',namespace="' + project.name + '"', '')]
[#assign text][@groups /][/#assign]
[#if has.operations]
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: [=project.name]
spec:
[#list text?trim?split("\n") as line]
[#if line?trim?has_content]  [/#if][=line]
[/#list]
[#else]
[=text?trim]
[/#if]
