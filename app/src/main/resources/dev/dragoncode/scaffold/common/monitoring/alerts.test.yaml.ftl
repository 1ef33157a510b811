[#include "/common/facts.ftl"]
[#assign t = project.type]
[#assign labels = selector?replace(',' + stack.routeLabel + '!~"' + excluded + '"', '') + ',' + stack.routeLabel + '="' + resource.path + '"']
[#assign ok = stack.statusLabel + '="200"']
[#assign bad = stack.statusLabel + '="500"']
# What the alerts do, tried without a Prometheus: scripts/check-alerts
rule_files: [rules.yaml]
evaluation_interval: 1m

tests:
  - name: wakes somebody within minutes when every tenth request fails, and lets go when that ends
    interval: 1m
    input_series:
      - series: '[=stack.requestsTotal]{[=labels],[=ok]}'
        values: 0+90x180
      - series: '[=stack.requestsTotal]{[=labels],[=bad]}'
        values: 0+10x90 900x90
      - series: '[=stack.latencyBucket]{[=labels],le="0.5"}'
        values: 0+100x180
      - series: 'up{[=labels]}'
        values: 1x180
    alert_rule_test:
      - eval_time: 90m
        alertname: [=t]ErrorBudgetBurnsFast
        exp_alerts:
          - exp_labels: {severity: page}
            exp_annotations:
              summary: "10% of requests fail: at this pace the month's budget is gone within days."
              runbook_url: [=forge]docs/runbooks/error-budget.md
      - eval_time: 90m
        alertname: [=t]LatencyBudgetBurnsFast
        exp_alerts: []
      - eval_time: 130m
        alertname: [=t]ErrorBudgetBurnsFast
        exp_alerts: []

  - name: stays quiet when one of few requests fails at night
    interval: 1m
    input_series:
      - series: '[=stack.requestsTotal]{[=labels],[=ok]}'
        values: 0+0x60 0+0.5x60
      - series: '[=stack.requestsTotal]{[=labels],[=bad]}'
        values: 0x60 0+0.1x60
    alert_rule_test:
      - eval_time: 2h
        alertname: [=t]ErrorBudgetBurnsFast
        exp_alerts: []

  - name: counts a time without errors as no errors, and not as no figures
    interval: 1m
    input_series:
      - series: '[=stack.requestsTotal]{[=labels],[=ok]}'
        values: 0+60x60
      - series: '[=stack.latencyBucket]{[=labels],le="0.5"}'
        values: 0+54x60
    promql_expr_test:
      - expr: [=snake]:errors:ratio_rate5m
        eval_time: 1h
        exp_samples:
          - labels: [=snake]:errors:ratio_rate5m
            value: 0
      - expr: round([=snake]:slow:ratio_rate5m, 0.001)
        eval_time: 1h
        exp_samples:
          - labels: "{}"
            value: 0.1

  - name: says that nothing is known once the program cannot be asked any more
    interval: 1m
    input_series:
      - series: 'up{[=labels]}'
        values: 1x10 0x20
    alert_rule_test:
      - eval_time: 10m
        alertname: [=t]MetricsMissing
        exp_alerts: []
      - eval_time: 20m
        alertname: [=t]MetricsMissing
        exp_alerts:
          - exp_labels: {severity: page}
            exp_annotations:
              summary: Nothing is known of [=project.name]; no other alert can fire.
              runbook_url: [=forge]docs/runbooks/metrics-missing.md
