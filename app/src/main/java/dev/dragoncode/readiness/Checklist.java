package dev.dragoncode.readiness;

import dev.dragoncode.readiness.ReadinessReport.ChecklistItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The seven questions of a stakeholder and the checks that answer each. */
final class Checklist {

  private static final List<Map.Entry<String, List<String>>> ITEMS =
      List.of(
          Map.entry(
              "Prototype scaffolded and primary metric identified",
              List.of("PRO-BUILD", "PRO-SCOPE", "PRO-EVENTS")),
          Map.entry(
              "Feature-flagged rollout and core unit tests added",
              List.of("VAL-FLAGS", "VAL-UNIT", "VAL-PASS")),
          Map.entry(
              "Real integrations swapped in; dependency audit passed",
              List.of("PRE-REAL", "PRE-VULN")),
          Map.entry(
              "Tracing, logging and SLOs defined", List.of("STG-TRACE", "STG-JSONLOG", "STG-SLO")),
          Map.entry(
              "CI builds reproducible artifacts and runs security scans",
              List.of("PRD-CITEST", "PRD-REPRO", "SEC-SCAN")),
          Map.entry(
              "Canary deployment completed; rollback tested",
              List.of("PRD-CANARYRUN", "PRD-ROLLBACK")),
          Map.entry("Runbooks and cost dashboards configured", List.of("OPS-RUNBOOK", "OPS-COST")));

  private Checklist() {}

  static List<ChecklistItem> of(List<Finding> findings) {
    List<ChecklistItem> items = new ArrayList<>();
    for (Map.Entry<String, List<String>> item : ITEMS) {
      List<Finding> behind =
          findings.stream().filter(f -> item.getValue().contains(f.check().id())).toList();
      items.add(
          new ChecklistItem(
              item.getKey(),
              status(behind, item.getValue().size()),
              behind.stream().map(f -> f.check().id()).toList()));
    }
    return items;
  }

  /** An item of which a part is not checked at all can fail, but it cannot pass. */
  private static Status status(List<Finding> behind, int wanted) {
    if (behind.stream().anyMatch(f -> f.status() == Status.FAIL)) {
      return Status.FAIL;
    }
    if (behind.size() < wanted) {
      return Status.UNKNOWN;
    }
    if (behind.stream().allMatch(f -> f.status() == Status.NA)) {
      return Status.NA;
    }
    boolean settled =
        behind.stream()
            .map(Finding::status)
            .allMatch(s -> s == Status.PASS || s == Status.WAIVED || s == Status.NA);
    return settled ? Status.PASS : Status.UNKNOWN;
  }
}
