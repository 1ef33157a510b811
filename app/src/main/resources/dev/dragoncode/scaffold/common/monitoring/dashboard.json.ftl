[#include "/common/facts.ftl"]
[#assign panels = [
  {"title": "Requests a second, by route", "unit": "reqps", "expr": "sum by (" + stack.routeLabel + ") (rate(" + requests + "[5m]))", "legend": "{{" + stack.routeLabel + "}}"},
  {"title": "Share that failed (objective: below " + budget + ")", "unit": "percentunit", "expr": snake + ":errors:ratio_rate5m", "legend": "failed"},
  {"title": "Time of requests, half and 95 %", "unit": "s", "expr": "histogram_quantile(0.95, sum by (le) (rate(" + stack.latencyBucket + "{" + selector + "}[5m])))", "legend": "95 %", "second": "histogram_quantile(0.5, sum by (le) (rate(" + stack.latencyBucket + "{" + selector + "}[5m])))", "secondLegend": "half"},
  {"title": "Error budget of 30 days that is left", "unit": "percentunit", "expr": "1 - (1 - sum(increase(" + answered + "[30d])) / sum(increase(" + requests + "[30d]))) / " + budget, "legend": "left"},
  {"title": "Memory", "unit": "bytes", "expr": "sum by (instance) (" + memory + ")", "legend": "{{instance}}"},
  {"title": resource.labels?cap_first + " created an hour", "unit": "short", "expr": "sum(increase(" + resource.table + stack.goalCounterSuffix + '{job="' + project.name + '"' + has.operations?then(',namespace="' + project.name + '"', '') + "}[1h]))", "legend": resource.labels}
]]
[#macro query ref expr legend]{"refId": "[=ref]", "expr": "[=expr?json_string]", "legendFormat": "[=legend]"}[/#macro]
{
  "uid": "[=project.name]",
  "title": "[=project.title]",
  "tags": ["[=project.name]"],
  "schemaVersion": 41,
  "editable": true,
  "refresh": "1m",
  "time": {"from": "now-6h", "to": "now"},
  "templating": {"list": [{"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}]},
  "panels": [
[#list panels as panel]
    {
      "id": [=panel?counter],
      "type": "timeseries",
      "title": "[=panel.title?json_string]",
      "datasource": {"type": "prometheus", "uid": "${source}"},
      "gridPos": {"x": [=(panel?index % 2) * 12], "y": [=(panel?index / 2)?floor * 8], "w": 12, "h": 8},
      "fieldConfig": {"defaults": {"unit": "[=panel.unit]", "min": 0}, "overrides": []},
      "targets": [[@query "A" panel.expr panel.legend /][#if panel.second??], [@query "B" panel.second panel.secondLegend /][/#if]]
    }[#sep],[/#sep]

[/#list]
  ]
}
