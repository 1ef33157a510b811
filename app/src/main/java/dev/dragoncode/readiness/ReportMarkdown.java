package dev.dragoncode.readiness;

import dev.dragoncode.project.Project;
import dev.dragoncode.readiness.ReadinessReport.ChecklistItem;
import java.util.List;
import java.util.OptionalInt;

/** Writes a report as Markdown, for a pull request's comment or a wiki. */
final class ReportMarkdown {

  private static final int SHOWN_EVIDENCE = 3;

  private ReportMarkdown() {}

  /** The report as Markdown, ending in a line break. */
  static String render(Project project, ReadinessReport report) {
    StringBuilder out = new StringBuilder();
    out.append("# Readiness of ").append(escaped(project.name())).append("\n\n");
    out.append("Score **").append(percent(report.tally().score())).append("**, coverage ");
    out.append(percent(report.tally().coverage())).append(", level ");
    out.append(report.level().map(Level::title).orElse("none yet")).append(".\n\n");
    for (ChecklistItem item : report.checklist()) {
      out.append("- ").append(sign(item.status())).append(' ').append(item.title()).append('\n');
    }
    for (Phase phase : Phase.values()) {
      List<Finding> findings =
          report.findings().stream()
              .filter(f -> f.check().phase() == phase && f.status() != Status.NA)
              .toList();
      if (!findings.isEmpty()) {
        Tally tally = report.tally(phase);
        out.append("\n## ").append(phase.title()).append(": ").append(tally.passed());
        out.append(" of ").append(tally.applicable()).append("\n\n");
        out.append("| | check | seen | where |\n| --- | --- | --- | --- |\n");
        findings.forEach(f -> row(f, out));
      }
    }
    return out.toString();
  }

  private static void row(Finding finding, StringBuilder out) {
    out.append("| ").append(sign(finding.status())).append(" | `").append(finding.check().id());
    out.append("` ").append(escaped(finding.check().title())).append(" | ");
    out.append(escaped(finding.summary())).append(" | ");
    List<String> places =
        finding.evidence().stream()
            .limit(SHOWN_EVIDENCE)
            .map(e -> "`" + e.file().replace("`", "'") + (e.line() > 0 ? ":" + e.line() : "") + "`")
            .toList();
    out.append(String.join("<br>", places).replace("|", "\\|")).append(" |\n");
  }

  private static String sign(Status status) {
    return switch (status) {
      case PASS -> "✅";
      case FAIL -> "❌";
      case WAIVED, NA -> "➖";
      case UNKNOWN, STALE, ERROR -> "❔";
    };
  }

  private static String percent(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() + " %" : "–";
  }

  /** A text that means itself inside a table. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\`*_{}\\[\\]<>|])", "\\\\$1").replace("\n", " ");
  }
}
