package dev.dragoncode.readiness;

import dev.dragoncode.project.Project;

/** The forms in which a report leaves the workbench. */
public enum ReportFormat {
  /** For a person at a terminal. */
  TEXT,
  /** As report.schema.json says. */
  JSON,
  /** For code hosts that show results beside the lines. */
  SARIF,
  /** For CI services that show tests. */
  JUNIT,
  /** For comments and wikis. */
  MARKDOWN,
  /** One page to keep or to send. */
  HTML,
  /** An SVG image for a README. */
  BADGE;

  /** The report in this form, without colours, ending in a line break. */
  public String render(Project project, ReadinessReport report) {
    return switch (this) {
      case TEXT -> ReportText.render(project, report, false);
      case JSON -> ReportJson.render(project, report);
      case SARIF -> ReportSarif.render(project, report);
      case JUNIT -> ReportJunit.render(project, report);
      case MARKDOWN -> ReportMarkdown.render(project, report);
      case HTML -> ReportHtml.render(project, report);
      case BADGE -> ReportBadge.render(report);
    };
  }
}
