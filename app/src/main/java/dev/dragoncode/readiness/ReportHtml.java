package dev.dragoncode.readiness;

import dev.dragoncode.project.Project;
import dev.dragoncode.readiness.ReadinessReport.ChecklistItem;
import java.util.List;
import java.util.OptionalInt;

/** Writes a report as one HTML page that needs nothing from elsewhere; light and dark. */
final class ReportHtml {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --bg: light-dark(#f5f6f8, #0d1014); --panel: light-dark(#fff, #14181f);
        --line: light-dark(#dde2e9, #252c37); --text: light-dark(#1b212b, #e7ecf3); --muted: light-dark(#566173, #8c97a8);
        --ok: light-dark(#0b6b47, #3ecf8e); --bad: light-dark(#b3232d, #f4626a); --warn: light-dark(#7d5500, #e3b341); }
      body { margin: 0; background: var(--bg); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
      main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
      section, header { background: var(--panel); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.2rem; margin-bottom: 1rem; }
      h1 { font-size: 20px; margin: 0 0 .3rem; } h2 { font-size: 16px; margin: 0 0 .6rem; }
      ul { margin: .6rem 0 0; padding: 0; list-style: none; }
      details { border-top: 1px solid var(--line); padding: .45rem 0; } summary { cursor: pointer; }
      code { font: 12px ui-monospace, monospace; overflow-wrap: anywhere; } p { margin: .3rem 0 .3rem 1.4rem; }
      .muted { color: var(--muted); } .pass { color: var(--ok); } .fail { color: var(--bad); } .open { color: var(--warn); }
      """;

  private ReportHtml() {}

  /** The report as a page. */
  static String render(Project project, ReadinessReport report) {
    StringBuilder out = new StringBuilder();
    out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>Readiness of ");
    out.append(escaped(project.name())).append("</title>\n<style>\n").append(STYLE);
    out.append("</style>\n</head>\n<body>\n<main>\n<header>\n<h1>Readiness of ");
    out.append(escaped(project.name())).append("</h1>\n<div class=\"muted\">");
    out.append("Score ").append(percent(report.tally().score())).append(", coverage ");
    out.append(percent(report.tally().coverage())).append(", level ");
    out.append(report.level().map(Level::title).orElse("none yet")).append("</div>\n<ul>\n");
    for (ChecklistItem item : report.checklist()) {
      out.append("<li>").append(sign(item.status())).append(' ').append(escaped(item.title()));
      out.append("</li>\n");
    }
    out.append("</ul>\n</header>\n");
    for (Phase phase : Phase.values()) {
      List<Finding> findings =
          report.findings().stream().filter(f -> f.check().phase() == phase).toList();
      if (!findings.isEmpty()) {
        Tally tally = report.tally(phase);
        out.append("<section>\n<h2>").append(phase.title()).append(" <span class=\"muted\">");
        out.append(tally.passed()).append(" of ").append(tally.applicable());
        out.append("</span></h2>\n");
        findings.forEach(f -> finding(f, out));
        out.append("</section>\n");
      }
    }
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void finding(Finding finding, StringBuilder out) {
    out.append("<details").append(finding.status() == Status.FAIL ? " open" : "");
    out.append("><summary>").append(sign(finding.status())).append(" <code>");
    out.append(finding.check().id()).append("</code> ").append(escaped(finding.check().title()));
    out.append("</summary>\n<p>").append(escaped(finding.summary())).append("</p>\n");
    for (Evidence each : finding.evidence()) {
      out.append("<p><code>").append(escaped(each.file()));
      out.append(each.line() > 0 ? ":" + each.line() : "").append("</code> <code class=\"muted\">");
      out.append(escaped(each.excerpt())).append("</code></p>\n");
    }
    out.append("<p class=\"muted\">").append(escaped(finding.check().why())).append("</p>\n");
    if (finding.status() == Status.FAIL) {
      out.append("<p>→ ").append(escaped(finding.check().remedy())).append("</p>\n");
    }
    out.append("</details>\n");
  }

  private static String sign(Status status) {
    return switch (status) {
      case PASS -> "<span class=\"pass\" title=\"pass\">✓</span>";
      case FAIL -> "<span class=\"fail\" title=\"gap\">✗</span>";
      case WAIVED, NA -> "<span class=\"muted\" title=\"" + status.word() + "\">–</span>";
      case UNKNOWN, STALE, ERROR -> "<span class=\"open\" title=\"" + status.word() + "\">?</span>";
    };
  }

  private static String percent(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() + " %" : "–";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
