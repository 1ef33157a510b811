package dev.dragoncode.readiness;

import dev.dragoncode.problem.Problem;
import dev.dragoncode.project.Project;
import dev.dragoncode.readiness.ReadinessReport.ChecklistItem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes a report for a terminal. */
public final class ReportText {

  private static final int SHOWN_EVIDENCE = 3;

  private static final int LEAST_ID = 12;

  private final boolean colour;
  private final int idWidth;
  private final StringBuilder out = new StringBuilder();

  private ReportText(boolean colour, int idWidth) {
    this.colour = colour;
    this.idWidth = idWidth;
  }

  /**
   * The report as text.
   *
   * @param colour whether to use ANSI colours; only where a person looks at a terminal
   */
  public static String render(Project project, ReadinessReport report, boolean colour) {
    int longest =
        report.findings().stream().mapToInt(f -> f.check().id().length()).max().orElse(LEAST_ID);
    ReportText text = new ReportText(colour, Math.max(LEAST_ID, longest));
    text.all(project, report);
    return text.out.toString();
  }

  private void all(Project project, ReadinessReport report) {
    line(bold(project.name()) + "  " + faint(project.label() + branch(project)));
    line("");
    for (ChecklistItem item : report.checklist()) {
      line(sign(item.status()) + " " + item.title());
    }
    for (Phase phase : Phase.values()) {
      List<Finding> findings =
          report.findings().stream().filter(f -> f.check().phase() == phase).toList();
      if (!findings.isEmpty()) {
        phase(phase, findings, report.tally(phase));
      }
    }
    line("");
    score(report);
    report.settingsProblems().forEach(this::problem);
  }

  private static String branch(Project project) {
    return project.branch().map(b -> " · " + b).orElse("");
  }

  private void phase(Phase phase, List<Finding> findings, Tally tally) {
    line("");
    line(bold(phase.title()) + "  " + faint(tally.passed() + " of " + tally.applicable()));
    for (Finding finding : findings) {
      line(
          "  "
              + sign(finding.status())
              + " "
              + pad(finding.check().id(), idWidth)
              + " "
              + finding.check().title());
      boolean gap = finding.status() != Status.PASS && finding.status() != Status.NA;
      String indent = " ".repeat(idWidth + 5);
      line(indent + faint(finding.summary()));
      int shown = gap ? SHOWN_EVIDENCE : 1;
      for (Evidence each : finding.evidence().stream().limit(shown).toList()) {
        String place = each.file() + (each.line() > 0 ? ":" + each.line() : "");
        line(indent + place + (each.excerpt().isEmpty() ? "" : "  " + faint(each.excerpt())));
      }
      if (gap && finding.evidence().size() > shown) {
        line(indent + faint("and " + (finding.evidence().size() - shown) + " more places"));
      }
      if (finding.status() == Status.FAIL) {
        line(indent + "→ " + finding.check().remedy());
      }
    }
  }

  private void score(ReadinessReport report) {
    Tally tally = report.tally();
    line(
        "Score "
            + bold(percent(tally.score()))
            + ", coverage "
            + bold(percent(tally.coverage()))
            + faint(
                "  ("
                    + tally.passed()
                    + " pass, "
                    + tally.failed()
                    + (tally.failed() == 1 ? " gap, " : " gaps, ")
                    + tally.applicable()
                    + " apply; "
                    + String.format(Locale.ROOT, "%,d", report.files())
                    + " files in "
                    + seconds(report)
                    + " s)"));
    Optional<Level> reached = report.level();
    line("Level " + bold(reached.map(Level::title).orElse("none yet")));
    for (Level level : Level.values()) {
      List<Finding> blockers = report.blockers(level);
      if (!blockers.isEmpty()) {
        line(
            level.title()
                + " is closed by "
                + String.join(", ", blockers.stream().map(f -> f.check().id()).toList()));
        break;
      }
    }
  }

  private static String seconds(ReadinessReport report) {
    return String.format(Locale.ROOT, "%.2f", report.took().toMillis() / 1000.0);
  }

  private void problem(Problem problem) {
    line("");
    line(paint("33", "! ") + problem.title());
    line("  " + problem.reason());
    problem.remedies().forEach(remedy -> line("  → " + remedy.text()));
  }

  private static String percent(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() + " %" : "–";
  }

  private String sign(Status status) {
    return switch (status) {
      case PASS -> paint("32", "✓");
      case FAIL -> paint("31", "✗");
      case WAIVED, NA -> paint("34", "–");
      case UNKNOWN, STALE, ERROR -> paint("33", "?");
    };
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private String bold(String text) {
    return paint("1", text);
  }

  private String faint(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
